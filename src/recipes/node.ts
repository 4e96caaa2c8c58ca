/** The machine as it is, with what its multiboot partition says of the systems that it has. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { multibootName, multibootType } from "../base/places.ts";
import { matchEntries } from "../boot/menu/entries.ts";
import { type BootStore, openStore, readContent } from "../boot/store/store.ts";
import { isAdoptionBegun, isReleased } from "../boot/store/adoption-file.ts";
import { readSpare, stillSpare } from "../boot/store/spare-file.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { inspect, type Look } from "../machine/inspect/inspect.ts";
import { type NotedPlace, splitNoted } from "../plan/remove.ts";
import type { Disk, Inventory } from "../schema/inventory.ts";
import { storageLayers } from "../storage/layers.ts";

type Deployed = NonNullable<Inventory["deployed"]>;

/** Those that could be the node's; a disk that another program partitioned has no such name, and nothing is added to what that made. */
function findMultiboot(disks: readonly Disk[]): readonly Named[] {
  return disks
    .flatMap(({ partitions }) => partitions)
    .flatMap(({ path, name, content }) =>
      name === multibootName && content?.type === multibootType && content.uuid !== null
        ? [{ path, uuid: content.uuid }]
        : [],
    );
}

interface Named {
  readonly path: string;
  readonly uuid: string;
}

/** Of several that are not copies of each other none counts, which is told. */
function areCopies({ report }: Context, { partition, copies }: BootStore, named: readonly Named[]): boolean {
  const known = [partition, ...copies];
  if (named.every(({ uuid }) => known.some((one) => isSameUuid(one.uuid, uuid)))) return true;
  report({
    event: "warning",
    message: `Several partitions could be the multiboot partition, so that none was read: ${named.map(({ path }) => path).join(", ")}.`,
  });
  return false;
}

/**
 * Places that can be made anew. What a deploy that was cut off did not put onto its place is left alone, and may be in the way of the
 * same deploy; that is told.
 */
function findSpare({ report }: Context, inventory: Inventory, noted: readonly NotedPlace[]): Deployed["spare"] {
  const { spare, taken } = splitNoted({ inventory, layers: storageLayers }, noted);
  for (const { device, images, type } of taken.filter(({ wiped }) => !wiped))
    report({
      event: "warning",
      message: `A deploy of ${images.join(", ")} that was cut off has made ${device}, and ${type} is on it by now, which that did not put there: it is left alone. If it is not needed: wipefs --all ${device}`,
    });
  return spare;
}

/** A node whose adoption was cut off has a menu at best that nothing boots. */
async function readNode(
  ctx: Context,
  named: readonly Named[],
  inventory: Inventory,
): Promise<Pick<Inventory, "deployed" | "adopting">> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, { uuid: named[0]?.uuid ?? null });
  if (!areCopies(ctx, store, named)) return {};
  if (await isAdoptionBegun(ctx, store)) {
    const spare = findSpare(ctx, inventory, await readSpare(ctx, store));
    await scope.close();
    return { adopting: { multiboot: store.partition.device, spare } };
  }
  const deployed = await readDeployed(ctx, store, inventory);
  await scope.close();
  return deployed === undefined ? {} : { deployed };
}

async function readDeployed(ctx: Context, store: BootStore, inventory: Inventory): Promise<Deployed | undefined> {
  const { info, menu } = await readContent(ctx, store);
  if (info === null) return undefined;
  const usual = matchEntries(menu, info).find((entry) => entry.menu?.index === menu.defaultIndex)?.element;
  const spare = findSpare(ctx, inventory, stillSpare(await readSpare(ctx, store), info));
  return {
    default: usual?.os_id ?? null,
    ...((await isReleased(ctx, store)) ? { released: true } : {}),
    systems: info.elements.map(({ os_id: name, mounts = [] }) => ({
      name,
      mounts: mounts.map(({ mount, uuid: filesystem }) => ({ mount, uuid: filesystem })),
    })),
    spare,
  };
}

/**
 * As inspect; what cannot be read of the multiboot partition is a warning. `disksOf` returns the disks of the node, of which one has it:
 * all of the machine's if absent. While somebody else may want a device, nothing is mounted, and so what the node has deployed is not read.
 */
export async function inspectNode(
  ctx: Context,
  disksOf: (inventory: Inventory) => readonly Disk[] = ({ disks }) => disks,
  look: Look = {},
): Promise<Inventory> {
  const inventory = await inspect(ctx, storageLayers, look);
  const named = findMultiboot(disksOf(inventory));
  if (named.length === 0 || look.isBusy === true) return inventory;
  try {
    return { ...inventory, ...(await readNode(ctx, named, inventory)) };
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    ctx.report({ event: "warning", message: `What this node has deployed could not be read: ${error.message}` });
    return inventory;
  }
}

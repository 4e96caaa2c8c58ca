/** Reads what sits on disks: asks each storage layer for its part, and lists what none of them knows. Writes nothing to a disk. */
import type { Context, Host } from "../../host/host.ts";
import type { Content, Disk, Inventory, StackedDevice } from "../../schema/inventory.ts";
import { parseSignature, probe } from "../../programs/blkid.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";
import type { FoundLayer, Layers } from "../found-layers.ts";
import type { Measure, Sizer } from "./filesystem-sizes.ts";
import { holdersOf } from "./holders.ts";

/** A device, or what would be one if it were assembled, and where its bytes can be read. */
export interface Readable {
  readonly path: string;
  readonly content: Content | null;
  /** Undefined if none of them can be found; `whole` if all follow there, and not only the first ones. */
  readonly at: { readonly device: string; readonly offset: number; readonly whole: boolean } | undefined;
}

/** A device that sits on disks, partitions or other such devices. */
export interface StackedNode {
  readonly device: BlockDevice;
  readonly parents: readonly string[];
  /** The device mapper's UUID, if it is one of its devices. */
  readonly mapper: string | undefined;
}

/** What a layer looks at. */
export interface Seen {
  /** Every device that is there, and what the layers below found that would be one. */
  readonly readable: readonly Readable[];
  /** What sits on disks and their partitions, each device once. */
  readonly stacked: readonly StackedNode[];
  /** For contents that are none of the readable devices'. */
  readonly withSize: Sizer;
}

/** What a layer found. */
export interface Inspected {
  /** Its list of the inventory. */
  readonly lists: Partial<Layers>;
  readonly unreadable: Inventory["unreadable"];
  /** Devices that are not there because the layer is not assembled, but whose first bytes can be read. */
  readonly inactive: readonly Readable[];
  /** The devices that are accounted for. */
  readonly claimed: readonly string[];
}

/** A storage layer as inspection knows it; src/storage/layer.ts has all of it. */
export interface InspectedLayer extends FoundLayer {
  readonly inspect?: (ctx: Context, seen: Seen) => Promise<Inspected>;
  readonly measure?: Measure;
}

async function stackedDevices(host: Host, tree: readonly BlockDevice[]): Promise<StackedNode[]> {
  const found = new Map<string, { device: BlockDevice; parents: Set<string> }>();
  const walk = (device: BlockDevice, isDisk: boolean): void => {
    for (const child of device.children) {
      const isPartition = isDisk && child.type === "part";
      if (!isPartition) {
        const known = found.get(child.path) ?? { device: child, parents: new Set() };
        known.parents.add(device.path);
        found.set(child.path, known);
      }
      walk(child, false);
    }
  };
  for (const device of tree) walk(device, true);
  return await Promise.all(
    Array.from(found.values(), async ({ device, parents }) => ({
      device,
      parents: [...parents].toSorted(),
      mapper: (await host.readText(`/sys/dev/block/${device.device}/dm/uuid`))?.trim(),
    })),
  );
}

async function read(host: Host, device: string, withSize: Sizer): Promise<Readable> {
  const found = parseSignature((await host.run(probe(device))).stdout);
  const at = { device, offset: 0, whole: true };
  return { path: device, content: await withSize(found === null ? null : { ...found }, at), at };
}

/** Everything that sits on the disks of the machine; `tree` is what lsblk shows. Layers are asked from the lowest to the highest. */
export async function inspectLayers(
  ctx: Context,
  layers: readonly InspectedLayer[],
  {
    tree,
    disks,
    withSize = async (content) => await Promise.resolve(content),
  }: { readonly tree: readonly BlockDevice[]; readonly disks: readonly Disk[]; readonly withSize?: Sizer },
): Promise<Layers & Pick<Inventory, "unreadable">> {
  const { host } = ctx;
  const stacked = await stackedDevices(host, tree);
  const base = disks
    .flatMap((disk) => [disk, ...disk.partitions])
    .map(({ path, content }): Readable => ({ path, content, at: { device: path, offset: 0, whole: true } }));
  const shown = [
    ...base,
    ...(await Promise.all(
      stacked
        .filter(({ device }) => device.size > 0)
        .map(async ({ device }) => await read(host, device.path, withSize)),
    )),
  ];
  const parts: Inspected[] = [];
  for (const { inspect } of layers) {
    if (inspect === undefined) continue;
    const readable = [...shown, ...parts.flatMap(({ inactive }) => inactive)];
    parts.push(await inspect(ctx, { readable, stacked, withSize }));
  }
  const claimed = new Set(parts.flatMap((part) => part.claimed));
  const others = stacked.filter(({ device }) => !claimed.has(device.path));
  return {
    arrays: parts.flatMap(({ lists }) => lists.arrays ?? []),
    groups: parts.flatMap(({ lists }) => lists.groups ?? []),
    ...(parts.some(({ lists }) => lists.layers !== undefined)
      ? { layers: parts.flatMap(({ lists }) => lists.layers ?? []) }
      : {}),
    others: others
      .map(({ device, parents }) => toOther(device, parents, shown))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
}

function toOther(device: BlockDevice, parents: readonly string[], shown: readonly Readable[]): StackedDevice {
  return {
    path: device.path,
    type: device.type,
    parents: [...parents],
    content: shown.find(({ path }) => path === device.path)?.content ?? null,
    uses: holdersOf(device),
  };
}

/** The system that is to be removed: found, and judged before anything is touched. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { readArmed } from "../boot/state/trial.ts";
import { readRecord } from "../boot/store/deploy-record.ts";
import { type BootSession, findEntry, openBootSession } from "../boot/store/session.ts";
import { readSpare, stillSpare } from "../boot/store/spare-file.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { isAdoptedSystem, planRemoval, type Removal, splitNoted, splitVolumes } from "../plan/remove.ts";
import { halfMadeOf } from "../plan/update.ts";
import type { BootInfo, Element } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Inventory } from "../schema/inventory.ts";
import { storageLayers } from "../storage/layers.ts";
import { findForgotten } from "./carried-store.ts";

export interface RemoveOptions extends StoreOptions {
  /** The image, as a word for an entry. */
  readonly entry: string;
  readonly freeSpace: boolean;
  /** For the history. */
  readonly who: string;
  /** Whether only the plan is made. */
  readonly planOnly: boolean;
}

interface Found {
  /** Null if a removal was cut off when it was out of the menu already. */
  readonly element: Element | null;
  readonly image: string;
  readonly spare: ReturnType<typeof splitNoted>["spare"];
}

export function infoOf({ content }: BootSession): BootInfo {
  if (content.info === null)
    throw new BareonError("unverified", [...content.warnings, "Nothing was changed."].join(" "));
  return content.info;
}

/** Throws "mismatch" if its places are all that is left of it, and something else is on one of them by now. */
function refuseTaken(taken: ReturnType<typeof splitNoted>["taken"], entry: string): void {
  const own = taken.filter(({ images }) => images.includes(entry));
  const was = own.some(({ wiped }) => wiped) ? "was removed and its volumes were wiped" : "was not deployed to the end";
  if (own.length > 0)
    throw new BareonError(
      "mismatch",
      `${entry} ${was}, and something else is on ${own.map(({ device }) => device).join(", ")} by now. Nothing was changed.`,
      { hint: "If it is not needed: wipefs --all, then the same command." },
    );
}

async function findSystem(
  ctx: Context,
  session: BootSession,
  { entry, inventory }: Pick<RemoveOptions, "entry"> & Pick<Prepared, "inventory">,
): Promise<Found> {
  const noted = stillSpare(await readSpare(ctx, session.store), infoOf(session));
  const { spare, taken } = splitNoted({ inventory, layers: storageLayers }, noted);
  try {
    const { element, kind, menu } = await findEntry(ctx, session, entry);
    if (element === null || kind === "foreign")
      throw new BareonError("entry", `${menu?.title ?? entry} is no image that was deployed.`);
    return { element, image: element.os_id, spare };
  } catch (error) {
    if (error instanceof BareonError && error.exit === "entry") refuseTaken(taken, entry);
    const isLeft = spare.some(({ images }) => images.includes(entry));
    if (!isLeft || !(error instanceof BareonError) || error.exit !== "entry") throw error;
    return { element: null, image: entry, spare };
  }
}

/** Throws "conflict" if it runs or the next boots may need it. One that is being updated is neither, and this is its way out. */
export function refuseInUse(session: BootSession, { os_id: name, root_uuid: root }: Element): void {
  const { running, state, entries } = session;
  const { defaultIndex, once, trial } = readArmed(state);
  const isIt = (index: number): boolean =>
    isSameUuid(root, entries.find(({ menu }) => menu?.index === index)?.element?.root_uuid);
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("conflict", `${problem} Nothing was changed.`, { hint });
  };
  if (isSameUuid(root, running.rootUuid)) refuse(`Image ${name} runs.`, "Boot another one first.");
  if (isIt(defaultIndex))
    refuse(`Image ${name} is the default.`, "Make another one the default: bareon-boot set-default");
  if ((once !== null && isIt(once)) || (trial?.state === "armed" && isIt(trial.index)))
    refuse(`Image ${name} is armed for the next boot.`, "Try: bareon-boot cancel");
}

export interface Prepared extends Found {
  readonly removal: Removal;
  /** What findForgotten finds. */
  readonly forgotten: readonly string[];
  readonly inventory: Inventory;
}

/** What is in a container could only be wiped while that is open, and what it lies on would have to be found without it. */
function refuseEncrypted({ images }: DeployRecord, name: string): void {
  const mounts = images.find((image) => image.name === name)?.mounts ?? [];
  const encrypted = mounts.flatMap(({ mount, encrypted: container }) => (container === undefined ? [] : [mount]));
  if (encrypted.length === 0) return;
  throw new BareonError("unsupported", `${name} has encrypted volumes (${encrypted.join(", ")}), and is not removed.`, {
    hint: "Nothing was changed. Such a system goes with a deploy of a config that does without it.",
  });
}

/** Throws as removeSystem says, with nothing changed. */
export async function prepareRemoval(ctx: Context, options: RemoveOptions): Promise<Prepared> {
  const inventory = await inspect(ctx, storageLayers);
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const found = await findSystem(ctx, session, { entry: options.entry, inventory });
  const { element, image, spare } = found;
  if (element !== null) refuseInUse(session, element);
  const info = infoOf(session);
  const record = await readRecord(ctx, session.store, info);
  if (session.isReleased && record !== "none" && isAdoptedSystem(record, image))
    throw new BareonError("conflict", `The node was released, and what boots it is in image ${image}.`, {
      hint: "Nothing was changed. A deploy of the node's config makes the boot menu boot it again; then it can be removed.",
    });
  if (record !== "none") refuseEncrypted(record, image);
  const volumes = element === null ? { own: [], shared: [] } : splitVolumes(info.elements, element, record);
  const halfMade = halfMadeOf(element?.updating);
  const forgotten = await findForgotten(ctx, session);
  await scope.close();
  const { freeSpace } = options;
  const removal = planRemoval({
    inventory,
    image,
    ...volumes,
    halfMade,
    spare: [...spare],
    freeSpace,
    layers: storageLayers,
  });
  return { ...found, removal, inventory, forgotten };
}

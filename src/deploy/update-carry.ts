/** The carried files of an update: whether there is room for them, and the steps that set them aside and put them back. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { lookOptions, mountVolumes } from "../host/tree-mounts.ts";
import { openTree } from "../host/tree-writer.ts";
import type { PlannedUpdate } from "../plan/update.ts";
import type { Updating } from "../schema/boot-info.ts";
import type { PlannedImage } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import { isSetAside, putBack, setAside } from "./carry.ts";
import { findFirst, measureCarried, refuseTooMuch, type Wanted } from "./carry-find.ts";
import type { SealKeys } from "./carry-sealed.ts";
import type { ExecuteOptions } from "./execute.ts";
import { findOverfull } from "./image-fit.ts";
import { mountPoints } from "./mount-points.ts";
import { toolSizes } from "./preflight.ts";
import { seedRoot } from "./seed.ts";
import { imageOf } from "./update-steps.ts";

const { tree } = mountPoints(0);

/** `running` says whether the running system is one of the node's. */
function wantedOf({ carry: patterns, carryFrom, seed }: Update, running: boolean): Wanted {
  const roots = [...(carryFrom === "running" ? [] : [tree]), ...(running ? ["/"] : [])];
  return { roots, patterns, own: seed === "carried" ? [seedRoot] : [] };
}

/** Read-only, at the tree's place. The hint of its error is for a tree that is damaged, which may be why it is updated. */
async function mountIdle(ctx: Context, scope: Scope, { mounts }: Pick<PlannedImage, "mounts">): Promise<void> {
  try {
    await mountVolumes(ctx, scope, mounts, tree, { options: ["ro"] });
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const hint = "If the idle system is damaged: --method fresh with --carry-from running or none does without it.";
    throw new BareonError(error.exit, error.message, { hint, cause: error });
  }
}

/** Bytes; undefined if the tree cannot be looked into without writing to it, since its journal would have to be replayed. */
async function measureBefore(ctx: Context, update: Update, running: boolean): Promise<number | undefined> {
  await using scope = new Scope();
  // What is left out is told when it is set aside.
  const quiet: Context = { ...ctx, report: () => undefined };
  try {
    if (update.carryFrom !== "running")
      await mountVolumes(ctx, scope, imageOf(update).mounts, tree, { options: (type) => lookOptions(type, "root") });
    const { bytes } = await measureCarried(quiet, await findFirst(quiet, wantedOf(update, running)));
    await scope.close();
    return bytes;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError) || error.exit === "source") throw error;
    return undefined;
  }
}

export interface CarriedRoom extends Pick<ExecuteOptions, "sizes" | "toolPath"> {
  /** Bytes that are free on the multiboot partition. */
  readonly free: number;
  /** Whether the running system is one of the node's. */
  readonly running: boolean;
}

/**
 * Looks before the first change whether the carried files have room where they are set aside, and in their places beside the image.
 * Those of an update that goes on were set aside before. Throws "source".
 */
export async function checkCarried(
  ctx: Context,
  { update, deploy }: PlannedUpdate,
  { sizes, toolPath, free, running }: CarriedRoom,
): Promise<void> {
  if (update.resumed || update.carryFrom === "none") return;
  const bytes = await measureBefore(ctx, update, running);
  if (bytes === undefined) return;
  refuseTooMuch({ bytes }, free, "source");
  const images = new Map(Array.from(sizes, ([name, size]) => [name, size.bytes]));
  const tools = await toolSizes(ctx, deploy, toolPath);
  const overfull = findOverfull(deploy, images, tools, new Map([[update.image, bytes]]));
  if (overfull.length > 0)
    throw new BareonError("source", overfull.join("; "), {
      hint: "Nothing was changed. Large data belong onto a volume of their own that keeps its data.",
    });
}

interface SetAsideFor {
  readonly folder: string;
  /** Whether the running system is one of the node's. */
  readonly running: boolean;
  /** What boot-info said of an update that had not ended, which may have set them aside. */
  readonly begun: Updating | undefined;
  /** By which they are sealed; undefined for a system without encrypted volumes. */
  readonly keys: SealKeys | undefined;
}

/** Copies the carried files into the folder, if they are not there; from the running system's tree if that is asked for, or if the idle one has none. */
export async function setCarriedAside(
  ctx: Context,
  { update }: PlannedUpdate,
  { folder, running, begun, keys }: SetAsideFor,
): Promise<void> {
  const from = update.carryFrom === "running" ? "running" : "idle";
  if (begun !== undefined && (await isSetAside(ctx, { folder, from, keys }, begun.request?.carry_from))) return;
  await using scope = new Scope();
  if (update.carryFrom !== "running") await mountIdle(ctx, scope, imageOf(update));
  await setAside(ctx, { ...wantedOf(update, running), from, folder, keys });
  await scope.close();
}

/** Puts what is in the folder into its places, and unmounts. */
export async function putCarriedBack(
  ctx: Context,
  image: Pick<PlannedImage, "name" | "mounts">,
  folder: string,
  keys: SealKeys | undefined,
): Promise<void> {
  await using scope = new Scope();
  await mountVolumes(ctx, scope, image.mounts, tree);
  await putBack(ctx, openTree(ctx, tree, `Image ${image.name}`), folder, keys);
  await scope.close();
}

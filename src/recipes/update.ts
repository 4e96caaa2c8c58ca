/**
 * The recipe of an update of an idle system, while another one runs:
 *
 *     record -> inspect -> plan -> checks -> out of the menu -> write -> prove -> into the menu -> arm
 *
 * Cut off at any moment, the node boots the running system, and the idle one is either offered and whole or not offered; the same
 * command then goes on. See bareon-design(7), "Updates".
 */
import { BareonError, firstError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import { writtenOf } from "../boot/menu/entries.ts";
import { planRecord } from "../boot/store/deploy-record.ts";
import type { Keys } from "../deploy/keys.ts";
import { checkSources } from "../deploy/preflight.ts";
import { checkPrograms } from "../deploy/programs.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { checkCarried } from "../deploy/update-carry.ts";
import { checkMethod, checkUpdate, warnOfKernels } from "../deploy/update-preflight.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { placesOf } from "../plan/found-layout.ts";
import { withManifests } from "../plan/manifests.ts";
import { planUpdatedRecord } from "../plan/updated-record.ts";
import { planUpdate } from "../plan/update.ts";
import type { UpdateWish } from "../plan/update-wish.ts";
import type { Update } from "../schema/update.ts";
import { storageLayers } from "../storage/layers.ts";
import { once, setDefault, tryEntry } from "./boot-change.ts";
import { loadNewSeed } from "./seeds.ts";
import { openSystem, sealKeysFor } from "./encryption.ts";
import { judgeTrust } from "./trust.ts";
import { dropForgotten } from "./carried-store.ts";
import { type Found, findTarget } from "./update-node.ts";
import { type PreparedUpdate, type RunOptions, runUpdate } from "./update-run.ts";

export interface UpdateOptions extends RunOptions {
  /** The image, as a word for an entry; null for the only idle one. */
  readonly entry: string | null;
  readonly wish: UpdateWish;
  /** Whether an image of which nothing proves that it is the right one is refused; else there is a warning. */
  readonly requireVerified: boolean;
  /** Whether only the plan is made. */
  readonly planOnly: boolean;
  /** The keys of the system's encrypted volumes. */
  readonly given?: Keys["given"] | undefined;
}

/** Throws "conflict" if the running system is none of the node's, and its carried files are asked for and were not set aside before. */
function checkCarrying({ carryFrom }: Update, { isDeployed, element: { updating } }: Found): void {
  if (carryFrom !== "running" || isDeployed || updating?.request?.carry_from === "running") return;
  throw new BareonError(
    "conflict",
    "The running system is none that the menu boots, so that its files are not carried. Nothing was changed.",
    { hint: "--carry-from idle or none does without them." },
  );
}

/**
 * Throws "conflict" if the system's own files are to be carried, of which none were set aside before its volumes were written: what is
 * there now may be the image's.
 */
function refuseLost({ image, carryFrom }: Update, { element: { updating }, aside }: Found): void {
  if (carryFrom !== "idle" || updating === undefined || writtenOf(updating) !== "partly" || aside === "idle") return;
  const { carry_from: former = "idle" } = updating.request ?? {};
  if (former === "idle") return;
  throw new BareonError(
    "conflict",
    `The update of ${image} that was begun at ${updating.since} with --carry-from ${former} has written a part of it, so that files of its own are there no more to be carried. Nothing was changed.`,
    { hint: "--carry-from running or none does without them." },
  );
}

/** What is made of the machine as it is: nothing is changed until this returns. */
async function prepare(ctx: Context, options: UpdateOptions, found: Found): Promise<PreparedUpdate> {
  const { element, record, isRecorded, isDeployed, multiboot } = found;
  const inventory = await inspect(ctx, storageLayers);
  const { wish } = options;
  const planned = planUpdate({ record, inventory, multiboot, image: element.os_id, begun: element.updating, wish });
  const { images, utilities } = planned.update;
  checkCarrying(planned.update, found);
  refuseLost(planned.update, found);
  judgeTrust(ctx, [...images, ...utilities], options.requireVerified);
  warnOfKernels(ctx, planned.update);
  await checkUpdate(ctx, planned.update);
  const seeds = wish.seed === undefined ? undefined : await loadNewSeed(ctx, element.os_id, wish.seed.spec);
  const sizes = await checkSources(ctx, planned.deploy, options.toolPath);
  checkMethod(planned.update, sizes);
  await checkCarried(ctx, planned, { sizes, toolPath: options.toolPath, free: found.free, running: found.isDeployed });
  await checkPrograms(ctx, planned.deploy, sizes, "the update");
  const flagged = await findUnchangeable(ctx, planned.deploy);
  return {
    ...{ element, isDeployed, planned, sizes, flagged, seeds, places: placesOf(inventory) },
    record: isRecorded
      ? planUpdatedRecord(record, planned.update, planRecord(withManifests(planned.deploy, sizes)))
      : undefined,
    again: `bareon-provision update ${planned.update.image}`,
  };
}

/** The last thing that an update does: nothing was armed before. The error of what fails then says that all else is done. */
async function armEntry(
  ctx: Context,
  { who, ...options }: UpdateOptions,
  { image, arm: what, tries }: Update,
  id: string,
): Promise<void> {
  const change = { ...options, who, why: "updated" };
  try {
    if (what === "trial") await tryEntry(ctx, change, id, { tries, reset: true });
    if (what === "once") await once(ctx, change, id);
    if (what === "set-default") await setDefault(ctx, change, id);
  } catch (error) {
    const cause = firstError(error);
    if (!(cause instanceof BareonError)) throw error;
    // What could not be armed speaks of itself alone.
    const problem = cause.message.replace(/ Nothing was changed\.$/u, "");
    throw new BareonError(cause.exit, `${image} is updated and offered again, but it could not be armed: ${problem}`, {
      hint: `To arm it later: bareon-boot ${what} ${id}.`,
      cause: error,
    });
  }
}

/** The system that is updated, on a multiboot partition without what is only left there; a mere plan leaves it there. */
async function findRoomy(ctx: Context, options: UpdateOptions): Promise<Found> {
  const found = await findTarget(ctx, options);
  if (options.planOnly || found.forgotten.length === 0) return found;
  await dropForgotten(ctx, options, found.forgotten);
  return await findTarget(ctx, options);
}

/**
 * Throws BareonError "locked", "entry", "conflict", "unsupported", "mismatch", "unsafe", "source", "usage" or "failure" before the
 * first change; after it an error of the step that failed, and then the system is not offered until the command is run again.
 */
export async function updateSystem(outer: Context, options: UpdateOptions): Promise<Update> {
  const start = performance.now();
  const warnings: string[] = [];
  const ctx: Context = {
    ...outer,
    report: (event) => {
      if (event.event === "warning") warnings.push(event.message);
      outer.report(event);
    },
  };
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const found = await findRoomy(ctx, options);
  const keys = await openSystem(ctx, scope, found, options);
  const prepared = await prepare(ctx, options, found);
  const plan = prepared.planned.update;
  if (options.planOnly) return plan;
  const sealKeys = plan.carryFrom === "none" ? undefined : sealKeysFor(found, { ...keys, given: options.given ?? [] });
  const id = await runUpdate(ctx, prepared, { ...options, keys, sealKeys });
  if (id !== undefined) await armEntry(ctx, options, plan, id);
  await scope.close();
  return { ...plan, done: true, seconds: (performance.now() - start) / 1000, warnings };
}

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
import { planRecord } from "../boot/store/deploy-record.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { dropCarried } from "../deploy/carry.ts";
import { runReported } from "../deploy/execute.ts";
import { checkSources } from "../deploy/preflight.ts";
import { checkPrograms } from "../deploy/programs.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { checkMethod, checkStillUnused, checkUnused, checkUpdate, warnOfKernels } from "../deploy/update-preflight.ts";
import { checkCarried, putCarriedBack, setCarriedAside } from "../deploy/update-carry.ts";
import { imageOf, runWritingStep } from "../deploy/update-steps.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { placesOf } from "../plan/found-layout.ts";
import { planUpdatedRecord } from "../plan/updated-record.ts";
import { planUpdate, type PlannedUpdate } from "../plan/update.ts";
import type { UpdateWish } from "../plan/update-wish.ts";
import type { ExecuteOptions } from "../deploy/execute.ts";
import type { Update } from "../schema/update.ts";
import { storageLayers } from "../storage/layers.ts";
import { once, setDefault, tryEntry } from "./boot-change.ts";
import { loadNewSeed } from "./seeds.ts";
import { judgeTrust } from "./trust.ts";
import { beginUpdate, endUpdate, noteWritten, type UpdateChange } from "./boot-updating.ts";
import { dropForgotten, withCarried } from "./carried-store.ts";
import { type Found, findTarget } from "./update-node.ts";

export interface UpdateOptions extends StoreOptions {
  /** The image, as a word for an entry; null for the only idle one. */
  readonly entry: string | null;
  readonly wish: UpdateWish;
  /** For the history. */
  readonly who: string;
  /** The standalone executable that images receive; undefined if this program is none. */
  readonly toolPath: string | undefined;
  readonly completions?: Completions | undefined;
  /** Whether an image of which nothing proves that it is the right one is refused; else there is a warning. */
  readonly requireVerified: boolean;
  /** Whether the transfer has no regard for others who use the disk. */
  readonly fullSpeed: boolean;
  /** Whether only the plan is made. */
  readonly planOnly: boolean;
}

interface Prepared extends Pick<ExecuteOptions, "sizes" | "flagged" | "seeds"> {
  readonly planned: PlannedUpdate;
  readonly places: Map<string, string>;
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

/** What is made of the machine as it is: nothing is changed until this returns. */
async function prepare(ctx: Context, options: UpdateOptions, found: Found): Promise<Prepared> {
  const { element, record, multiboot } = found;
  const inventory = await inspect(ctx, storageLayers);
  const { wish } = options;
  const planned = planUpdate({ record, inventory, multiboot, image: element.os_id, begun: element.updating, wish });
  const { images, utilities } = planned.update;
  checkCarrying(planned.update, found);
  judgeTrust(ctx, [...images, ...utilities], options.requireVerified);
  warnOfKernels(ctx, planned.update);
  await checkUpdate(ctx, planned.update);
  const seeds = wish.seed === undefined ? undefined : await loadNewSeed(ctx, element.os_id, wish.seed.spec);
  const sizes = await checkSources(ctx, planned.deploy, options.toolPath);
  checkMethod(planned.update, sizes);
  await checkCarried(ctx, planned, { sizes, toolPath: options.toolPath, free: found.free, running: found.isDeployed });
  await checkPrograms(ctx, planned.deploy, sizes, "the update");
  const flagged = await findUnchangeable(ctx, planned.deploy);
  return { planned, sizes, flagged, seeds, places: placesOf(inventory) };
}

/** Tells what a change of the boot state warned of; returns the id of the image's entry. */
export function tellChange({ report }: Context, { element, warnings }: UpdateChange): string {
  for (const message of warnings) report({ event: "warning", message });
  return element.entry_id ?? String(element.grub_id);
}

function nameOf({ imageName, imageUuid }: Update["from"]): string {
  return [imageName, imageUuid].filter((word) => word !== "").join(" ");
}

/** Throws "conflict" if the image was armed while its source was measured, and "unsafe" if a volume of it was mounted meanwhile. */
async function begin(
  ctx: Context,
  { who, ...options }: UpdateOptions,
  { update, request }: PlannedUpdate,
  places: Map<string, string>,
): Promise<void> {
  const { image, method, from, to, volumes } = update;
  await checkUnused(ctx, update);
  const change = await beginUpdate(ctx, { ...options, who }, image, {
    what: `${method}, from ${nameOf(from)} to ${nameOf(to)}`,
    request,
    volumes: volumes.map(({ uuid, device }) => ({ uuid, place: places.get(device) ?? device })),
  });
  tellChange(ctx, change);
}

async function end(
  ctx: Context,
  options: UpdateOptions,
  { update, deploy }: PlannedUpdate,
  { record, isRecorded }: Pick<Found, "record" | "isRecorded">,
): Promise<string> {
  const { image, to } = update;
  const version = {
    ...{ image_name: to.imageName, image_uuid: to.imageUuid },
    record: isRecorded ? planUpdatedRecord(record, update, planRecord(deploy)) : undefined,
  };
  return tellChange(ctx, await endUpdate(ctx, options, image, version));
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

interface Running extends Found, Prepared {
  readonly options: UpdateOptions;
}

type Step = Update["steps"][number];

/** Whether the volumes are written by it first. What comes later writes them too, and needs no further note. */
function isFirstWriting({ steps }: Update, step: Step): boolean {
  return step === steps.find(({ kind }) => kind === "make-filesystem" || kind === "deploy-image");
}

/** What the volumes hold is on the multiboot partition before it becomes so, and, of a whole version, after it has become so. */
async function noteBefore(ctx: Context, step: Step, { options, planned: { update } }: Running): Promise<void> {
  if (isFirstWriting(update, step)) await noteWritten(ctx, options, update.image, "partly");
  if (step.kind === "end-update") await noteWritten(ctx, options, update.image, "whole");
}

/** An error after the first change says in its hint how the system is left; one before it is what it was. */
function tellLeft(error: unknown, { image, resumed, steps }: Update, step: Step): unknown {
  const cause = firstError(error);
  if (!(cause instanceof BareonError)) return error;
  // The step gave it its own exit code.
  const origin = cause.cause instanceof BareonError ? cause.cause : cause;
  // What cannot be booted says itself how it is left.
  if (origin.exit === "unbootable") return error;
  const isUnchanged = origin.exit === "conflict" || origin.exit === "unsafe" || origin.exit === "locked";
  if (step === steps[0] && isUnchanged) return origin;
  // The first step changes nothing of what another update left.
  if (step === steps[0] && resumed) return error;
  const { exit, message, hint, violations, differences } = cause;
  const left = `${image} is marked as being updated, and no system boots it until the update has come to its end: bareon-provision update ${image} goes on.`;
  return new BareonError(exit, message, {
    hint: hint === undefined ? left : `${hint} ${left}`,
    ...{ cause: error, violations, differences },
  });
}

/** An update that goes on without carried files leaves none of those that it set aside before: keys of the machine may be among them. */
async function forgetCarried(
  ctx: Context,
  { options, planned: { update }, element: { updating } }: Pick<Running, "options" | "planned" | "element">,
): Promise<void> {
  if (updating === undefined || update.carryFrom !== "none") return;
  await withCarried(ctx, options, imageOf(update).rootUuid, async (folder) => await dropCarried(ctx, folder));
}

/** The system that is updated, on a multiboot partition without what is only left there; a mere plan leaves it there. */
async function findRoomy(ctx: Context, options: UpdateOptions): Promise<Found> {
  const found = await findTarget(ctx, options);
  if (options.planOnly || found.forgotten.length === 0) return found;
  await dropForgotten(ctx, options, found.forgotten);
  return await findTarget(ctx, options);
}

/** Returns the id of the entry once it is offered again. */
async function runStep(ctx: Context, step: Step, running: Running): Promise<string | undefined> {
  // The first step looks by itself, as late as it can.
  if (step.kind !== "begin-update") await checkStillUnused(ctx, running.planned.update);
  await noteBefore(ctx, step, running);
  const { options, planned, sizes, flagged, seeds, places, isDeployed } = running;
  switch (step.kind) {
    case "begin-update":
      await begin(ctx, options, planned, places);
      return undefined;
    case "set-aside":
      await withCarried(ctx, options, imageOf(planned.update).rootUuid, async (folder) => {
        await setCarriedAside(ctx, planned, { folder, running: isDeployed, begun: running.element.updating });
      });
      return undefined;
    case "carry":
      await withCarried(ctx, options, imageOf(planned.update).rootUuid, async (folder) => {
        await putCarriedBack(ctx, imageOf(planned.update), folder);
        await dropCarried(ctx, folder);
      });
      return undefined;
    case "end-update":
      await forgetCarried(ctx, running);
      return await end(ctx, options, planned, running);
    case "make-filesystem":
    case "deploy-image":
    case "deploy-utility":
    case "write-seed":
      await runWritingStep(ctx, planned, step, { ...options, sizes, flagged, seeds });
      return undefined;
  }
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
  const prepared = await prepare(ctx, options, found);
  const plan = prepared.planned.update;
  if (options.planOnly) return plan;
  let id: string | undefined;
  for (const [index, step] of plan.steps.entries()) {
    const running = { options, ...prepared, ...found };
    const place = { index, count: plan.steps.length };
    try {
      id = (await runReported(ctx, step, place, async () => await runStep(ctx, step, running))) ?? id;
    } catch (error) {
      throw tellLeft(error, plan, step);
    }
  }
  if (id !== undefined) await armEntry(ctx, options, plan, id);
  await scope.close();
  return { ...plan, done: true, seconds: (performance.now() - start) / 1000, warnings };
}

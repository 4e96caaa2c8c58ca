/** The steps of an update of one idle system, whoever planned it, each so that the system is offered and whole or not offered. */
import { BareonError, firstError } from "../base/errors.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { dropCarried } from "../deploy/carry.ts";
import type { SealKeys } from "../deploy/carry-sealed.ts";
import { type ExecuteOptions, runReported } from "../deploy/execute.ts";
import { putCarriedBack, setCarriedAside } from "../deploy/update-carry.ts";
import { checkStillUnused, checkUnused } from "../deploy/update-preflight.ts";
import { imageOf, runWritingStep } from "../deploy/update-steps.ts";
import type { Context } from "../host/host.ts";
import { KeptFiles } from "../host/kept-files.ts";
import type { PlannedUpdate } from "../plan/update.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Update } from "../schema/update.ts";
import { beginUpdate, endUpdate, noteWritten, type UpdateChange } from "./boot-updating.ts";
import { withCarried } from "./carried-store.ts";
import type { Found } from "./update-node.ts";

export interface RunOptions extends StoreOptions, Pick<ExecuteOptions, "toolPath" | "completions" | "keys"> {
  /** For the history. */
  readonly who: string;
  /** Whether the transfer has no regard for others who use the disk. */
  readonly fullSpeed: boolean;
  /** By which the carried files are sealed while they are set aside; absent for a system without encrypted volumes. */
  readonly sealKeys?: SealKeys | undefined;
}

/** An update that was planned, and of which everything was checked. */
export interface PreparedUpdate
  extends Pick<Found, "element" | "isDeployed">, Pick<ExecuteOptions, "sizes" | "flagged" | "seeds" | "drive"> {
  readonly planned: PlannedUpdate;
  /** The places of the machine's volumes, by device. */
  readonly places: ReadonlyMap<string, string>;
  /** The node's record once it is done; undefined for a node that has none. */
  readonly record: DeployRecord | undefined;
  /** The command that goes on with it. */
  readonly again: string;
}

interface Running extends PreparedUpdate {
  readonly options: RunOptions;
  readonly kept: KeptFiles;
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
async function begin(ctx: Context, { options, planned: { update, request }, places }: Running): Promise<void> {
  const { image, method, from, to, volumes } = update;
  await checkUnused(ctx, update);
  const change = await beginUpdate(ctx, options, image, {
    what: `${method}, from ${nameOf(from)} to ${nameOf(to)}`,
    request,
    volumes: volumes.map(({ uuid, device }) => ({ uuid, place: places.get(device) ?? device })),
  });
  tellChange(ctx, change);
}

async function end(ctx: Context, { options, planned: { update }, record }: Running): Promise<string> {
  const { image, to } = update;
  const version = { image_name: to.imageName, image_uuid: to.imageUuid, record };
  return tellChange(ctx, await endUpdate(ctx, options, image, version));
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
function tellLeft(error: unknown, { planned: { update }, again }: PreparedUpdate, step: Step): unknown {
  const { image, resumed, steps } = update;
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
  const left = `${image} is marked as being updated, and no system boots it until the update has come to its end: ${again} goes on.`;
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

/** Returns the id of the entry once it is offered again. */
async function runStep(ctx: Context, step: Step, running: Running): Promise<string | undefined> {
  // The first step looks by itself, as late as it can.
  if (step.kind !== "begin-update") await checkStillUnused(ctx, running.planned.update);
  await noteBefore(ctx, step, running);
  const { options, planned, sizes, flagged, seeds, drive, kept, isDeployed } = running;
  switch (step.kind) {
    case "begin-update":
      await begin(ctx, running);
      return undefined;
    case "set-aside":
      await withCarried(ctx, options, imageOf(planned.update).rootUuid, async (folder) => {
        const { updating: begun } = running.element;
        await setCarriedAside(ctx, planned, { folder, running: isDeployed, begun, keys: options.sealKeys });
      });
      return undefined;
    case "carry":
      await withCarried(ctx, options, imageOf(planned.update).rootUuid, async (folder) => {
        await putCarriedBack(ctx, imageOf(planned.update), folder, options.sealKeys);
        await dropCarried(ctx, folder);
      });
      return undefined;
    case "end-update":
      await forgetCarried(ctx, running);
      return await end(ctx, running);
    case "make-filesystem":
    case "deploy-image":
    case "deploy-utility":
    case "write-seed":
      await runWritingStep(ctx, planned, step, { ...options, sizes, flagged, seeds, drive, kept });
      return undefined;
  }
}

/**
 * Returns the id of the system's entry once it is offered again. Throws BareonError "conflict", "unsafe" or "locked" if nothing was changed;
 * else the error of the step that failed, and then the system is not offered until the update is gone on with.
 */
export async function runUpdate(
  ctx: Context,
  prepared: PreparedUpdate,
  options: RunOptions,
): Promise<string | undefined> {
  const { steps } = prepared.planned.update;
  await using kept = new KeptFiles();
  let id: string | undefined;
  for (const [index, step] of steps.entries()) {
    const place = { index, count: steps.length };
    const running = { ...prepared, options, kept };
    try {
      id = (await runReported(ctx, step, place, async () => await runStep(ctx, step, running))) ?? id;
    } catch (error) {
      throw tellLeft(error, prepared, step);
    }
  }
  return id;
}

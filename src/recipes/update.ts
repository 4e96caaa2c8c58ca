/**
 * The recipe of an update of an idle system, while another one runs:
 *
 *     record -> inspect -> plan -> checks -> out of the menu -> write -> prove -> into the menu -> arm
 *
 * Cut off at any moment, the node boots the running system, and the idle one is either offered and whole or not offered; the same
 * command then goes on. See bareon-design(7), "Updates".
 */
import { multibootType, runtimeDirectory } from "../base/places.ts";
import { planRecord } from "../boot/store/deploy-record.ts";
import { openStore, type StoreOptions } from "../boot/store/store.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { dropCarried } from "../deploy/carry.ts";
import { runReported } from "../deploy/execute.ts";
import { checkSources } from "../deploy/preflight.ts";
import { checkPrograms } from "../deploy/programs.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { checkMethod, checkUpdate } from "../deploy/update-preflight.ts";
import { imageOf, putCarriedBack, runWritingStep, setCarriedAside } from "../deploy/update-steps.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { placesOf } from "../plan/found-layout.ts";
import { planUpdatedRecord } from "../plan/updated-record.ts";
import { planUpdate, type PlannedUpdate, type UpdateWish } from "../plan/update.ts";
import type { ExecuteOptions } from "../deploy/execute.ts";
import type { PlannedImage } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import { storageLayers } from "../storage/layers.ts";
import { once, setDefault, tryEntry } from "./boot-change.ts";
import { judgeTrust } from "./trust.ts";
import { beginUpdate, endUpdate, type UpdateChange } from "./boot-updating.ts";
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

interface Prepared extends Pick<ExecuteOptions, "sizes" | "flagged"> {
  readonly planned: PlannedUpdate;
  readonly places: Map<string, string>;
}

/** What is made of the machine as it is: nothing is changed until this returns. */
async function prepare(ctx: Context, options: UpdateOptions, found: Found): Promise<Prepared> {
  const { element, record, multiboot } = found;
  const inventory = await inspect(ctx, storageLayers);
  const { wish } = options;
  const planned = planUpdate({ record, inventory, multiboot, image: element.os_id, begun: element.updating, wish });
  const { images, utilities } = planned.update;
  judgeTrust(ctx, [...images, ...utilities], options.requireVerified);
  await checkUpdate(ctx, planned.update);
  const sizes = await checkSources(ctx, planned.deploy, options.toolPath);
  checkMethod(planned.update, sizes);
  await checkPrograms(ctx, planned.deploy, sizes, "the update");
  const flagged = await findUnchangeable(ctx, planned.deploy);
  return { planned, sizes, flagged, places: placesOf(inventory) };
}

const carriedView = `${runtimeDirectory}/carried`;

/**
 * Where carried files lie while their tree is written: on the multiboot partition, mounted by this process itself, because rsync does
 * not look behind a link such as /proc/PID/root. Each image has a folder there, since updates of several may have been begun.
 */
export async function withCarried(
  ctx: Context,
  options: StoreOptions,
  { mounts }: Pick<PlannedImage, "mounts">,
  action: (folder: string) => Promise<void>,
): Promise<void> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  const { device } = store.partition;
  await mountFilesystem(ctx, scope, {
    ...{ source: device, target: carriedView, type: multibootType },
    options: ["rw", "noatime", "noexec"],
  });
  const root = mounts.find(({ mount }) => mount === "/")?.uuid ?? "";
  await action(`${carriedView}/bareon/carried-${root.toLowerCase()}`);
  await scope.close();
}

/** Tells what a change of the boot state warned of; returns the id of the image's entry. */
export function tellChange({ report }: Context, { element, warnings }: UpdateChange): string {
  for (const message of warnings) report({ event: "warning", message });
  return element.entry_id ?? String(element.grub_id);
}

function nameOf({ imageName, imageUuid }: Update["from"]): string {
  return [imageName, imageUuid].filter((word) => word !== "").join(" ");
}

/** Throws "conflict" if the image was armed while its source was measured. */
async function begin(
  ctx: Context,
  { who, ...options }: UpdateOptions,
  { update }: PlannedUpdate,
  places: Map<string, string>,
): Promise<void> {
  const { image, method, from, to, volumes } = update;
  const change = await beginUpdate(ctx, { ...options, who }, image, {
    what: `${method}, from ${nameOf(from)} to ${nameOf(to)}`,
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

/** The last thing that an update does: nothing was armed before. */
async function armEntry(
  ctx: Context,
  { who, ...options }: UpdateOptions,
  { arm: what, tries }: Update,
  id: string,
): Promise<void> {
  const change = { ...options, who, why: "updated" };
  if (what === "trial") await tryEntry(ctx, change, id, { tries, reset: true });
  if (what === "once") await once(ctx, change, id);
  if (what === "set-default") await setDefault(ctx, change, id);
}

interface Running extends Found, Prepared {
  readonly options: UpdateOptions;
}

/** Returns the id of the entry once it is offered again. */
async function runStep(ctx: Context, step: Update["steps"][number], running: Running): Promise<string | undefined> {
  const { options, planned, sizes, flagged, places, isDeployed } = running;
  switch (step.kind) {
    case "begin-update":
      await begin(ctx, options, planned, places);
      return undefined;
    case "set-aside":
      await withCarried(ctx, options, imageOf(planned.update), async (folder) => {
        await setCarriedAside(ctx, planned, { folder, running: isDeployed });
      });
      return undefined;
    case "carry":
      await withCarried(ctx, options, imageOf(planned.update), async (folder) => {
        await putCarriedBack(ctx, imageOf(planned.update), folder);
        await dropCarried(ctx, folder);
      });
      return undefined;
    case "end-update":
      return await end(ctx, options, planned, running);
    case "make-filesystem":
    case "deploy-image":
    case "deploy-utility":
      await runWritingStep(ctx, planned, step, { ...options, sizes, flagged });
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
  const found = await findTarget(ctx, options);
  const prepared = await prepare(ctx, options, found);
  const plan = prepared.planned.update;
  if (options.planOnly) return plan;
  let id: string | undefined;
  for (const [index, step] of plan.steps.entries()) {
    const running = { options, ...prepared, ...found };
    const place = { index, count: plan.steps.length };
    id = (await runReported(ctx, step, place, async () => await runStep(ctx, step, running))) ?? id;
  }
  if (id !== undefined) await armEntry(ctx, options, plan, id);
  await scope.close();
  return { ...plan, done: true, seconds: (performance.now() - start) / 1000, warnings };
}

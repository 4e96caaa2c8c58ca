/**
 * The recipe of an update of an idle system, while another one runs:
 *
 *     record -> inspect -> plan -> checks -> out of the menu -> write -> prove -> into the menu -> arm
 *
 * Cut off at any moment, the node boots the running system, and the idle one is either offered and whole or not offered; the same
 * command then goes on. See bareon-design(7), "Updates".
 */
import { runtimeDirectory } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { planRecord, readRecord } from "../boot/store/deploy-record.ts";
import { type BootSession, openBootSession } from "../boot/store/session.ts";
import { enterStore, openStore, type StoreOptions } from "../boot/store/store.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { dropCarried } from "../deploy/carry.ts";
import { runReported } from "../deploy/execute.ts";
import { checkSources } from "../deploy/preflight.ts";
import { checkUpdate } from "../deploy/update-preflight.ts";
import { putCarriedBack, runWritingStep, setCarriedAside } from "../deploy/update-steps.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { placesOf } from "../plan/found-layout.ts";
import { planUpdate, planUpdatedRecord, type PlannedUpdate, type UpdateWish } from "../plan/update.ts";
import type { ImageSizes } from "../deploy/execute.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import type { Element } from "../schema/boot-info.ts";
import type { Update } from "../schema/update.ts";
import { storageLayers } from "../storage/layers.ts";
import { once, setDefault, tryEntry } from "./boot-change.ts";
import { judgeTrust } from "./trust.ts";
import { chooseIdle, refuseInUse } from "./update-choice.ts";
import { beginUpdate, endUpdate, infoOf } from "./update-menu.ts";

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
  /** Whether only the plan is made. */
  readonly planOnly: boolean;
}

/** What is read of the multiboot partition before anything else. */
interface Found {
  readonly element: Element;
  readonly record: DeployRecord;
  readonly multiboot: { readonly device: string; readonly uuid: string };
  /** Whether the system that runs is one of the node's. */
  readonly isDeployed: boolean;
}

async function readNode(ctx: Context, session: BootSession): Promise<DeployRecord> {
  const record = await readRecord(ctx, session.store, infoOf(session));
  if (record !== "none") return record;
  throw new BareonError(
    "unsupported",
    "This node has no record of what its images are made of: an earlier version made it.",
    {
      hint: "Deploy it again, which writes the record.",
    },
  );
}

async function findTarget(ctx: Context, options: UpdateOptions): Promise<Found> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const element = await chooseIdle(ctx, session, options.entry);
  refuseInUse(session, element);
  const record = await readNode(ctx, session);
  const { device, uuid } = session.store.partition;
  await scope.close();
  return { element, record, multiboot: { device, uuid }, isDeployed: session.booted.index !== null };
}

/** What is made of the machine as it is: nothing is changed until this returns. */
async function prepare(
  ctx: Context,
  options: UpdateOptions,
  found: Found,
): Promise<{ readonly planned: PlannedUpdate; readonly sizes: ImageSizes; readonly places: Map<string, string> }> {
  const { element, record, multiboot } = found;
  const inventory = await inspect(ctx, storageLayers);
  const { wish } = options;
  const planned = planUpdate({ record, inventory, multiboot, image: element.os_id, begun: element.updating, wish });
  const { images, utilities, leftOut } = planned.update;
  judgeTrust(ctx, [...images, ...utilities], options.requireVerified);
  if (leftOut.length > 0)
    ctx.report({
      event: "warning",
      message: `Other images have the volumes for ${leftOut.join(", ")} too: they stay as they are, and what the image has there is left out.`,
    });
  await checkUpdate(ctx, planned.update);
  const sizes = await checkSources(ctx, planned.deploy, options.toolPath);
  return { planned, sizes, places: placesOf(inventory) };
}

/** Where carried files lie while their tree is written. */
async function withCarried(
  ctx: Context,
  options: StoreOptions,
  action: (folder: string) => Promise<void>,
): Promise<void> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  await action(`${await enterStore(store, "write")}/bareon/carried`);
  await store.mounts.unmountAll();
  await scope.close();
}

async function begin(
  ctx: Context,
  options: UpdateOptions,
  { update }: PlannedUpdate,
  places: Map<string, string>,
): Promise<void> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const { image, method, to, volumes, resumed } = update;
  // Somebody may have armed it while its source was measured.
  const element = infoOf(session).elements.find(({ os_id: id }) => id === image);
  if (element === undefined) throw new BareonError("conflict", `Image ${image} is no longer known to boot-info.json.`);
  refuseInUse(session, element);
  await beginUpdate(ctx, session, {
    image,
    who: options.who,
    updating: {
      since: (resumed ? element.updating?.since : undefined) ?? new Date().toISOString(),
      what: `${method}, ${[to.imageName, to.imageUuid].filter((word) => word !== "").join(" ")}`,
      volumes: volumes.map(({ uuid, device }) => ({ uuid, place: places.get(device) ?? device })),
    },
  });
  await scope.close();
}

async function end(ctx: Context, options: UpdateOptions, { update, deploy }: PlannedUpdate): Promise<string> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const { image, method, from, to } = update;
  const record = planUpdatedRecord(await readNode(ctx, session), update, planRecord(deploy));
  const name = (version: typeof from): string =>
    [version.imageName, version.imageUuid].filter((word) => word !== "").join(" ");
  const why = `done: ${image}, ${method}, from ${name(from)} to ${name(to)}`;
  const id = await endUpdate(ctx, session, { image, version: to, record, why, who: options.who });
  await scope.close();
  return id;
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

interface Running {
  readonly options: UpdateOptions;
  readonly planned: PlannedUpdate;
  readonly sizes: ImageSizes;
  readonly places: Map<string, string>;
  readonly isDeployed: boolean;
}

/** Returns the id of the entry once it is offered again. */
async function runStep(ctx: Context, step: Update["steps"][number], running: Running): Promise<string | undefined> {
  const { options, planned, sizes, places, isDeployed } = running;
  switch (step.kind) {
    case "begin-update":
      await begin(ctx, options, planned, places);
      return undefined;
    case "set-aside":
      await withCarried(ctx, options, async (folder) => {
        await setCarriedAside(ctx, planned, { folder, running: isDeployed });
      });
      return undefined;
    case "carry":
      await withCarried(ctx, options, async (folder) => {
        await putCarriedBack(ctx, planned, folder);
        await dropCarried(ctx, folder);
      });
      return undefined;
    case "end-update":
      return await end(ctx, options, planned);
    case "make-filesystem":
    case "deploy-image":
    case "deploy-utility":
      await runWritingStep(ctx, planned, step, { ...options, sizes });
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
    const running = { options, ...prepared, isDeployed: found.isDeployed };
    const place = { index, count: plan.steps.length };
    id = (await runReported(ctx, step, place, async () => await runStep(ctx, step, running))) ?? id;
  }
  if (id !== undefined) await armEntry(ctx, options, plan, id);
  await scope.close();
  return { ...plan, done: true, seconds: (performance.now() - start) / 1000, warnings };
}

/** Offers a system again whose update was begun and not ended, if it can be booted as it is. Throws "nothing" if there is none. */
export async function abandonUpdate(ctx: Context, options: UpdateOptions): Promise<string> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  await using own = new Scope();
  const session = await openBootSession(ctx, own, options);
  const {
    os_id: image,
    image_name: imageName,
    image_uuid: imageUuid,
    updating,
  } = await chooseIdle(ctx, session, options.entry);
  if (updating === undefined) throw new BareonError("nothing", `No update of ${image} was begun.`);
  const why = `abandoned: ${image}, begun ${updating.since}`;
  const { who } = options;
  const id = await endUpdate(ctx, session, { image, version: { imageName, imageUuid }, why, who });
  await own.close();
  await withCarried(ctx, options, async (folder) => await dropCarried(ctx, folder));
  await scope.close();
  return id;
}

/**
 * The recipe of a deploy of some systems alone, onto a node that boots others beside them, in a ramdisk:
 *
 *     document -> plan -> checks -> open -> for each: out of the menu -> write -> prove -> into the menu -> boot-info
 *
 * Each is an update to what the config says of it, so that the node boots the others at any moment. On a system of the node itself
 * src/recipes/update.ts does the same from the node's record.
 */
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import { checkMenu } from "../boot/loader/extend.ts";
import { recordRenewed } from "../boot/store/changed-record.ts";
import { planRecord } from "../boot/store/deploy-record.ts";
import { openBootSession } from "../boot/store/session.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { clearBootInfo, writeBootInfo } from "../deploy/boot-info.ts";
import { type Keys, noKeys } from "../deploy/keys.ts";
import { type ImageSizes, whileOpen } from "../deploy/execute.ts";
import { checkSources } from "../deploy/preflight.ts";
import { checkPrograms } from "../deploy/programs.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { checkUpdate, warnOfKernels } from "../deploy/update-preflight.ts";
import type { ConfigDrive } from "../first-boot/config-drive.ts";
import type { Seeds } from "../first-boot/seeds.ts";
import { clearResults, fetchResources, runActions } from "../hooks/actions.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { placesOf } from "../plan/found-layout.ts";
import { withManifests } from "../plan/manifests.ts";
import { planOneImage, type PlannedAlone } from "../plan/one-image.ts";
import { refuseOthersVolumes } from "../plan/others-volumes.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { infoOf } from "./boot-updating.ts";
import { driveFacts, readDriveFor } from "./config-drive.ts";
import { dropForgotten } from "./carried-store.ts";
import { type Deployed, type DeployOptions, findNode } from "./deploy.ts";
import { lookForConfig, settleKeys } from "./encryption.ts";
import { type ConfigSource, planDocument, type PlanOptions } from "./plan.ts";
import { loadSeeds } from "./seeds.ts";
import { judgeTrust } from "./trust.ts";
import { type Found, findTarget } from "./update-node.ts";
import { type PreparedUpdate, runUpdate } from "./update-run.ts";

export interface ImagesSource {
  readonly source: ConfigSource;
  /** The names of the systems. */
  readonly images: readonly string[];
  readonly newUuid: () => string;
}

export interface PlannedImages {
  /** What the disks have to be, and how what lies on them is opened. */
  readonly plan: Plan;
  /** What is done to each system, in the order in which they were named. */
  readonly alone: readonly PlannedAlone[];
}

/** Throws as planDocument and planOneImage do. */
export async function planImages(
  ctx: Context,
  source: ConfigSource,
  images: readonly string[],
  options: Omit<PlanOptions, "phases" | "only">,
): Promise<PlannedImages> {
  const only = [...new Set(images)];
  try {
    const phases = { from: "images", until: "bootloader" } as const;
    const plan = await planDocument(ctx, source, { ...options, phases, only });
    return { plan, alone: only.map((name) => planOneImage(plan, name)) };
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "unsafe") throw error;
    throw new BareonError("unsafe", error.message, {
      hint: `${error.hint ?? ""} While a system of this node runs: ${only.map((name) => `bareon-provision update ${name}`).join(" and ")}.`.trim(),
      cause: error,
    });
  }
}

interface Measured {
  readonly planned: PlannedAlone;
  readonly sizes: ImageSizes;
}

/** Everything that can be looked at while arrays and groups are switched off. */
async function measure(ctx: Context, planned: PlannedAlone, toolPath: string | undefined): Promise<Measured> {
  const sizes = await checkSources(ctx, planned.deploy, toolPath);
  await checkPrograms(ctx, planned.deploy, sizes);
  return { planned, sizes };
}

interface Told {
  readonly seeds: Seeds;
  readonly drive: ConfigDrive | undefined;
}

/** The update of a system as the node has it. */
function fromFound({ planned, ...rest }: Measured, { element }: Found): Measured {
  const from = { imageName: element.image_name, imageUuid: element.image_uuid };
  return {
    ...rest,
    planned: { ...planned, update: { ...planned.update, from, resumed: element.updating !== undefined } },
  };
}

interface Prepared {
  readonly prepared: readonly PreparedUpdate[];
  /** What findForgotten found. */
  readonly forgotten: readonly string[];
}

/** What is done to all of them, or none: nothing was changed until this returns. */
async function prepare(
  ctx: Context,
  { plan, store, told }: { readonly plan: Plan; readonly store: StoreOptions; readonly told: Told },
  measured: readonly Measured[],
): Promise<Prepared> {
  await checkMenu(ctx, plan);
  const prepared: PreparedUpdate[] = [];
  let forgotten: readonly string[] = [];
  const places = plan.request === undefined ? new Map<string, string>() : placesOf(plan.request.inventory);
  for (const one of measured) {
    const { image } = one.planned.update;
    const found = await findTarget(ctx, { ...store, system: image });
    const { planned, sizes } = fromFound(one, found);
    ({ forgotten } = found);
    const { images, utilities } = found.record;
    refuseOthersVolumes(image, planned.deploy.images[0]?.mounts ?? [], [...images, ...utilities]);
    warnOfKernels(ctx, planned.update);
    await checkUpdate(ctx, planned.update);
    // The record as the system before it leaves it.
    const former = prepared.at(-1)?.record ?? found.record;
    prepared.push({
      ...{ element: found.element, isDeployed: found.isDeployed, planned, sizes, places, ...told },
      flagged: await findUnchangeable(ctx, planned.deploy),
      record: found.isRecorded
        ? recordRenewed(former, planRecord(withManifests(planned.whole, sizes)), image)
        : undefined,
      again: `bareon-provision deploy --image ${image}`,
    });
  }
  return { prepared, forgotten };
}

async function readInfo(ctx: Context, store: StoreOptions): Promise<BootInfo> {
  await using scope = new Scope();
  const info = infoOf(await openBootSession(ctx, scope, store));
  await scope.close();
  return info;
}

/**
 * Throws BareonError "locked", "invalid", "usage", "mismatch", "unsafe", "unsupported", "source",
 * "entry" or "conflict" before the first change; after it an error of the step that failed, and then that system is not offered until it is
 * deployed again.
 */
export async function deployImages(
  ctx: Context,
  { source, images, newUuid }: ImagesSource,
  options: DeployOptions,
): Promise<Deployed> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const { configDrivePath, infoPaths, toolPath, completions, who = "", after, given = [] } = options;
  const found: { drive?: ConfigDrive | undefined; opened: Keys["opened"] } = { opened: noKeys.opened };
  const { plan, alone } = await planImages(ctx, source, images, {
    newUuid,
    findMachine: async (own, config) => {
      const find = async (): Promise<Inventory> => await findNode(own, config);
      const phases = { from: "images", until: "bootloader" } as const;
      const { inventory, opened } = await lookForConfig(own, scope, { config, phases }, { given, find });
      found.opened = opened;
      return inventory;
    },
    findDrive: async (own, config) => {
      found.drive = await readDriveFor(own, config, configDrivePath);
      return driveFacts(found.drive);
    },
  });
  const brought = alone.flatMap(({ update }) => [...update.images, ...update.utilities]);
  judgeTrust(ctx, brought, options.requireVerified === true);
  const seeds = await loadSeeds(ctx, source, "all", images);
  const measured: Measured[] = [];
  for (const one of alone) measured.push(await measure(ctx, one, toolPath));
  const fetched = await fetchResources(ctx, after?.actions ?? []);
  const store = { uuid: plan.boot.multiboot?.uuid ?? null };
  const keys = await settleKeys(ctx, plan, { given, opened: found.opened });
  const info = await whileOpen(ctx, plan, keys, async () => {
    const { prepared, forgotten } = await prepare(ctx, { plan, store, told: { seeds, drive: found.drive } }, measured);
    await clearBootInfo(ctx, infoPaths);
    if (after !== undefined) await clearResults(ctx, after.resultsPath);
    await dropForgotten(ctx, store, forgotten);
    for (const one of prepared)
      await runUpdate(ctx, one, { ...store, who, toolPath, completions, fullSpeed: true, keys });
    return await readInfo(ctx, store);
  });
  await writeBootInfo(ctx, infoPaths, info);
  const results = after === undefined ? undefined : await runActions(ctx, { ...after, fetched });
  await scope.close();
  return { info, results };
}

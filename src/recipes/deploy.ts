/**
 * The recipe of a whole deploy, from a deploy config to a node that boots:
 *
 *     document -> config -> inspect -> plan -> preflight -> execute -> boot-info -> actions
 *
 * Other commands of bareon-provision are calls of the same parts: config and plan are src/recipes/plan.ts, boot-info is
 * src/deploy/boot-info.ts, and what is done between them is in the plan's steps.
 */
import { runtimeDirectory } from "../base/places.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { checkAdoption } from "../boot/loader/adopt.ts";
import { checkMenu } from "../boot/loader/extend.ts";
import { checkLoaderParts } from "../boot/loader/loader.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import { matchDisks } from "../machine/disk-match.ts";
import { clearBootInfo, writeBootInfo } from "../deploy/boot-info.ts";
import { execute } from "../deploy/execute.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { settleSources } from "../deploy/preflight.ts";
import { checkPrograms } from "../deploy/programs.ts";
import { checkRescue } from "../deploy/rescue.ts";
import type { Context } from "../host/host.ts";
import type { ConfigDrive } from "../first-boot/config-drive.ts";
import type { Seeds } from "../first-boot/seeds.ts";
import type { Action } from "../hooks/action-list.ts";
import { clearResults, fetchResources, runActions } from "../hooks/actions.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { checkMachine } from "../machine/safety.ts";
import { storageLayers } from "../storage/layers.ts";
import type { ActionResults } from "../schema/action-results.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { inspectNode } from "./node.ts";
import { checkStoredPlan, type ConfigSource, planDocument, sourceOf } from "./plan.ts";
import { driveFacts, readDriveFor, readPlannedDrive } from "./config-drive.ts";
import { loadSeeds } from "./seeds.ts";
import { judgeTrust } from "./trust.ts";

/** What to deploy: a deploy config, or a plan that was stored and fits its schema. */
export type DeploySource =
  | { readonly kind: "config"; readonly source: ConfigSource; readonly newUuid: () => string }
  | { readonly kind: "plan"; readonly stored: Plan };

export interface DeployOptions {
  /** Files that boot-info is written to at the end. */
  readonly infoPaths: readonly string[];
  /** The standalone executable that images receive; undefined if this program is none. */
  readonly toolPath: string | undefined;
  /** The completion scripts that go with it. */
  readonly completions?: Completions | undefined;
  /** Whether an image of which nothing proves that it is the right one is refused; else there is a warning. */
  readonly requireVerified?: boolean;
  /** The file of a config drive; undefined for none. */
  readonly configDrivePath?: string | undefined;
  /** What loadSeeds returned for the plan's config. */
  readonly seeds?: Seeds | undefined;
  /** What readDriveFor returned for it. */
  readonly drive?: ConfigDrive | undefined;
  /** The user, for the history of a node that has one. */
  readonly who?: string | undefined;
  /** What runs at the end; absent if nothing was asked for. */
  readonly after?: After | undefined;
}

interface After {
  readonly actions: readonly Action[];
  /** The file that their results are written to. */
  readonly resultsPath: string;
}

export interface Deployed {
  readonly info: BootInfo;
  /** Of the actions, if there are any; one that ends the deploy may have failed. */
  readonly results?: ActionResults | undefined;
}

/**
 * Everything that can be checked is checked before the first write. Throws BareonError "locked", "invalid", "mismatch", "unsafe",
 * "unsupported", "source" or "usage" until then, and "storage", "transfer" or "bootloader" after it.
 */
export async function deploy(ctx: Context, source: DeploySource, options: DeployOptions): Promise<Deployed> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const { plan, drive } = await settlePlan(ctx, source, options);
  judgeTrust(ctx, [...plan.images, ...plan.utilities], options.requireVerified === true);
  const seeds = await loadSeeds(ctx, source.kind === "plan" ? sourceOf(plan) : source.source);
  const { after } = options;
  const fetched = await fetchResources(ctx, after?.actions ?? []);
  const info = await deployPlan(ctx, plan, { ...options, seeds, drive });
  const results = after === undefined ? undefined : await runActions(ctx, { ...after, fetched });
  await scope.close();
  return { info, results };
}

/** The plan, and the config drive that it is for. */
async function settlePlan(
  ctx: Context,
  source: DeploySource,
  { configDrivePath }: DeployOptions,
): Promise<{ readonly plan: Plan; readonly drive: ConfigDrive | undefined }> {
  if (source.kind === "plan") {
    const plan = await checkPlan(ctx, source.stored);
    return { plan, drive: await readPlannedDrive(ctx, plan, configDrivePath) };
  }
  const found: { drive?: ConfigDrive | undefined } = {};
  // The plan is for the machine as it is now, and carried out at once: it is not compared with the machine again.
  const plan = await planDocument(ctx, source.source, {
    ...{ newUuid: source.newUuid, findMachine },
    findDrive: async (own, config) => {
      found.drive = await readDriveFor(own, config, configDrivePath);
      return driveFacts(found.drive);
    },
  });
  return { plan, drive: found.drive };
}

/** What the node has deployed counts only if it gets more beside that. Throws BareonError "mismatch" if a disk of the config is not there then. */
export async function findMachine(
  ctx: Context,
  { policy, disks }: Pick<DeployConfig, "policy" | "disks">,
): Promise<Inventory> {
  return policy === "extend"
    ? await inspectNode(ctx, (inventory) => matchDisks(disks, inventory))
    : await inspect(ctx, storageLayers);
}

async function findAgain(ctx: Context, { policy, disks }: Plan): Promise<Inventory> {
  if (policy !== "extend") return await inspect(ctx, storageLayers);
  const paths = disks.map(({ path }) => path);
  return await inspectNode(ctx, (inventory) => inventory.disks.filter(({ path }) => paths.includes(path)));
}

async function checkPlan(ctx: Context, stored: Plan): Promise<Plan> {
  checkStoredPlan(stored);
  // The machine may have changed since the plan was made, or this may be another one.
  checkMachine(stored, await findAgain(ctx, stored), storageLayers);
  return stored;
}

/**
 * Carries out a plan for the machine as it is. Throws BareonError "unsupported", "source" or "usage" before the first write, and
 * "storage", "transfer" or "bootloader" after it.
 */
export async function deployPlan(ctx: Context, planned: Plan, options: DeployOptions): Promise<BootInfo> {
  const { infoPaths, toolPath, completions, seeds, drive, who, after } = options;
  const isExtended = planned.policy === "extend";
  const check = planned.boot.adopt === undefined ? (isExtended ? checkMenu : checkLoaderParts) : checkAdoption;
  await check(ctx, planned);
  if (!isExtended) await checkRescue(ctx, planned);
  const { plan, sizes } = await settleSources(ctx, planned, toolPath);
  await checkPrograms(ctx, plan, sizes);
  // What is there is not written to.
  const flagged = isExtended ? new Map() : await findUnchangeable(ctx, plan);
  await clearBootInfo(ctx, infoPaths);
  if (after !== undefined) await clearResults(ctx, after.resultsPath);
  const info = await execute(ctx, plan, { toolPath, completions, sizes, flagged, seeds, drive, who });
  await writeBootInfo(ctx, infoPaths, info);
  return info;
}

/**
 * The recipe of a whole deploy, from a deploy config to a node that boots:
 *
 *     document -> config -> inspect -> plan -> preflight -> execute -> boot-info -> actions
 *
 * A part of a deploy is the same recipe with bounds: it makes its plan from the document and the disks, as every other part does, and
 * carries out the steps of its phases; boot-info comes with the last of them. Other commands of bareon-provision are calls of the same
 * parts: config and plan are src/recipes/plan.ts, boot-info is src/deploy/boot-info.ts, and what is done between them is in the plan's
 * steps.
 */
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { checkAdoption } from "../boot/loader/adopt.ts";
import { checkMenu } from "../boot/loader/extend.ts";
import { checkLoaderParts } from "../boot/loader/loader.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import { matchDisks } from "../machine/disk-match.ts";
import { clearBootInfo, writeBootInfo } from "../deploy/boot-info.ts";
import type { OnRecoveryKey } from "../deploy/encryption.ts";
import { type Keys, noKeys } from "../deploy/keys.ts";
import { execute, type Marks } from "../deploy/execute.ts";
import { checkGrowth } from "../deploy/grow-filesystem.ts";
import { checkTables } from "../deploy/grow-table.ts";
import { findUnchangeable } from "../deploy/unchangeable.ts";
import { settleSources, type SettledSources } from "../deploy/preflight.ts";
import { checkDrivers } from "../deploy/kernel-drivers.ts";
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
import { hasPhase, leavesBoot } from "../plan/phases.ts";
import { asBrought } from "../plan/trust.ts";
import { storageLayers } from "../storage/layers.ts";
import type { ActionResults } from "../schema/action-results.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { DeployPhases, Plan } from "../schema/plan.ts";
import { lookForConfig, lookForPlan, settleKeys } from "./encryption.ts";
import { inspectNode } from "./node.ts";
import { checkStoredPlan, type ConfigSource, planDocument, sourceOf } from "./plan.ts";
import { driveFacts, readDriveFor, readPlannedDrive } from "./config-drive.ts";
import { digestOfConfig, planResumed } from "./resume.ts";
import { loadSeeds } from "./seeds.ts";
import { judgeTrust } from "./trust.ts";

/** What to deploy: a deploy config, or a plan that was stored and fits its schema. */
export type DeploySource =
  | {
      readonly kind: "config";
      readonly source: ConfigSource;
      /** Undefined for a whole deploy. */
      readonly phases?: DeployPhases | undefined;
      /** Whether it goes on where a former deploy of the same config ended; only for a whole deploy. */
      readonly resume?: boolean;
      readonly newUuid: () => string;
    }
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
  /** The key of all encrypted volumes, in place of the files that the config names; absent for these. */
  readonly given?: Keys["given"] | undefined;
  /** What settleKeys returned for the plan. */
  readonly keys?: Keys | undefined;
  readonly onRecoveryKey?: OnRecoveryKey | undefined;
  /** By which a later deploy knows what this one has brought. */
  readonly marks?: Marks | undefined;
}

interface After {
  readonly actions: readonly Action[];
  /** The file that their results are written to. */
  readonly resultsPath: string;
}

export interface Deployed {
  /** What the node can boot; undefined after a part of a deploy that does not make it bootable. */
  readonly info: BootInfo | undefined;
  /** True after a part of a deploy that left alone what the node boots. */
  readonly leavesBoot?: true;
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
  const { plan, drive, opened, resumed } = await settlePlan(ctx, scope, source, options);
  const brings = hasPhase(plan, "images");
  if (brings)
    judgeTrust(ctx, asBrought([...plan.images, ...plan.utilities], resumed), options.requireVerified === true);
  const seeds = await loadSeeds(
    ctx,
    source.kind === "plan" ? sourceOf(plan) : source.source,
    brings ? "all" : "inline",
  );
  const { after } = options;
  const fetched = await fetchResources(ctx, after?.actions ?? []);
  const keys = await settleKeys(ctx, plan, { given: options.given ?? [], opened });
  // What is added to a node that is in use is known by its menu.
  const marks = plan.policy === "extend" ? undefined : { config: await digestOfConfig(plan), resumed };
  const info = await deployPlan(ctx, plan, { ...options, seeds, drive, keys, marks });
  const results = after === undefined ? undefined : await runActions(ctx, { ...after, fetched });
  await scope.close();
  return { info, results, ...(leavesBoot(plan) ? { leavesBoot: true } : {}) };
}

interface Settled {
  readonly plan: Plan;
  /** The config drive that it is for. */
  readonly drive: ConfigDrive | undefined;
  /** The keys that opened what is kept. */
  readonly opened: Keys["opened"];
  /** The images that a former deploy has brought. */
  readonly resumed: readonly string[];
}

/** What is kept and encrypted is open as long as the scope is, unless the plan closes it. */
async function settlePlan(
  ctx: Context,
  scope: Scope,
  source: DeploySource,
  { configDrivePath, given = [] }: DeployOptions,
): Promise<Settled> {
  if (source.kind === "plan") {
    const { stored } = source;
    checkStoredPlan(stored);
    const find = async (): Promise<Inventory> => await findAgain(ctx, stored);
    const { inventory, opened } = await lookForPlan(ctx, scope, stored, { given, find });
    // The machine may have changed since the plan was made, or this may be another one.
    checkMachine(stored, inventory, storageLayers);
    return { plan: stored, drive: await readPlannedDrive(ctx, stored, configDrivePath), opened, resumed: [] };
  }
  const { phases } = source;
  const found: { drive?: ConfigDrive | undefined; opened: Keys["opened"] } = { opened: noKeys.opened };
  // The plan is for the machine as it is now, and carried out at once: it is not compared with the machine again.
  const options = {
    newUuid: source.newUuid,
    findMachine: async (own: Context, config: DeployConfig) => {
      const find = async (): Promise<Inventory> => await findMachine(own, config);
      const { inventory, opened } = await lookForConfig(own, scope, { config, phases }, { given, find });
      found.opened = opened;
      return inventory;
    },
    findDrive: async (own: Context, config: DeployConfig) => {
      found.drive = await readDriveFor(own, config, configDrivePath);
      return driveFacts(found.drive);
    },
  };
  const resumed = source.resume === true ? await planResumed(ctx, source.source, options) : undefined;
  const plan = resumed?.plan ?? (await planDocument(ctx, source.source, { ...options, phases }));
  return { plan, drive: found.drive, opened: found.opened, resumed: resumed?.images ?? [] };
}

/** With what the node has deployed. Throws BareonError "mismatch" if a disk of the config is not there. */
export async function findNode(ctx: Context, config: Pick<DeployConfig, "disks" | "spared">): Promise<Inventory> {
  return await inspectNode(ctx, (inventory) => matchDisks(config, inventory));
}

/** What the node has deployed counts only if it gets more beside that. Throws BareonError "mismatch" if a disk of the config is not there then. */
export async function findMachine(ctx: Context, config: Pick<DeployConfig, "policy" | "disks">): Promise<Inventory> {
  if (config.policy === "extend") return await findNode(ctx, config);
  return await inspect(ctx, storageLayers, { sizes: config.policy === "grow" });
}

/** With the same facts as those that the plan was made from. */
async function findAgain(ctx: Context, { policy, disks, machine }: Plan): Promise<Inventory> {
  if (policy !== "extend") return await inspect(ctx, storageLayers, { sizes: hasSizes(machine) });
  const paths = disks.map(({ path }) => path);
  return await inspectNode(ctx, (inventory) => inventory.disks.filter(({ path }) => paths.includes(path)), {
    sizes: hasSizes(machine),
  });
}

/** Whether it was read of filesystems how large they are. */
function hasSizes({ disks, arrays, groups }: Plan["machine"]): boolean {
  const devices = [
    ...disks.flatMap(({ partitions }) => partitions),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes),
  ];
  return devices.some(({ content }) => content?.size !== undefined);
}

/** What the boot step of the plan needs. */
async function checkBoot(ctx: Context, plan: Plan): Promise<void> {
  if (!hasPhase(plan, "bootloader")) return;
  const isExtended = plan.policy === "extend";
  const check = plan.boot.adopt === undefined ? (isExtended ? checkMenu : checkLoaderParts) : checkAdoption;
  await check(ctx, plan);
}

/** What is to be brought: measured, and found to fit. */
async function settleImages(ctx: Context, planned: Plan, toolPath: string | undefined): Promise<SettledSources> {
  if (!hasPhase(planned, "images")) return { plan: planned, sizes: new Map() };
  if (planned.policy !== "extend") await checkRescue(ctx, planned);
  return await settleSources(ctx, planned, toolPath);
}

/**
 * Carries out a plan for the machine as it is. Throws BareonError "unsupported", "source" or "usage" before the first write, and
 * "storage", "transfer" or "bootloader" after it.
 */
export async function deployPlan(ctx: Context, planned: Plan, options: DeployOptions): Promise<BootInfo | undefined> {
  const { infoPaths, toolPath, completions, seeds, drive, who, after, keys, onRecoveryKey, marks } = options;
  if (after !== undefined && !hasPhase(planned, "bootloader"))
    throw new BareonError("usage", "The plan is one of a part of a deploy that ends before actions can run.", {
      hint: "Nothing was changed. Give the actions to the part with the phase bootloader.",
    });
  await checkBoot(ctx, planned);
  const { plan, sizes } = await settleImages(ctx, planned, toolPath);
  await checkPrograms(ctx, plan, sizes);
  await checkDrivers(ctx, plan);
  await checkTables(ctx, plan);
  await checkGrowth(ctx, plan);
  // Of a node that gets more beside what it has, what is there is not written to.
  const meetsFiles = plan.policy !== "extend" && hasPhase(plan, "images");
  const flagged = meetsFiles ? await findUnchangeable(ctx, plan) : new Map();
  if (!leavesBoot(plan)) await clearBootInfo(ctx, infoPaths);
  if (after !== undefined) await clearResults(ctx, after.resultsPath);
  const told = { seeds, drive, who, keys, onRecoveryKey, marks };
  const info = await execute(ctx, plan, { toolPath, completions, sizes, flagged, ...told });
  if (info !== undefined) await writeBootInfo(ctx, infoPaths, info);
  return info;
}

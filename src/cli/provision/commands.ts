/** The commands of bareon-provision: from option values to calls of src/recipes, and from what these return to output. */
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { isSea } from "node:sea";
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { ramdiskKernel, ramdiskParts } from "../../base/places.ts";
import type { Driver } from "../../config/deploy-config.ts";
import { dialectOf, usualDialect } from "../../dialects/dialects.ts";
import type { Context } from "../../host/host.ts";
import { deploy, type DeploySource, findMachine } from "../../recipes/deploy.ts";
import { checkStoredPlan, type ConfigSource, planDeploy, planDocument, readConfig } from "../../recipes/plan.ts";
import { measureDrive } from "../../recipes/config-drive.ts";
import { refuseOthersFile } from "../../host/local/unnamed-file.ts";
import { loadSeeds } from "../../recipes/seeds.ts";
import { adopt, releaseNode } from "../../recipes/adopt.ts";
import { renewRescue } from "../../recipes/rescue.ts";
import { removeSystem } from "../../recipes/remove.ts";
import { renderRemoval } from "../../view/removal.ts";
import { inspectNode } from "../../recipes/node.ts";
import { awaitRun, checkRun, showRun } from "../../recipes/run-status.ts";
import { judgeTrust } from "../../recipes/trust.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Inventory } from "../../schema/inventory.ts";
import { validate as validateInventory } from "../../schema/inventory.validate.js";
import type { Plan } from "../../schema/plan.ts";
import { validate as validatePlan } from "../../schema/plan.validate.js";
import { userName } from "../boot/request.ts";
import { bootLine } from "../boot/options.ts";
import { completionsOf } from "../completion.ts";
import { print, printJson } from "../output.ts";
import { renderInventory } from "../../view/disks.ts";
import { parseDocument, readDocument, readSource } from "../input.ts";
import { renderActions } from "../../view/actions.ts";
import { renderPlan } from "../../view/plan.ts";
import {
  type CommandName,
  defaultBootInfo,
  defaultConfig,
  defaultConfigDrive,
  driverWords,
  provisionLine,
} from "./options.ts";
import { renderUpdate } from "../../view/update.ts";
import { renderRunStatus } from "../../view/run-status.ts";
import { dialectSettingsOf, menuTimeoutOf } from "./file-settings.ts";
import { readActions, resultsPath, showDeployed } from "./actions.ts";
import { updateOptions } from "./update-request.ts";
import { abandonUpdate } from "../../recipes/update-abandon.ts";
import { updateSystem } from "../../recipes/update.ts";
import { chooseStyle, printable } from "../../view/style.ts";

/** Option values by name; a flag is true or absent. */
export type Values = ReadonlyMap<string, string | true>;

function textOf(values: Values, name: string): string | undefined {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
}

/** Throws BareonError "root" if the process may not look at disks; `work` is what needs that. */
export function needRoot(work: string, hint = "Run it as root."): void {
  if (process.getuid?.() !== 0) throw new BareonError("root", `${work} needs root.`, { hint });
}

function driverOf(values: Values): Driver | undefined {
  const word = textOf(values, "deploy-driver");
  return word === undefined ? undefined : driverWords[word];
}

async function readConfigSource(ctx: Context, values: Values): Promise<ConfigSource> {
  const text = textOf(values, "input-data");
  const path = textOf(values, "input-data-file");
  const source = text === undefined ? await readSource(ctx, path ?? defaultConfig) : { name: "--input-data", text };
  const document = await parseDocument(source);
  return {
    dialect: textOf(values, "data-driver") ?? dialectOf(document),
    document,
    compat: values.has("compat"),
    driver: driverOf(values),
    settings: dialectSettingsOf(values),
    menuTimeout: menuTimeoutOf(values),
  };
}

async function readPlan(ctx: Context, path: string): Promise<Plan> {
  return await readDocument(ctx, path, "plan that plan --json prints", 3, validatePlan);
}

async function readInventory(ctx: Context, path: string): Promise<Inventory> {
  return await readDocument(ctx, path, "inventory that inspect --json prints", 2, validateInventory);
}

function renderBootInfo({ elements, current_element: current }: BootInfo): string {
  const lines = elements.map(
    ({ grub_id: id, boot_name: title, os_id: name }) =>
      `  ${id}  ${printable(name)}: ${printable(title)}${id === current ? " (default)" : ""}\n`,
  );
  return `This node can boot:\n${lines.join("")}`;
}

async function chooseSource(ctx: Context, values: Values): Promise<DeploySource> {
  const path = textOf(values, "plan");
  return path === undefined
    ? { kind: "config", source: await readConfigSource(ctx, values), newUuid: randomUUID }
    : { kind: "plan", stored: await readPlan(ctx, path) };
}

const ownCompletions = {
  "bareon-boot": completionsOf(bootLine),
  "bareon-provision": completionsOf(provisionLine),
};

/** The file that is named, or else the usual one if it is there: a controller leaves it there and names nothing. */
async function findDrivePath({ host }: Context, values: Values): Promise<string | undefined> {
  const named = textOf(values, "config-drive-path");
  if (named !== undefined) return named;
  if ((await host.facts(defaultConfigDrive)) === undefined) return undefined;
  await refuseOthersFile(defaultConfigDrive, `If it is meant, name it: --config-drive-path ${defaultConfigDrive}`);
  return defaultConfigDrive;
}

async function deployNode(ctx: Context, values: Values): Promise<void> {
  needRoot("Deploying");
  const infoPath = textOf(values, "boot-info") ?? defaultBootInfo;
  const actions = await readActions(ctx, values);
  const deployed = await deploy(ctx, await chooseSource(ctx, values), {
    infoPaths: [...new Set([infoPath, join(dirname(infoPath), "boot_entries.json")])],
    toolPath: isSea() ? process.execPath : undefined,
    completions: ownCompletions,
    requireVerified: values.has("require-verified"),
    who: userName(),
    configDrivePath: await findDrivePath(ctx, values),
    after: actions === undefined ? undefined : { actions, resultsPath },
  });
  showDeployed(deployed, values.has("json"), renderBootInfo(deployed.info));
}

/** For the machine in the file that `--inventory` names, else for this one. */
async function planFromConfig(ctx: Context, values: Values): Promise<Plan> {
  const path = textOf(values, "inventory");
  const find = async (own: Context, config: Parameters<typeof findMachine>[1]): Promise<Inventory> => {
    if (path !== undefined) return await readInventory(ctx, path);
    needRoot(
      "Looking at the disks of this machine",
      "Run it as root, or give another machine's inventory with --inventory.",
    );
    return await findMachine(own, config);
  };
  const source = await readConfigSource(ctx, values);
  // What lies here is for this machine.
  const drivePath = path === undefined ? await findDrivePath(ctx, values) : textOf(values, "config-drive-path");
  const plan = await planDocument(ctx, source, {
    ...{ newUuid: randomUUID, findMachine: find },
    findDrive: async (own, config) => {
      if (drivePath !== undefined && config.configDrive?.content === undefined) needRoot("Looking into a config drive");
      return await measureDrive(own, config, drivePath);
    },
  });
  await loadSeeds(ctx, source, "inline");
  return plan;
}

async function planFromFile(ctx: Context, path: string): Promise<Plan> {
  const stored = await readPlan(ctx, path);
  checkStoredPlan(stored);
  return stored;
}

async function showPlan(ctx: Context, values: Values): Promise<void> {
  const path = textOf(values, "plan");
  const actions = await readActions(ctx, values);
  const chosen = path === undefined ? await planFromConfig(ctx, values) : await planFromFile(ctx, path);
  judgeTrust(ctx, [...chosen.images, ...chosen.utilities], values.has("require-verified"));
  if (values.has("json")) printJson(chosen);
  else {
    const columns = process.stdout.isTTY ? process.stdout.columns : 80;
    print(renderPlan(chosen, columns, await chooseStyle(process.stdout)) + renderActions(actions));
  }
}

/** Checks a deploy config; `isSilent` prints no text if it is good. Throws BareonError "invalid", and with an inventory what a plan throws. */
export async function checkConfig(ctx: Context, values: Values, isSilent: boolean): Promise<void> {
  const warnings: string[] = [];
  try {
    const source = await readConfigSource(ctx, values);
    const { config, warnings: found } = readConfig(source);
    warnings.push(...found);
    for (const message of warnings) ctx.report({ event: "warning", message });
    await loadSeeds(ctx, source, "inline");
    const doubt = judgeTrust(ctx, config.images, values.has("require-verified"));
    if (doubt !== undefined) warnings.push(doubt);
    const path = textOf(values, "inventory");
    if (path !== undefined)
      planDeploy({ source, config, inventory: await readInventory(ctx, path), newUuid: randomUUID });
    await readActions(ctx, values);
    if (values.has("json")) printJson({ valid: true, warnings });
    else if (!isSilent)
      print(
        `The deploy config is valid${path === undefined ? "" : " and fits the machine"}: ${config.images.map(({ name }) => printable(name)).join(", ")}.\n`,
      );
  } catch (error) {
    if (values.has("json") && error instanceof BareonError) {
      const { exit, exitCode, message, hint = null, differences } = error;
      const failure = { code: exit, exit_code: exitCode, message: redact(message), hint };
      const violations = error.violations.map((violation) => ({ ...violation, problem: redact(violation.problem) }));
      printJson({ valid: false, warnings, ...failure, violations, differences, error: failure });
    }
    throw error;
  }
}

async function inspectMachine(ctx: Context, values: Values): Promise<void> {
  needRoot("Looking at the disks of this machine");
  const inventory = await inspectNode(ctx);
  if (values.has("json")) printJson(inventory);
  else print(renderInventory(inventory, await chooseStyle(process.stdout)));
}

async function showStatus(ctx: Context, values: Values): Promise<void> {
  needRoot("Asking what a run is doing");
  const waits = values.has("wait");
  const status = waits ? await awaitRun(ctx) : await showRun(ctx);
  if (values.has("json")) printJson(status);
  else print(renderRunStatus(status, await chooseStyle(process.stdout)));
  if (waits) checkRun(status);
}

async function renewNode(ctx: Context, values: Values): Promise<void> {
  needRoot("Changing the rescue system");
  const info = await renewRescue(ctx, {
    uuid: textOf(values, "uuid") ?? null,
    kernel: textOf(values, "kernel") ?? ramdiskKernel,
    initrd: textOf(values, "initrd") ?? ramdiskParts,
    who: userName(),
  });
  if (values.has("json")) printJson(info);
  else print("The rescue system has the new kernel and initrd.\n");
}

async function updateIdle(ctx: Context, values: Values, operand: string): Promise<void> {
  needRoot("Updating");
  const tool = { toolPath: isSea() ? process.execPath : undefined, completions: ownCompletions };
  const options = { ...updateOptions(values, operand), ...tool };
  if (values.has("abandon")) {
    const id = await abandonUpdate(ctx, options);
    if (values.has("json")) printJson({ version: 1, abandoned: true, entry_id: id });
    else print(`The entry ${printable(id)} can be booted again.\n`);
    return;
  }
  const done = await updateSystem(ctx, options);
  if (values.has("json")) printJson(done);
  else print(renderUpdate(done));
}

async function removeImage(ctx: Context, values: Values, operand: string): Promise<void> {
  needRoot("Removing a system");
  const planOnly = values.has("dry-run");
  const removed = await removeSystem(ctx, {
    ...{
      uuid: textOf(values, "uuid") ?? null,
      entry: operand,
      freeSpace: values.has("free-space"),
      who: userName(),
      planOnly,
    },
  });
  if (values.has("json")) printJson({ ...removed, done: !planOnly });
  else print(renderRemoval(removed, !planOnly));
}

async function adoptNode(ctx: Context, values: Values): Promise<void> {
  needRoot("Looking at the disks of this machine");
  const path = textOf(values, "output");
  const document = await adopt(ctx, textOf(values, "data-driver") ?? usualDialect, randomUUID);
  if (path === undefined || path === "-") printJson(document);
  else {
    await ctx.host.writeFile(path, `${JSON.stringify(document, null, 2)}\n`, 0o600);
    if (values.has("json")) printJson({ version: 1, config: path });
    else
      print(
        `${printable(path)} has the running system. Add images and their volumes, then look at the plan:\n  bareon-provision plan --input-data-file ${printable(path)}\n`,
      );
  }
}

async function releaseFormer(ctx: Context, values: Values): Promise<void> {
  needRoot("Releasing the node");
  const released = await releaseNode(ctx, textOf(values, "uuid") ?? null);
  if (values.has("json")) printJson({ version: 1, released });
  else
    print(
      released === "nothing"
        ? "What booted this node before boots it already.\n"
        : "What booted this node before boots it again.\n",
    );
}

/** Each throws BareonError; results go to stdout. `operand` is the word after the command, empty for none. */
export const provisionCommands: Readonly<
  Record<CommandName, (ctx: Context, values: Values, operand: string) => Promise<void>>
> = {
  deploy: deployNode,
  plan: showPlan,
  validate: async (ctx, values) => await checkConfig(ctx, values, false),
  inspect: inspectMachine,
  status: showStatus,
  rescue: renewNode,
  update: updateIdle,
  remove: removeImage,
  adopt: adoptNode,
  release: releaseFormer,
};

/** The commands of bareon-provision: from option values to calls of src/recipes, and from what these return to output. */
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { isSea } from "node:sea";
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { actionResults, defaultBootInfo, ramdiskKernel, ramdiskParts } from "../../base/places.ts";
import { usualDialect } from "../../dialects/dialects.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { deploy, type DeployOptions } from "../../recipes/deploy.ts";
import { deployImages } from "../../recipes/deploy-images.ts";
import { planDeploy, readConfig } from "../../recipes/plan.ts";
import { loadSeeds } from "../../recipes/seeds.ts";
import { adopt, releaseNode } from "../../recipes/adopt.ts";
import { renewRescue } from "../../recipes/rescue.ts";
import { removeSystem } from "../../recipes/remove.ts";
import { renderRemoval } from "../../view/removal.ts";
import { inspectNode } from "../../recipes/node.ts";
import { awaitRun, checkRun, isRunning, showRun } from "../../recipes/run-status.ts";
import { judgeTrust } from "../../recipes/trust.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { DeployPhases } from "../../schema/plan.ts";
import { userName } from "../boot/request.ts";
import { bootLine } from "../boot/options.ts";
import { completionsOf } from "../completion.ts";
import { print, printBytes, printJson } from "../output.ts";
import { renderInventory } from "../../view/disks.ts";
import {
  chooseSource,
  findDrivePath,
  needRoot,
  readConfigSource,
  readInventory,
  textOf,
  type Values,
} from "./deploy-source.ts";
import { withAddresses } from "./addresses.ts";
import { type CommandName, provisionLine } from "./options.ts";
import { imagesOf, renderPart } from "./parts.ts";
import { showPlan } from "./plan-command.ts";
import { renderReport } from "../../view/report.ts";
import { renderUpdate } from "../../view/update.ts";
import { renderRunStatus } from "../../view/run-status.ts";
import { readActions, showDeployed } from "./actions.ts";
import { runIronicAgent } from "./agent-command.ts";
import { readGivenKeys, recoverySink } from "./keys.ts";
import { disksOf, renderErased } from "./erase-command.ts";
import { eraseDisks } from "../../recipes/erase.ts";
import { writeResult } from "./result-file.ts";
import { updateOptions } from "./update-request.ts";
import { abandonUpdate } from "../../recipes/update-abandon.ts";
import { tellUpdated, tellUpdateFailed } from "../../recipes/boot-events.ts";
import { updateSystem } from "../../recipes/update.ts";
import { findCurrentVersion } from "../../recipes/update-needed.ts";
import { chooseStyle, printable } from "../../view/style.ts";

function renderBootInfo({ elements, current_element: current }: BootInfo): string {
  const lines = elements.map(
    ({ grub_id: id, boot_name: title, os_id: name }) =>
      `  ${id}  ${printable(name)}: ${printable(title)}${id === current ? " (default)" : ""}\n`,
  );
  return `This node can boot:\n${lines.join("")}`;
}

const ownCompletions = {
  "bareon-boot": completionsOf(bootLine),
  "bareon-provision": completionsOf(provisionLine),
};

/** What was done of a deploy, if the node is not bootable yet. */
function tellPart(values: Values, phases: DeployPhases | undefined, leavesBoot: boolean): void {
  if (phases === undefined) throw new Error("a whole deploy leaves a node that boots");
  if (values.has("json")) printJson({ version: 1, ...phases, bootable: leavesBoot ? null : false });
  else print(renderPart(phases, leavesBoot));
}

async function deployNode(ctx: Context, values: Values): Promise<void> {
  needRoot("Deploying");
  const infoPath = textOf(values, "boot-info") ?? defaultBootInfo;
  const actions = await readActions(ctx, values);
  await using scope = new Scope();
  const options: DeployOptions = {
    infoPaths: [...new Set([infoPath, join(dirname(infoPath), "boot_entries.json")])],
    toolPath: isSea() ? process.execPath : undefined,
    completions: ownCompletions,
    requireVerified: values.has("require-verified"),
    who: userName(),
    configDrivePath: await findDrivePath(ctx, values),
    after: actions === undefined ? undefined : { actions, resultsPath: actionResults },
    given: await readGivenKeys(ctx, values),
    onRecoveryKey: recoverySink(scope, values),
  };
  const images = imagesOf(values);
  const source = await chooseSource(ctx, values);
  const deployed =
    images === undefined || source.kind === "plan"
      ? await deploy(ctx, source, options)
      : await deployImages(ctx, { ...source, images }, options);
  await scope.close();
  const { info } = deployed;
  if (info === undefined)
    tellPart(values, source.kind === "plan" ? source.stored.phases : source.phases, deployed.leavesBoot === true);
  else showDeployed({ ...deployed, info }, values.has("json"), renderBootInfo(info));
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
  const isBusy = await isRunning(ctx);
  if (isBusy)
    ctx.report({
      event: "warning",
      message:
        "A run of bareon-provision goes on: who holds a device, and what the node has deployed, is not looked at.",
    });
  const inventory = await inspectNode(ctx, undefined, { sizes: !isBusy, isBusy });
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

async function updateIdle(ctx: Context, words: Values, operand: string): Promise<void> {
  needRoot("Updating");
  const values = await withAddresses(ctx, words);
  const tool = { toolPath: isSea() ? process.execPath : undefined, completions: ownCompletions };
  const options = { ...updateOptions(values, operand), ...tool, given: await readGivenKeys(ctx, values) };
  if (values.has("abandon")) {
    const id = await abandonUpdate(ctx, options);
    if (values.has("json")) printJson({ version: 1, abandoned: true, entry_id: id });
    else print(`The entry ${printable(id)} can be booted again.\n`);
    return;
  }
  const current = values.has("if-needed") ? await findCurrentVersion(ctx, options, options.wish) : undefined;
  if (current !== undefined) {
    const { image, ...version } = current;
    if (values.has("json")) printJson({ version: 1, image, needed: false, from: version, to: version });
    else print(`${printable(image)} is ${printable(version.imageName)} already: nothing was done.\n`);
    return;
  }
  const done = await updateSystem(ctx, options).catch(async (error: unknown) => {
    if (!options.planOnly) await tellUpdateFailed(ctx, options, options.entry, error);
    throw error;
  });
  if (values.has("json")) printJson(done);
  else print(renderUpdate(done));
  if (!options.planOnly) await tellUpdated(ctx, options, done.image);
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
    await writeResult(ctx, path, `${JSON.stringify(document, null, 2)}\n`, 0o600);
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

async function eraseNamed(ctx: Context, values: Values): Promise<void> {
  needRoot("Erasing disks");
  const planOnly = values.has("dry-run");
  const erased = await eraseDisks(ctx, { disks: disksOf(values), planOnly });
  if (values.has("json")) printJson({ version: 1, ...erased, done: !planOnly });
  else print(renderErased(erased, !planOnly));
}

/** Loaded only for that. */
async function reportNode(ctx: Context, values: Values): Promise<void> {
  needRoot("Making a report");
  const { runReport } = await import("../boot/report.ts");
  const output = textOf(values, "output") ?? null;
  const { result, archive } = await runReport(ctx, {
    ...{ program: provisionLine.program, output, store: { uuid: textOf(values, "uuid") ?? null } },
    ...{ list: values.has("list"), anonymous: values.has("anonymous") },
  });
  if (output === "-" && archive !== null) printBytes(archive);
  else if (values.has("json")) printJson(result);
  else print(renderReport(result, await chooseStyle(process.stdout)));
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
  erase: eraseNamed,
  agent: runIronicAgent,
  report: reportNode,
};

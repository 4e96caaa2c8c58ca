/** The command plan: what a deploy would do, all of it or a part, for this machine or another one. */
import { randomUUID } from "node:crypto";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { Scope } from "../../host/scope.ts";
import { hasPhase, openingSteps } from "../../plan/phases.ts";
import { measureDrive } from "../../recipes/config-drive.ts";
import { findMachine, findNode } from "../../recipes/deploy.ts";
import { planImages } from "../../recipes/deploy-images.ts";
import { checkStoredPlan, planDocument, type PlanOptions } from "../../recipes/plan.ts";
import { loadSeeds } from "../../recipes/seeds.ts";
import { judgeTrust } from "../../recipes/trust.ts";
import { lookForConfig } from "../../recipes/encryption.ts";
import { isRunning } from "../../recipes/run-status.ts";
import type { DeployPhases, Plan } from "../../schema/plan.ts";
import { renderActions } from "../../view/actions.ts";
import { renderPlan } from "../../view/plan.ts";
import { chooseStyle } from "../../view/style.ts";
import { renderAlone } from "../../view/update.ts";
import { readActions } from "./actions.ts";
import { print, printJson } from "../output.ts";
import { readGivenKeys } from "./keys.ts";
import {
  findDrivePath,
  needRoot,
  readConfigSource,
  readInventory,
  readPlan,
  textOf,
  type Values,
} from "./deploy-source.ts";
import { imagesOf, phasesOf } from "./parts.ts";
import { asksForFiles, writePlanFiles } from "./plan-files.ts";

/** A look at the disks could be in the way of what it does, and is of no use before its end. */
async function refuseWhileRunning(ctx: Context): Promise<void> {
  if (!(await isRunning(ctx))) return;
  throw new BareonError("locked", "A run of bareon-provision goes on, which changes what would be planned for.", {
    hint: "Wait until it has ended: bareon-provision status --wait",
  });
}

/** For the machine in the file that `--inventory` names, else for this one, which `findHere` looks at. */
async function planOptions(
  ctx: Context,
  values: Values,
  findHere: PlanOptions["findMachine"],
): Promise<Pick<PlanOptions, "newUuid" | "findMachine" | "findDrive">> {
  const path = textOf(values, "inventory");
  // What lies here is for this machine.
  const drivePath = path === undefined ? await findDrivePath(ctx, values) : textOf(values, "config-drive-path");
  return {
    newUuid: randomUUID,
    findMachine: async (own, config) => {
      if (path !== undefined) return await readInventory(ctx, path);
      needRoot(
        "Looking at the disks of this machine",
        "Run it as root, or give another machine's inventory with --inventory.",
      );
      await refuseWhileRunning(own);
      return await findHere(own, config);
    },
    findDrive: async (own, config) => {
      if (drivePath !== undefined && config.configDrive?.content === undefined) needRoot("Looking into a config drive");
      return await measureDrive(own, config, drivePath);
    },
  };
}

/** Finds the machine by `find`, and looks into what is kept and encrypted there while the scope is open. */
function looking(
  scope: Scope,
  { values, phases }: { readonly values: Values; readonly phases: DeployPhases | undefined },
  find: PlanOptions["findMachine"],
): PlanOptions["findMachine"] {
  return async (own, config) => {
    const given = await readGivenKeys(own, values);
    const options = { given, find: async () => await find(own, config) };
    return (await lookForConfig(own, scope, { config, phases }, options)).inventory;
  };
}

async function planFromConfig(ctx: Context, values: Values): Promise<Plan> {
  await using scope = new Scope();
  const source = await readConfigSource(ctx, values);
  const phases = phasesOf(values);
  const options = await planOptions(ctx, values, looking(scope, { values, phases }, findMachine));
  const plan = await planDocument(ctx, source, { ...options, phases });
  await loadSeeds(ctx, source, "inline");
  await scope.close();
  return plan;
}

async function planFromFile(ctx: Context, path: string): Promise<Plan> {
  const stored = await readPlan(ctx, path);
  checkStoredPlan(stored);
  return stored;
}

/** The systems that alone would be deployed, each as an update. */
async function showImages(ctx: Context, values: Values, images: readonly string[]): Promise<void> {
  const actions = await readActions(ctx, values);
  const source = await readConfigSource(ctx, values);
  await using scope = new Scope();
  const phases = { from: "images", until: "bootloader" } as const;
  const options = await planOptions(ctx, values, looking(scope, { values, phases }, findNode));
  const { plan, alone } = await planImages(ctx, source, images, options);
  await scope.close();
  await loadSeeds(ctx, source, "inline", images);
  const updates = alone.map(({ update }) => update);
  judgeTrust(
    ctx,
    updates.flatMap((update) => [...update.images, ...update.utilities]),
    values.has("require-verified"),
  );
  if (values.has("json")) printJson(updates);
  else print(renderAlone(openingSteps(plan), updates) + renderActions(actions));
}

export async function showPlan(ctx: Context, values: Values): Promise<void> {
  const images = imagesOf(values);
  if (images !== undefined) {
    await showImages(ctx, values, images);
    return;
  }
  const path = textOf(values, "plan");
  const actions = await readActions(ctx, values);
  const chosen = path === undefined ? await planFromConfig(ctx, values) : await planFromFile(ctx, path);
  if (hasPhase(chosen, "images"))
    judgeTrust(ctx, [...chosen.images, ...chosen.utilities], values.has("require-verified"));
  if (asksForFiles(values)) await writePlanFiles(ctx, values, chosen, actions);
  if (values.has("json")) printJson(chosen);
  else if (!asksForFiles(values)) {
    const columns = process.stdout.isTTY ? process.stdout.columns : 80;
    print(renderPlan(chosen, columns, await chooseStyle(process.stdout)) + renderActions(actions));
  }
}

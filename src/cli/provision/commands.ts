/** What each command of bareon-provision does, from its options to its output. */
import { runtimeDirectory } from "../../base/places.ts";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { isSea } from "node:sea";
import { inspect } from "../../machine/inspect/inspect.ts";
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { DeployConfig, Driver } from "../../config/deploy-config.ts";
import type { Dialect } from "../../dialects/dialect.ts";
import { dialects } from "../../dialects/dialects.ts";
import type { Context } from "../../host/host.ts";
import { holdLock } from "../../host/lock.ts";
import { Scope } from "../../host/scope.ts";
import { makePlan } from "../../plan/plan.ts";
import { checkStoredPlan } from "../../plan/stored-plan.ts";
import { provision } from "../../recipes/deploy.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Inventory } from "../../schema/inventory.ts";
import { validate as validateInventory } from "../../schema/inventory.validate.js";
import type { Plan } from "../../schema/plan.ts";
import { validate as validatePlan } from "../../schema/plan.validate.js";
import { bootLine } from "../boot/options.ts";
import { completionsOf } from "../completion.ts";
import { renderInventory } from "../../view/disks.ts";
import { parseDocument, readDocument, readSource } from "../input.ts";
import { renderPlan } from "../../view/plan.ts";
import { type CommandName, defaultBootInfo, defaultConfig, driverWords } from "./options.ts";
import { chooseStyle, printable } from "../../view/style.ts";

/** Option values by name; a flag is true or absent. */
export type Values = ReadonlyMap<string, string | true>;

function textOf(values: Values, name: string): string | undefined {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
}

function print(text: string): void {
  process.stdout.write(text);
}

function printJson(value: unknown): void {
  print(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Throws BareonError "root" where the process cannot look at disks. */
export function needRoot(work: string, hint = "Run it as root."): void {
  if (process.getuid?.() !== 0) throw new BareonError("root", `${work} needs root.`, { hint });
}

function driverOf(values: Values): Driver | undefined {
  const word = textOf(values, "deploy-driver");
  return word === undefined ? undefined : driverWords[word];
}

function dialectOf(values: Values): Dialect {
  const name = textOf(values, "data-driver") ?? "";
  const dialect = dialects[name];
  if (dialect === undefined) throw new Error(`the data driver ${name} is not supported, and checkOptions let it pass`);
  return dialect;
}

async function readConfig(ctx: Context, values: Values): Promise<DeployConfig> {
  const text = textOf(values, "input-data");
  const source =
    text === undefined
      ? await readSource(ctx.host, textOf(values, "input-data-file") ?? defaultConfig)
      : { name: "--input-data", text };
  const { config, warnings } = dialectOf(values).read(await parseDocument(source), {
    compat: values.has("compat"),
    driver: driverOf(values),
  });
  for (const message of warnings) ctx.report({ event: "warning", message });
  return config;
}

async function readInventory(ctx: Context, values: Values): Promise<Inventory> {
  const path = textOf(values, "inventory");
  if (path !== undefined)
    return await readDocument(ctx.host, path, "inventory that inspect --json prints", 2, validateInventory);
  needRoot(
    "Looking at the disks of this machine",
    "Run it as root, or give another machine's inventory with --inventory.",
  );
  return await inspect(ctx);
}

/** The plan of the file that `--plan` names, else a new one for the config. */
async function choosePlan(ctx: Context, values: Values): Promise<Plan> {
  const path = textOf(values, "plan");
  if (path !== undefined) {
    const stored = await readDocument(ctx.host, path, "plan that plan --json prints", 2, validatePlan);
    checkStoredPlan(stored);
    return stored;
  }
  const config = await readConfig(ctx, values);
  return makePlan({ config, inventory: await readInventory(ctx, values), newUuid: randomUUID });
}

function renderBootInfo({ elements, current_element: current }: BootInfo): string {
  const lines = elements.map(
    ({ grub_id: id, boot_name: title, os_id: name }) =>
      `  ${id}  ${printable(name)}: ${printable(title)}${id === current ? " (default)" : ""}\n`,
  );
  return `This node can boot:\n${lines.join("")}`;
}

async function deploy(ctx: Context, values: Values): Promise<void> {
  needRoot("Deploying");
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, join(runtimeDirectory, "provision.lock"), "deploying");
  const chosen = await choosePlan(ctx, values);
  const infoPath = textOf(values, "boot-info") ?? defaultBootInfo;
  const infoPaths = [...new Set([infoPath, join(dirname(infoPath), "boot_entries.json")])];
  // Where that is not possible, now is the time to say so.
  await ctx.host.makeDirectory(dirname(infoPath));
  const info = await provision(ctx, chosen, {
    infoPaths,
    toolPath: isSea() ? process.execPath : undefined,
    completions: completionsOf(bootLine),
  });
  await scope.close();
  if (values.has("json")) printJson(info);
  else print(renderBootInfo(info));
}

async function showPlan(ctx: Context, values: Values): Promise<void> {
  const chosen = await choosePlan(ctx, values);
  if (values.has("json")) printJson(chosen);
  else print(renderPlan(chosen, process.stdout.isTTY ? process.stdout.columns : 80, await chooseStyle(process.stdout)));
}

async function checkConfig(ctx: Context, values: Values): Promise<void> {
  const warnings: string[] = [];
  const report: Context["report"] = (event) => {
    if (event.event === "warning") warnings.push(event.message);
    ctx.report(event);
  };
  try {
    const config = await readConfig({ ...ctx, report }, values);
    if (values.has("inventory")) makePlan({ config, inventory: await readInventory(ctx, values), newUuid: randomUUID });
    if (values.has("json")) printJson({ valid: true, warnings });
    else
      print(
        `The deploy config is valid${values.has("inventory") ? " and fits the machine" : ""}: ${config.images.map(({ name }) => name).join(", ")}.\n`,
      );
  } catch (error) {
    if (values.has("json") && error instanceof BareonError) {
      const { exit, message, hint = null, differences } = error;
      const violations = error.violations.map((violation) => ({ ...violation, problem: redact(violation.problem) }));
      printJson({ valid: false, warnings, code: exit, message: redact(message), hint, violations, differences });
    }
    throw error;
  }
}

async function inspectMachine(ctx: Context, values: Values): Promise<void> {
  needRoot("Looking at the disks of this machine");
  const inventory = await inspect(ctx);
  if (values.has("json")) printJson(inventory);
  else print(renderInventory(inventory, await chooseStyle(process.stdout)));
}

/** Each throws BareonError; results go to stdout. */
export const provisionCommands: Readonly<Record<CommandName, (ctx: Context, values: Values) => Promise<void>>> = {
  deploy,
  plan: showPlan,
  validate: checkConfig,
  inspect: inspectMachine,
};

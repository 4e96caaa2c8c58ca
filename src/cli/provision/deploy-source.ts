/** What is deployed and planned, by the words of the command line: the deploy config or a stored plan, an inventory, the config drive. */
import { randomUUID } from "node:crypto";
import { BareonError } from "../../base/errors.ts";
import { defaultConfig } from "../../base/places.ts";
import type { Driver } from "../../config/deploy-config.ts";
import { dialectOf } from "../../dialects/dialects.ts";
import type { Context } from "../../host/host.ts";
import { refuseOthersFile } from "../../host/local/unnamed-file.ts";
import type { DeploySource } from "../../recipes/deploy.ts";
import { fetchConfig, readDriveConfig } from "../../recipes/config-text.ts";
import type { ConfigSource } from "../../recipes/plan.ts";
import type { Inventory } from "../../schema/inventory.ts";
import { validate as validateInventory } from "../../schema/inventory.validate.js";
import type { Plan } from "../../schema/plan.ts";
import { validate as validatePlan } from "../../schema/plan.validate.js";
import type { ParsedRun } from "../command-line.ts";
import { type Source, parseDocument, readDocument, readSource } from "../input.ts";
import { dialectSettingsOf, menuTimeoutOf } from "./file-settings.ts";
import { defaultConfigDrive, driverWords } from "./config-options.ts";
import { phasesOf } from "./parts.ts";

/** Option values by name; a flag is true or absent. */
export type Values = ParsedRun["values"];

export function textOf(values: Values, name: string): string | undefined {
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

/** The config's text. Throws BareonError "invalid" if there is none; who named none is told how. */
async function readConfig(ctx: Context, path: string): Promise<Source> {
  if (path === defaultConfig && (await ctx.host.facts(path)) === undefined)
    throw new BareonError("invalid", `There is no file ${path}.`, {
      hint: "Name the deploy config: --input-data-file FILE",
    });
  return await readSource(ctx, path);
}

/** From wherever the words say that it is. */
async function findConfigText(ctx: Context, values: Values): Promise<Source> {
  const url = textOf(values, "input-data-url");
  if (url !== undefined) return await fetchConfig(ctx, url, textOf(values, "input-data-checksum"));
  if (values.has("config-from-drive")) {
    needRoot("Looking into a config drive");
    return await readDriveConfig(ctx, (await namedDrive(ctx, values)) ?? defaultConfigDrive);
  }
  const text = textOf(values, "input-data");
  const path = textOf(values, "input-data-file");
  return text === undefined ? await readConfig(ctx, path ?? defaultConfig) : { name: "--input-data", text };
}

export async function readConfigSource(ctx: Context, values: Values): Promise<ConfigSource> {
  const source = await findConfigText(ctx, values);
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

export async function readPlan(ctx: Context, path: string): Promise<Plan> {
  return await readDocument(ctx, { path, option: "plan" }, "plan that plan --json prints", 3, validatePlan);
}

export async function readInventory(ctx: Context, path: string): Promise<Inventory> {
  return await readDocument(
    ctx,
    { path, option: "inventory" },
    "inventory that inspect --json prints",
    2,
    validateInventory,
  );
}

export async function chooseSource(ctx: Context, values: Values): Promise<DeploySource> {
  const path = textOf(values, "plan");
  return path === undefined
    ? {
        ...{
          kind: "config",
          source: await readConfigSource(ctx, values),
          phases: phasesOf(values),
          newUuid: randomUUID,
        },
        ...(values.has("resume") ? { resume: true } : {}),
      }
    : { kind: "plan", stored: await readPlan(ctx, path) };
}

/** The file that no system gets that is the deploy config itself; else the one of namedDrive. */
export async function findDrivePath(ctx: Context, values: Values): Promise<string | undefined> {
  return values.has("config-from-drive") ? undefined : await namedDrive(ctx, values);
}

/** The file that is named, or else the usual one if it is there: a controller leaves it there and names nothing. */
async function namedDrive({ host }: Context, values: Values): Promise<string | undefined> {
  const named = textOf(values, "config-drive-path");
  if (named !== undefined) return named;
  if ((await host.facts(defaultConfigDrive)) === undefined) return undefined;
  await refuseOthersFile(defaultConfigDrive, `If it is meant, name it: --config-drive-path ${defaultConfigDrive}`);
  return defaultConfigDrive;
}

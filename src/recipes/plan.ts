/** From a deploy config to a plan that carries what it was made from, and the check of such a plan after it was stored. */
import { isDeepStrictEqual } from "node:util";
import { BareonError } from "../base/errors.ts";
import type { DeployConfig, Driver } from "../config/deploy-config.ts";
import { renderValue } from "../config/schema-check.ts";
import type { Dialect, DialectSettings, ReadConfig } from "../dialects/dialect.ts";
import { dialects } from "../dialects/dialects.ts";
import { readDocument } from "../dialects/read.ts";
import type { Context } from "../host/host.ts";
import { findNamedAlone, findUnjoined } from "../machine/disk-match.ts";
import { findDifferences } from "../plan/differences.ts";
import type { DriveFacts } from "../plan/config-drive.ts";
import { checkImages, checkPhases, hasPhase } from "../plan/phases.ts";
import { makePlan } from "../plan/plan.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { DeployPhases, Plan, StoredRequest } from "../schema/plan.ts";

/** A deploy config as a document of its dialect, and what the command line says about reading it. */
export interface ConfigSource {
  /** The dialect's name in the table of dialects. */
  readonly dialect: string;
  readonly document: unknown;
  /** Unknown keys are warnings, not errors. */
  readonly compat: boolean;
  /** The deploy driver of images that do not name one; undefined = their address decides. */
  readonly driver: Driver | undefined;
  /** What is set beside the document; absent for nothing. */
  readonly settings?: DialectSettings | undefined;
  /** Seconds that the boot menu waits if the document does not say it; absent for what the dialect has. */
  readonly menuTimeout?: number | undefined;
}

/** Throws BareonError "unsupported" for a dialect that is not in the table and for what its document asks in vain, and "invalid" with every violation. */
export function readConfig({ dialect, document, ...options }: ConfigSource): ReadConfig {
  return readDocument(findDialect(dialect), document, options);
}

/** Throws BareonError "unsupported" for a name that is not in the table. */
export function findDialect(name: string): Dialect {
  const known = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
  if (known === undefined) throw new BareonError("unsupported", `the data driver ${name} is not supported`);
  return known;
}

export interface DeployRequest {
  readonly source: ConfigSource;
  /** The config drive that the node was given. */
  readonly configDrive?: DriveFacts | undefined;
  /** What of the deploy is done; undefined for all of it. */
  readonly phases?: DeployPhases | undefined;
  /** The systems that alone are deployed; undefined for all. Such a plan is not stored. */
  readonly only?: readonly string[] | undefined;
  /** The systems that a former run has brought, in one that goes on; undefined if none does. Such a plan is not stored. */
  readonly resumed?: readonly string[] | undefined;
  /** What readConfig returned for the source. */
  readonly config: DeployConfig;
  readonly inventory: Inventory;
  /** Returns a new random UUID in small letters at each call. */
  readonly newUuid: () => string;
}

/** Returns the plan with its request, as it is stored. Throws BareonError "mismatch", "unsafe" or "unsupported". */
export function planDeploy(asked: DeployRequest): Plan {
  const { source, config, configDrive, phases, only, resumed, inventory, newUuid } = asked;
  const uuids: string[] = [];
  const draw = (): string => {
    const uuid = newUuid();
    uuids.push(uuid);
    return uuid;
  };
  const plan = makePlan({ config, configDrive, phases, only, resumed, inventory, newUuid: draw });
  const request: StoredRequest = {
    dialect: source.dialect,
    // What was read as a deploy config is an object; a plan is shown, and what systems are told is not.
    config: conceal(source) as StoredRequest["config"],
    ...(source.driver === undefined ? {} : { driver: source.driver }),
    ...(source.settings === undefined ? {} : { settings: source.settings }),
    ...(phases === undefined ? {} : { phases }),
    ...(source.menuTimeout === undefined ? {} : { menuTimeout: source.menuTimeout }),
    ...(configDrive === undefined ? {} : { configDrive }),
    inventory,
    uuids,
  };
  return { ...plan, request };
}

function conceal({ dialect, document }: ConfigSource): unknown {
  return findDialect(dialect).conceal?.(document) ?? document;
}

/** What a plan was made from; of seeds that stood in the config it has the size alone. Throws BareonError "invalid". */
export function sourceOf({ request }: Plan): ConfigSource {
  if (request === undefined) throw noRequest();
  const { dialect, config: document, driver, settings, menuTimeout } = request;
  // Unknown keys were judged when the plan was made; nothing of a plan comes from them.
  return { dialect, document, compat: true, driver, settings, menuTimeout };
}

function noRequest(): BareonError {
  return new BareonError("invalid", "the plan does not hold the request that it was made from", {
    hint: "Make a new plan with plan --json.",
  });
}

/** A table that is kept is not changed for a config drive, and one without a partition for it is no mismatch. */
function tellUnwritten({ report }: Context, plan: Plan): void {
  const { configDrive } = plan;
  if (configDrive?.as !== "partition" || configDrive.device !== null || !hasPhase(plan, "config-drive")) return;
  report({
    event: "warning",
    message:
      "The config drive is not written: the partitions that are kept have none for it. The policy clean makes one; as a seed it needs none.",
  });
}

/** A part of a deploy that is to write the config drive alone, and has none to write. */
function tellNoDrive({ report }: Context, { configDrive, phases }: Plan): void {
  if (configDrive?.as === "partition" || phases?.from !== "config-drive" || phases.until !== "config-drive") return;
  const why = configDrive === undefined ? "There is no config drive" : "The phase images unpacks the config drive";
  report({ event: "warning", message: `${why}, so none is written.` });
}

export interface PlanOptions extends Pick<DeployRequest, "newUuid" | "phases" | "only" | "resumed"> {
  /** Returns the machine that the plan is for; called once, after the config was found valid. */
  readonly findMachine: (ctx: Context, config: DeployConfig) => Promise<Inventory>;
  /** Returns what is known of the config drive; called once, after the config was found valid. Absent for none. */
  readonly findDrive?: ((ctx: Context, config: DeployConfig) => Promise<DriveFacts | undefined>) | undefined;
}

/** From a document to a plan, the warnings reported. Throws as readConfig and planDeploy do, and what findMachine throws. */
export async function planDocument(ctx: Context, source: ConfigSource, options: PlanOptions): Promise<Plan> {
  const { config, warnings } = readConfig(source);
  for (const message of warnings) ctx.report({ event: "warning", message });
  const { phases, only, resumed, newUuid } = options;
  checkPhases(config, phases);
  if (only !== undefined) checkImages(config, only);
  const configDrive = await options.findDrive?.(ctx, config);
  const inventory = await options.findMachine(ctx, config);
  const plan = planDeploy({ source, config, configDrive, phases, only, resumed, inventory, newUuid });
  for (const message of [...findNamedAlone(config, inventory), ...findUnjoined(plan.machine.disks, inventory)])
    ctx.report({ event: "warning", message });
  tellUnwritten(ctx, plan);
  tellNoDrive(ctx, plan);
  return plan;
}

/** Differences that an error names at most: one change may show at a hundred places. */
const mostDifferences = 10;

function describe(value: unknown): string {
  return Array.isArray(value) ? `a list of ${value.length}` : renderValue(value);
}

/**
 * A stored plan holds if the same plan is made from its request again, so it has no command that a deploy config could not ask for.
 * The plan must fit its schema. Throws BareonError "invalid"; if the two differ, with the first places that do.
 */
export function checkStoredPlan({ request, ...stored }: Plan): void {
  if (request === undefined) throw noRequest();
  const made = planAgain(request);
  if (isDeepStrictEqual(made, stored)) return;
  const differences = findDifferences(stored, made);
  const count = `${differences.length} ${differences.length === 1 ? "place" : "places"}`;
  throw new BareonError("invalid", `the plan was changed after it was made: it differs at ${count} from its request`, {
    violations: differences.slice(0, mostDifferences).map(({ pointer, one, other }) => ({
      pointer,
      problem: one === undefined ? "this is missing" : `${describe(one)} does not come from the plan's request`,
      expected: other === undefined ? "nothing" : describe(other),
    })),
    hint: "Change the config and make a new plan.",
  });
}

/** Returns the plan as JSON data. Throws BareonError "invalid" if the request was refused. */
function planAgain(request: StoredRequest): unknown {
  const { dialect, config: document, driver, settings, menuTimeout, phases, configDrive, inventory, uuids } = request;
  const left = uuids.values();
  const newUuid = (): string => {
    const { value } = left.next();
    if (value === undefined) throw new BareonError("invalid", "it holds too few UUIDs");
    return value;
  };
  try {
    // Unknown keys were judged when the plan was made; nothing of a plan comes from them.
    const { config } = readConfig({ dialect, document, compat: true, driver, settings, menuTimeout });
    return JSON.parse(JSON.stringify(makePlan({ config, configDrive, phases, inventory, newUuid })));
  } catch (cause) {
    if (!(cause instanceof BareonError)) throw cause;
    throw new BareonError("invalid", `the request that the plan was made from is refused: ${cause.message}`, {
      cause,
      violations: cause.violations.map((violation) => ({
        ...violation,
        pointer: `/request/config${violation.pointer}`,
      })),
      differences: cause.differences,
      hint: "Make a new plan.",
    });
  }
}

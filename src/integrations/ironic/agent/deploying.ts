/** The steps that deploy the node: its config and config drive are put where bareon-provision reads them, and it does the rest. */
import { BareonError } from "../../../base/errors.ts";
import { Scope } from "../../../host/scope.ts";
import { noDeployConfig } from "../../../base/documents.ts";
import { findConfig, isObject, type NodeConfig } from "./node-config.ts";
import { askProgram, type Workshop } from "./own-program.ts";
import type { Parameters } from "./commands.ts";

/** The text of the last plan, for who asks for the logs. */
export function planPath(folder: string): string {
  return `${folder}/plan.txt`;
}

/** Writes what has to be a file; what may hold secrets is removed with the scope. Returns the words that name it. */
async function placeConfig(
  { ctx: { host }, folder }: Pick<Workshop, "ctx" | "folder">,
  scope: Scope,
  config: NodeConfig,
): Promise<string[]> {
  const write = async (name: string, text: string): Promise<string> => {
    const path = `${folder}/${name}`;
    scope.defer(async () => await host.removeFile(path));
    await host.writeFile(path, text, 0o600);
    return path;
  };
  const { place, drive } = config;
  const driveWords = drive === undefined ? [] : ["--config-drive-path", await write("config-drive", drive)];
  switch (place?.kind) {
    case undefined:
      throw new BareonError("invalid", "There is no deploy config for this node.", {
        hint: "It is the argument config or config_url of the step, instance_info.bareon_config, or the user data of the config drive.",
      });
    case "document":
      return ["--input-data-file", await write("config", place.text), ...driveWords];
    case "address": {
      const checksum = place.checksum === undefined ? [] : [`--input-data-checksum=${place.checksum}`];
      return [`--input-data-url=${place.address}`, ...checksum, ...driveWords];
    }
    case "drive":
      return ["--config-from-drive", ...driveWords];
  }
}

/** Shown with the logs. That a deploy cannot be planned is told by the deploy itself. */
async function keepPlan({ ctx, programs, folder }: Workshop, words: readonly string[]): Promise<void> {
  const [program, ...before] = programs["bareon-provision"];
  const output = await ctx.host.run({
    ...{ program, args: [...before, "plan", ...words], label: "bareon-provision" },
    okCodes: Array.from({ length: 256 }, (_, code) => code),
  });
  await ctx.host.writeFile(planPath(folder), `${output.stdout}${output.stderr}`, 0o600);
}

/** Returns boot-info, and how many seconds it took. */
export async function deployNode(workshop: Workshop, args: Parameters, node: unknown): Promise<object> {
  await using scope = new Scope();
  const start = performance.now();
  const words = await placeConfig(workshop, scope, findConfig(args, node));
  await keepPlan(workshop, words);
  const info = await askProgram(workshop, "bareon-provision", ["deploy", ...words]);
  await scope.close();
  return { boot_info: info, seconds: Math.round(performance.now() - start) / 1000 };
}

/** Whether the node says itself what is to be deployed: then the step is done without being asked for. */
export async function hasConfig(workshop: Workshop, node: unknown): Promise<boolean> {
  try {
    const config = findConfig({}, node);
    if (config.place?.kind !== "drive") return config.place !== undefined;
    await using scope = new Scope();
    // A deploy may run meanwhile, and another such question be asked: each has a place of its own.
    const { host } = workshop.ctx;
    const folder = `${workshop.folder}/question-${crypto.randomUUID()}`;
    scope.defer(async () => await host.removeDirectory(folder));
    await host.makeDirectory(folder, 0o700);
    const words = await placeConfig({ ...workshop, folder }, scope, config);
    await askProgram(workshop, "bareon-provision", ["validate", ...words]);
    await scope.close();
    return true;
  } catch (error) {
    workshop.ctx.signal.throwIfAborted();
    // A config that is wrong is one, and so may be one that cannot be read: the step says what is wrong with it.
    return error instanceof BareonError && !(error.exit === "source" && error.message.endsWith(noDeployConfig));
  }
}

interface Finding {
  readonly check?: unknown;
  readonly problem?: unknown;
  readonly severity?: unknown;
}

/** What is left to be put right. */
function problemsOf(result: unknown): string[] {
  const findings = isObject(result) && Array.isArray(result["findings"]) ? (result["findings"] as Finding[]) : [];
  return findings.flatMap(({ check, problem, severity }) =>
    severity === "error" && typeof problem === "string" ? [`${String(check)}: ${problem}`] : [],
  );
}

/** What bareon-boot verify finds. Throws BareonError "unverified" if the node would not boot as it should. */
export async function verifyNode(workshop: Workshop): Promise<object> {
  const result = await askProgram(workshop, "bareon-boot", ["verify"]);
  if (!isObject(result)) throw new Error("bareon-boot verify prints an object");
  if (result["verified"] === true) return result;
  throw new BareonError("unverified", ["The node would not boot as it should:", ...problemsOf(result)].join("\n"), {
    hint: "bareon-boot verify --repair puts right what can be derived from the rest; else deploy again.",
  });
}

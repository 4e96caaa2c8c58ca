/** Runs the health checks of the running system: executables in two directories, each with a time limit. What follows from their results is src/recipes/boot-health.ts. */
import { tryTo } from "../../base/attempt.ts";
import { BareonError } from "../../base/errors.ts";
import { checkDirectories } from "../guest/guest-files.ts";
import type { Context } from "../../host/host.ts";
import { type FoundProgram, listPrograms, tellScript } from "../../host/program-directory.ts";
import type { HealthCheck } from "../../schema/bareon-boot.ts";
import { showUnit } from "../../programs/systemctl.ts";

/** Characters of a check's output that are kept: the last ones. */
const outputKept = 2000;

/** Seconds for systemd to answer. */
const patience = 30;

const anyCode = Array.from({ length: 256 }, (_, code) => code);

function shorten(text: string): string {
  return text.trim().slice(-outputKept);
}

async function runCheck(
  { host, signal }: Context,
  path: string,
  required: boolean,
  limit: number,
): Promise<HealthCheck> {
  const begin = performance.now();
  const finish = (passed: boolean, output: string): HealthCheck => {
    const seconds = Math.round((performance.now() - begin) / 100) / 10;
    return { check: path, required, passed, seconds, output: shorten(output) };
  };
  try {
    const { exitCode, stdout, stderr } = await host.run({ program: path, args: [], okCodes: anyCode }, { limit });
    return finish(
      exitCode === 0,
      [stdout, stderr, ...(exitCode === 0 ? [] : [`exit code ${exitCode}`])]
        .filter((text) => text.trim() !== "")
        .join("\n"),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    return finish(false, error.message);
  }
}

interface Check extends FoundProgram {
  readonly required: boolean;
}

/** The checks in their order, the required ones first. */
async function listChecks({ host }: Context): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [kind, directory] of Object.entries(checkDirectories))
    for (const found of await listPrograms(host, directory)) checks.push({ ...found, required: kind === "required" });
  return checks;
}

/** True if there is a required check, without which no system can be called healthy. */
export async function hasRequiredCheck(ctx: Context): Promise<boolean> {
  return (await listChecks(ctx)).some(({ required, state }) => required && state !== "script");
}

/** Warnings about scripts that do not run. */
export async function findScripts(ctx: Context): Promise<string[]> {
  const scripts = (await listChecks(ctx)).filter(({ state }) => state === "script");
  return scripts.map(tellScript);
}

/** Runs one after the other; `limit` is in seconds for each. */
export async function runChecks(ctx: Context, limit: number): Promise<HealthCheck[]> {
  const results: HealthCheck[] = [];
  for (const { path, required, state } of await listChecks(ctx)) {
    if (state === "executable") results.push(await runCheck(ctx, path, required, limit));
    else if (state !== "script")
      results.push({ check: path, required, passed: false, seconds: 0, output: state.problem });
  }
  return results;
}

/**
 * Whether systemd calls the boot complete: checks that are not ours are ordered before that target. Null if there is no systemd,
 * or one that does not know the target.
 */
export async function checkBootComplete({ host }: Context): Promise<HealthCheck | null> {
  if ((await host.facts("/run/systemd/system"))?.kind !== "directory") return null;
  const target = "boot-complete.target";
  const judge = (passed: boolean, output: string): HealthCheck => ({
    check: target,
    required: true,
    passed,
    seconds: 0,
    output,
  });
  const unanswered: string[] = [];
  const answered = await tryTo(unanswered, "systemd", async () =>
    host.run(showUnit(target, ["LoadState", "ActiveState"]), { limit: patience }),
  );
  if (answered === null) return judge(false, unanswered.join(" "));
  const { stdout } = answered;
  if (!/^LoadState=loaded$/mu.test(stdout)) return null;
  const state = /^ActiveState=(?<state>.*)$/mu.exec(stdout)?.groups?.["state"] ?? "unknown";
  return judge(state === "active", state);
}

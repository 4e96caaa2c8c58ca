/** The recipe behind bareon-boot health: the checks, and what a trial boot becomes by them. */
import { openBootSession } from "../boot/store/session.ts";
import { checkBootComplete, findScripts, hasRequiredCheck, runChecks } from "../boot/systems/health-checks.ts";
import { BareonError } from "../base/errors.ts";
import { confirm, reject } from "./boot-change.ts";
import type { ChangeOptions } from "./change.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { checkDirectories } from "../boot/guest/guest-files.ts";
import { readArmed } from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { waitFor } from "../host/wait.ts";
import type { ChangeResult, HealthCheck, HealthResult } from "../schema/bareon-boot.ts";

export interface HealthOptions extends ChangeOptions {
  /** Seconds that each check may take. */
  readonly limit: number;
}

export interface TrialHealthOptions extends HealthOptions {
  /** Seconds that the system has to become healthy. */
  readonly deadline: number;
  /** Seconds between two rounds of checks. */
  readonly interval: number;
  /** Does not ask the checks: the time is over. */
  readonly giveUp: boolean;
}

function failuresOf(checks: readonly HealthCheck[]): readonly HealthCheck[] {
  return checks.filter(({ required, passed }) => required && !passed);
}

function answer(
  checks: readonly HealthCheck[],
  more: Pick<HealthResult, "decision" | "reboot" | "changed" | "entry">,
  scripts: readonly string[] = [],
): HealthResult {
  const wanted = checks.filter(({ required, passed }) => !required && !passed);
  const warnings = [...wanted.map(({ check }) => `${check} failed; it is not required.`), ...scripts];
  return {
    version: 1,
    command: "health",
    healthy: failuresOf(checks).length === 0,
    checks: [...checks],
    ...more,
    warnings,
  };
}

/** Runs the checks once; decides nothing. */
export async function health(ctx: Context, { limit }: HealthOptions): Promise<HealthResult> {
  const more = { decision: "none", reboot: false, changed: false } as const;
  return answer(await runChecks(ctx, limit), more, await findScripts(ctx));
}

/** Whether the running system is on trial, and neither confirmed nor rejected. */
async function isOnTrial(ctx: Context, options: StoreOptions): Promise<boolean> {
  await using scope = new Scope();
  const { state, booted } = await openBootSession(ctx, scope, options);
  await scope.close();
  const tried = readArmed(state).trial;
  return (
    booted.reason === "trial" &&
    tried !== null &&
    tried.index === booted.index &&
    (tried.state === "armed" || tried.state === "spent")
  );
}

async function runAll(ctx: Context, limit: number): Promise<HealthCheck[]> {
  const complete = await checkBootComplete(ctx);
  return [...(complete === null ? [] : [complete]), ...(await runChecks(ctx, limit))];
}

/** Runs the checks again and again until all that are required pass, or the time is over; returns the last round. */
async function becomeHealthy(ctx: Context, { limit, deadline, interval }: TrialHealthOptions): Promise<HealthCheck[]> {
  let checks: HealthCheck[] = [];
  const look = async (): Promise<string | undefined> => {
    checks = await runAll(ctx, limit);
    const failures = failuresOf(checks);
    return failures.length === 0 ? undefined : `failed: ${failures.map(({ check }) => check).join(", ")}`;
  };
  await waitFor(ctx, deadline, look, interval * 1000).catch((error: unknown) => {
    if (!(error instanceof BareonError) || error.exit !== "failure") throw error;
  });
  return checks;
}

/** A system without a check may be out of reach for everybody: the person who tried it has to say that it works. */
function undecided(scripts: readonly string[]): HealthResult {
  const warning = `There is no check in ${checkDirectories.required} to decide this trial by: confirm it, or it is given up.`;
  return { ...answer([], { decision: "none", reboot: false, changed: false }), warnings: [warning, ...scripts] };
}

/** The entry that was on trial. */
function entryOf({ trial }: ChangeResult["before"]): Pick<HealthResult, "entry"> {
  return trial === null ? {} : { entry: trial.entry_id };
}

/** After a trial boot: confirms the system once it is healthy, else ends the trial after the deadline, to be followed by a reboot. Without a trial, or without a check that is required, it does nothing. */
export async function decideTrial(ctx: Context, options: TrialHealthOptions): Promise<HealthResult> {
  if (!(await isOnTrial(ctx, options))) return answer([], { decision: "none", reboot: false, changed: false });
  const scripts = await findScripts(ctx);
  if (!options.giveUp && !(await hasRequiredCheck(ctx))) return undecided(scripts);
  const checks = options.giveUp ? [] : await becomeHealthy(ctx, options);
  // It may have been decided meanwhile, by a person.
  if (!(await isOnTrial(ctx, options))) return answer(checks, { decision: "none", reboot: false, changed: false });
  const failures = failuresOf(checks);
  if (!options.giveUp && failures.length === 0) {
    const { changed, before } = await confirm(ctx, { ...options, why: "it is healthy" }, true);
    return answer(checks, { decision: "confirmed", ...entryOf(before), reboot: false, changed }, scripts);
  }
  const why = options.giveUp
    ? "nothing has decided the trial in time"
    : `not healthy: ${failures.map(({ check }) => check).join(", ")}`;
  const { changed, before } = await reject(ctx, { ...options, why }, { reboot: true });
  const decided = { decision: "rejected", ...entryOf(before), reboot: true, changed } as const;
  return { ...answer(checks, decided, scripts), healthy: false };
}

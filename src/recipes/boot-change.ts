/** The recipes behind bareon-boot that change something: what each decides, and the one way in which all of them write. */
import { findEntry, openOverview, type Overview } from "../boot/store/session.ts";
import { describeAll, listResult, publishStatus, statusResult } from "../boot/store/status.ts";
import { BareonError } from "../base/errors.ts";
import { describeArmed, describePlan } from "../boot/state/describe-armed.ts";
import { isRolledBack } from "../boot/state/previous-default.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { writeState } from "../boot/store/write.ts";
import {
  applyTransition,
  decideNext,
  isUnchanged,
  planCancel,
  planConfirm,
  planNewDefault,
  planOnce,
  planReject,
  planTrial,
  readArmed,
  type RunningBoot,
  type Transition,
} from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { ChangeResult, Entry } from "../schema/bareon-boot.ts";

export interface ChangeOptions extends StoreOptions {
  /** Says what would be written, and writes nothing. */
  readonly dryRun?: boolean;
  /** The user, for the history. */
  readonly who?: string;
  /** For the history, where the command alone does not tell. */
  readonly why?: string;
}

/** What a command comes to. `from` and `to` are indexes. */
interface Verdict {
  readonly transition: Transition;
  readonly from: number | null;
  readonly to: number | null;
  readonly why: string;
  readonly reboot?: boolean;
}

type Decide = (overview: Overview) => Promise<Verdict> | Verdict;

function runningBoot({ current, running }: Overview): RunningBoot {
  return { index: current.index, reason: running.reason };
}

/** The place of an entry that can be booted. Throws "entry" and "unbootable". */
async function bootable(overview: Overview, text: string): Promise<number> {
  const { boot_name: name, grub_id: index, problem } = await overview.describe(findEntry(overview, text));
  if (index === null || problem !== null)
    throw new BareonError("unbootable", `${name} cannot be booted: ${problem ?? ""}. Nothing was changed.`);
  return index;
}

function idOf({ state }: Overview, index: number | null): string | null {
  return index === null ? null : (state.menu.entries[index]?.id ?? null);
}

/** Opens, decides, writes if anything changes, and says what is so afterwards. */
async function change(
  ctx: Context,
  options: ChangeOptions,
  command: ChangeResult["command"],
  decide: Decide,
): Promise<ChangeResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  const { store, trial, state, warnings } = overview;
  const { transition, from, to, why, reboot = false } = await decide(overview);
  const after = applyTransition(trial, transition);
  const { defaultIndex } = readArmed(after);
  const changed = !isUnchanged(transition);
  const line = {
    time: new Date().toISOString(),
    who: options.who ?? "",
    what: command,
    from: idOf(overview, from),
    to: idOf(overview, to),
    why: options.why ?? why,
  };
  // Looked at before writing, while the filesystems are mounted.
  // Before a reboot only what is told: nobody will read the rest, and a disk that does not answer must not hold it up.
  const told = reboot
    ? new Set<number | undefined>([defaultIndex, decideNext(after).index, overview.current.index ?? undefined])
    : null;
  const entries = (await describeAll(overview, told)).map((entry): Entry => ({
    ...entry,
    default: entry.grub_id === defaultIndex,
  }));
  const seen = await statusResult(
    ctx,
    overview,
    entries,
    changed ? { trial: after, line: { number: (state.history.at(-1)?.number ?? 0) + 1, ...line } } : undefined,
  );
  if (changed && options.dryRun !== true) {
    await writeState(ctx, store, { ...transition, line });
    if (!reboot) await publishStatus(ctx, listResult(overview, entries), seen);
  }
  await scope.close();
  return {
    version: 1,
    command,
    changed,
    dry_run: options.dryRun === true,
    default: seen.default,
    previous: state.menu.defaultIndex,
    next: seen.next,
    reason: seen.reason,
    ...describeArmed(after),
    explanation: describePlan(after),
    reboot,
    multiboot: store.partition,
    warnings: [...warnings],
  };
}

function endsTrial({ trial, state }: Overview): string {
  const ended = readArmed(trial).trial;
  return ended === null
    ? ""
    : `, which ended the trial of ${state.menu.entries[ended.index]?.id ?? ""} with ${ended.left} of ${ended.tries} tries left`;
}

function newDefault(overview: Overview, index: number, why: string): Verdict {
  const { trial, points } = overview;
  return {
    transition: planNewDefault(trial, index),
    from: points.default,
    to: index,
    why: `${why}${endsTrial(overview)}`,
  };
}

/** The entry is booted from now on. With `expected`, only while that is the default (or the entry is already), else "conflict". */
export async function setDefault(
  ctx: Context,
  options: ChangeOptions,
  entry: string,
  expected: string | null = null,
): Promise<ChangeResult> {
  return await change(ctx, options, "set-default", async (overview) => {
    const index = await bootable(overview, entry);
    const now = overview.points.default;
    if (expected !== null && now !== index && findEntry(overview, expected).menu?.index !== now) {
      throw new BareonError("conflict", `The default is entry ${now}, not ${expected}. Nothing was changed.`, {
        hint: "Somebody else changed it: look at bareon-boot history.",
      });
    }
    return newDefault(overview, index, "asked for");
  });
}

/** The entry is booted at the next boot only; null disarms. */
export async function once(ctx: Context, options: ChangeOptions, entry: string | null): Promise<ChangeResult> {
  return await change(ctx, options, "once", async (overview) => {
    const index = entry === null ? null : await bootable(overview, entry);
    return {
      transition: planOnce(overview.trial, index),
      from: readArmed(overview.trial).once,
      to: index,
      why: entry === null ? "disarmed" : "for the next boot",
    };
  });
}

export interface TrialOptions {
  readonly tries: number;
  readonly reset: boolean;
}

/** The entry is booted until it is confirmed, but that many times at most. */
export async function tryEntry(
  ctx: Context,
  options: ChangeOptions,
  entry: string,
  { tries, reset }: TrialOptions,
): Promise<ChangeResult> {
  return await change(ctx, options, "trial", async (overview) => {
    const index = await bootable(overview, entry);
    const why = `${tries} ${tries === 1 ? "try" : "tries"}, then back to ${idOf(overview, overview.points.default) ?? ""}`;
    return {
      transition: planTrial(overview.trial, { index, tries, reset }),
      from: readArmed(overview.trial).trial?.index ?? null,
      to: index,
      why,
    };
  });
}

/** The running system, which is on trial, becomes the default. With `ifTrial` it is no error that there is none. */
export async function confirm(ctx: Context, options: ChangeOptions, ifTrial: boolean): Promise<ChangeResult> {
  return await change(ctx, options, "confirm", (overview) => {
    const { points } = overview;
    const tried = readArmed(overview.trial).trial;
    if (tried === null && ifTrial) return { transition: {}, from: null, to: null, why: "" };
    const transition = planConfirm(overview.trial, runningBoot(overview));
    return {
      transition,
      from: points.default,
      to: tried?.index ?? points.default,
      why: `it runs, with ${tried?.left ?? 0} of ${tried?.tries ?? 0} tries left`,
    };
  });
}

function endTrial(overview: Overview, transition: Transition, why: string): Verdict {
  const tried = readArmed(overview.trial).trial;
  const left = tried === null ? "" : ` with ${tried.left} of ${tried.tries} tries left`;
  return { transition, from: tried?.index ?? null, to: null, why: `${why}${left}` };
}

/** The trial ends, and the default is booted next; at once with `reboot`. */
export async function reject(ctx: Context, options: ChangeOptions, reboot: boolean): Promise<ChangeResult> {
  return await change(ctx, options, "reject", (overview) => ({
    ...endTrial(overview, planReject(overview.trial, runningBoot(overview)), "refused"),
    reboot,
  }));
}

/** Nothing is armed any more. */
export async function cancel(ctx: Context, options: ChangeOptions): Promise<ChangeResult> {
  return await change(ctx, options, "cancel", (overview) =>
    endTrial(overview, planCancel(overview.trial), "called off"),
  );
}

/** Back to `entry`; without one a trial ends, or else the default before this one is the default again. */
export async function rollback(ctx: Context, options: ChangeOptions, entry: string | null): Promise<ChangeResult> {
  return await change(ctx, options, "rollback", async (overview) => {
    const { state, points } = overview;
    if (entry !== null) return newDefault(overview, await bootable(overview, entry), "asked for");
    if (readArmed(overview.trial).trial !== null)
      return endTrial(overview, planReject(overview.trial, runningBoot(overview)), "taken back");
    if (isRolledBack(state.history, state.menu)) return { transition: {}, from: null, to: null, why: "" };
    if (points.previous === null)
      throw new BareonError("nothing", "The history tells of no default before this one.", {
        hint: "Name one: bareon-boot rollback --to ENTRY.",
      });
    return newDefault(overview, await bootable(overview, "@previous"), "back to the default before");
  });
}

/** Reboots, into `entry` once where it is not booted next anyway. */
export async function rebootInto(ctx: Context, options: ChangeOptions, entry: string | null): Promise<ChangeResult> {
  return await change(ctx, options, "reboot", async (overview) => {
    const index = entry === null ? overview.points.next : await bootable(overview, entry);
    const transition = index === overview.points.next ? {} : planOnce(overview.trial, index);
    return { transition, from: readArmed(overview.trial).once, to: index, why: "for the reboot", reboot: true };
  });
}

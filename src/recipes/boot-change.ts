/** The recipes behind bareon-boot that change something: what each decides, and the one way in which all of them write. */
import { type BootSession, findEntry, openBootSession } from "../boot/store/session.ts";
import { describeEntries, entryIn, refreshPublishedStatus } from "../boot/store/status.ts";
import { tryTo } from "../base/attempt.ts";
import { BareonError } from "../base/errors.ts";
import { describeArmed, describePlan } from "../boot/state/describe-armed.ts";
import { findPrevious, isRolledBack } from "../boot/state/previous-default.ts";
import { readHistory, type StoreOptions } from "../boot/store/store.ts";
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
  rewriteArmed,
  type Transition,
} from "../boot/state/trial.ts";
import { updateHint, updateOf } from "../boot/menu/entries.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { ChangeResult } from "../schema/bareon-boot.ts";

export interface ChangeOptions extends StoreOptions {
  /** Says what would be written, and writes nothing. */
  readonly dryRun?: boolean;
  /** The user, for the history. */
  readonly who?: string;
  /** For the history, if the command alone does not tell. */
  readonly why?: string;
  /** Takes an entry of the menu although it was seen that it cannot be booted. */
  readonly force?: boolean;
}

/** What a command decides. `from` and `to` are indexes. */
interface PlannedChange {
  readonly transition: Transition;
  readonly from: number | null;
  readonly to: number | null;
  readonly why: string;
  readonly reboot?: boolean;
}

const noChange: PlannedChange = { transition: {}, from: null, to: null, why: "" };

/** What is read to decide, and where warnings go. */
interface Deciding {
  readonly session: BootSession;
  readonly force: boolean;
  readonly warnings: string[];
}

type Decide = (session: BootSession, deciding: Deciding) => Promise<PlannedChange> | PlannedChange;

/** The place of an entry, unless it was seen that it cannot be booted. Throws "entry" and "unbootable". */
async function bootable(ctx: Context, { session, force, warnings }: Deciding, text: string): Promise<number> {
  const entry = await findEntry(ctx, session, text);
  const { problem, unchecked } = await session.check(entry);
  const name = entry.menu?.title ?? entry.element?.boot_name ?? "";
  // GRUB passes it over, so --force would change nothing.
  if (updateOf(entry) !== undefined) {
    throw new BareonError("unbootable", `${entry.element?.boot_name ?? name}: ${problem ?? ""}. Nothing was changed.`, {
      hint: updateHint(entry.element),
    });
  }
  if (entry.menu === null || (problem !== null && !force)) {
    const hint = entry.menu === null ? "Try: bareon-boot refresh" : "With --force it is taken all the same.";
    throw new BareonError("unbootable", `${name} cannot be booted: ${problem ?? ""}. Nothing was changed.`, { hint });
  }
  if (problem !== null) warnings.push(`${name} is taken although it cannot be booted: ${problem}.`);
  if (unchecked !== null)
    warnings.push(`${name} could not be looked into, so nobody knows whether it can be booted: ${unchecked}`);
  return entry.menu.index;
}

/** The same for an entry that stays booted: the rescue system is there for single boots. Throws "conflict" for that as well. */
async function lasting(ctx: Context, deciding: Deciding, text: string, how: string): Promise<number> {
  const entry = await findEntry(ctx, deciding.session, text);
  if (entry.kind === "rescue")
    throw new BareonError("conflict", `The rescue system cannot ${how}: it is booted once at a time.`, {
      hint: "Try: bareon-boot once rescue",
    });
  return await bootable(ctx, deciding, text);
}

function idOf({ content }: BootSession, index: number | null): string | null {
  return index === null ? null : (content.menu.entries[index]?.id ?? null);
}

/** Writes what was decided, and then tells it to everybody; returns warnings. */
async function write(
  ctx: Context,
  session: BootSession,
  { transition, from, to, why, reboot = false }: PlannedChange,
  line: { readonly who: string; readonly what: ChangeResult["command"]; readonly why: string | undefined },
): Promise<readonly string[]> {
  const { line: lastChange, warnings } = await writeState(ctx, session.store, {
    ...transition,
    line: {
      time: new Date().toISOString(),
      who: line.who,
      what: line.what,
      from: idOf(session, from),
      to: idOf(session, to),
      why: line.why ?? why,
    },
  });
  // Before a reboot, only the entries that the answer names are checked: a disk that hangs must not delay the reboot.
  if (reboot) return warnings;
  const state = applyTransition(session.state, transition);
  return [...warnings, ...(await refreshPublishedStatus(ctx, session, { state, lastChange }))];
}

/** Reads what is needed to decide, decides, writes if that changes anything, and only then looks at what is merely told. */
async function change(
  ctx: Context,
  options: ChangeOptions,
  command: ChangeResult["command"],
  decide: Decide,
): Promise<ChangeResult> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const found: string[] = [];
  const planned = await decide(session, { session, force: options.force === true, warnings: found });
  const { reboot = false } = planned;
  const isBlockBad = session.content.environment.problem !== null && planned !== noChange;
  const transition = isBlockBad ? rewriteArmed(session.state, planned.transition) : planned.transition;
  const changed = !isUnchanged(transition);
  const dryRun = options.dryRun === true;
  const warnings =
    changed && !dryRun
      ? await write(
          ctx,
          session,
          { ...planned, transition },
          { who: options.who ?? "", what: command, why: options.why },
        )
      : [];
  const state = applyTransition(session.state, transition);
  const { defaultIndex } = readArmed(state);
  const { index, reason } = decideNext(state);
  const entries = await describeEntries(session, { state }, [defaultIndex, index]);
  await scope.close();
  return {
    version: 1,
    command,
    changed,
    dry_run: dryRun,
    default: entryIn(entries, defaultIndex),
    previous: session.content.menu.defaultIndex,
    next: entryIn(entries, index),
    reason,
    ...describeArmed(state),
    explanation: describePlan(state),
    reboot,
    multiboot: session.store.partition,
    warnings: [...session.warnings, ...found, ...warnings],
  };
}

function endsTrial({ state, content }: BootSession): string {
  const ended = readArmed(state).trial;
  return ended === null
    ? ""
    : `, which ended the trial of ${content.menu.entries[ended.index]?.id ?? ""} with ${ended.left} of ${ended.tries} tries left`;
}

function newDefault(session: BootSession, index: number, why: string): PlannedChange {
  return {
    transition: planNewDefault(session.state, index),
    from: session.aliases.default,
    to: index,
    why: `${why}${endsTrial(session)}`,
  };
}

/** The entry is booted from now on. With `expected`, only while that is the default (or the entry is already), else "conflict". */
export async function setDefault(
  ctx: Context,
  options: ChangeOptions,
  entry: string,
  expected: string | null = null,
): Promise<ChangeResult> {
  return await change(ctx, options, "set-default", async (session, deciding) => {
    const index = await lasting(ctx, deciding, entry, "become the default");
    const now = session.aliases.default;
    if (expected !== null && now !== index && (await findEntry(ctx, session, expected)).menu?.index !== now) {
      throw new BareonError("conflict", `The default is entry ${now}, not ${expected}. Nothing was changed.`, {
        hint: "Somebody else changed it: look at bareon-boot history.",
      });
    }
    return newDefault(session, index, "asked for");
  });
}

/** The entry is booted at the next boot only, at once with `reboot`; null disarms. */
export async function once(
  ctx: Context,
  options: ChangeOptions,
  entry: string | null,
  reboot = false,
): Promise<ChangeResult> {
  return await change(ctx, options, "once", async (session, deciding) => {
    const index = entry === null ? null : await bootable(ctx, deciding, entry);
    return {
      transition: planOnce(session.state, index),
      from: readArmed(session.state).once,
      to: index,
      why: entry === null ? "disarmed" : "for the next boot",
      reboot,
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
  return await change(ctx, options, "trial", async (session, deciding) => {
    const index = await lasting(ctx, deciding, entry, "be on trial");
    const usual = idOf(session, session.aliases.default) ?? "";
    return {
      transition: planTrial(session.state, { index, tries, reset }),
      from: readArmed(session.state).trial?.index ?? null,
      to: index,
      why: `${tries} ${tries === 1 ? "try" : "tries"}, then back to ${usual}`,
    };
  });
}

/** The running system, which is on trial, becomes the default. With `ifTrial` it is no error that there is none. */
export async function confirm(ctx: Context, options: ChangeOptions, ifTrial: boolean): Promise<ChangeResult> {
  return await change(ctx, options, "confirm", ({ state, booted, aliases }) => {
    const tried = readArmed(state).trial;
    if (tried === null && ifTrial) return noChange;
    return {
      transition: planConfirm(state, booted),
      from: aliases.default,
      to: tried?.index ?? aliases.default,
      why: `it runs, with ${tried?.left ?? 0} of ${tried?.tries ?? 0} tries left`,
    };
  });
}

function endTrial({ state }: BootSession, transition: Transition, why: string): PlannedChange {
  const tried = readArmed(state).trial;
  const left = tried === null ? "" : ` with ${tried.left} of ${tried.tries} tries left`;
  return { transition, from: tried?.index ?? null, to: null, why: `${why}${left}` };
}

/** The trial ends, and the default is booted next; at once with `reboot`. */
export async function reject(ctx: Context, options: ChangeOptions, reboot: boolean): Promise<ChangeResult> {
  return await change(ctx, options, "reject", (session) => ({
    ...endTrial(session, planReject(session.state, session.booted), "refused"),
    reboot,
  }));
}

/** Nothing is armed any more. */
export async function cancel(ctx: Context, options: ChangeOptions): Promise<ChangeResult> {
  return await change(ctx, options, "cancel", (session) => endTrial(session, planCancel(session.state), "called off"));
}

/** Back to `entry`; without one a trial ends, or else the default before this one is the default again. */
export async function rollback(ctx: Context, options: ChangeOptions, entry: string | null): Promise<ChangeResult> {
  return await change(ctx, options, "rollback", async (session, deciding) => {
    const { state, booted, store, content } = session;
    if (entry !== null)
      return newDefault(session, await lasting(ctx, deciding, entry, "become the default"), "asked for");
    if (readArmed(state).trial !== null) return endTrial(session, planReject(state, booted), "taken back");
    const history = (await tryTo(deciding.warnings, "The history", async () => await readHistory(ctx, store))) ?? [];
    if (isRolledBack(history, content.menu)) return noChange;
    if (findPrevious(history, content.menu) === null)
      throw new BareonError(
        "nothing",
        ["The history tells of no default before this one.", ...deciding.warnings].join(" "),
        { hint: "Name one: bareon-boot rollback --to ENTRY." },
      );
    return newDefault(
      session,
      await lasting(ctx, deciding, "@previous", "become the default"),
      "back to the default before",
    );
  });
}

/** Reboots; into `entry` once, unless it is booted next anyway. */
export async function rebootInto(ctx: Context, options: ChangeOptions, entry: string | null): Promise<ChangeResult> {
  return await change(ctx, options, "reboot", async (session, deciding) => {
    const { state, aliases } = session;
    const index = entry === null ? aliases.next : await bootable(ctx, deciding, entry);
    const transition = index === aliases.next ? {} : planOnce(state, index);
    return { transition, from: readArmed(state).once, to: index, why: "for the reboot", reboot: true };
  });
}

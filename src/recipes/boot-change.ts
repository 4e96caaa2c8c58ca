/** The recipes behind bareon-boot that change something: what each decides. How all of them write is change.ts. */
import { type BootSession, findEntry } from "../boot/store/session.ts";
import { tryTo } from "../base/attempt.ts";
import { BareonError } from "../base/errors.ts";
import { findPrevious, isRolledBack } from "../boot/state/previous-default.ts";
import { readHistory } from "../boot/store/store.ts";
import {
  planCancel,
  planConfirm,
  planNewDefault,
  planOnce,
  planReject,
  planTrial,
  readArmed,
  type Transition,
} from "../boot/state/trial.ts";
import type { Context } from "../host/host.ts";
import type { ChangeResult } from "../schema/bareon-boot.ts";
import { bootable, change, type ChangeOptions, idOf, lasting, noChange, type PlannedChange } from "./change.ts";

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

/** Whether the machine is rebooted at once, and whether by kexec. */
export type Power = Pick<PlannedChange, "reboot" | "kexec">;

/** The entry is booted at the next boot only, at once if `power` says so; null disarms. */
export async function once(
  ctx: Context,
  options: ChangeOptions,
  entry: string | null,
  power: Power = {},
): Promise<ChangeResult> {
  return await change(ctx, options, "once", async (session, deciding) => {
    const index = entry === null ? null : await bootable(ctx, deciding, entry);
    return {
      transition: planOnce(session.state, index),
      from: readArmed(session.state).once,
      to: index,
      why: entry === null ? "disarmed" : "for the next boot",
      ...power,
    };
  });
}

export interface TrialOptions {
  readonly tries: number;
  readonly reset: boolean;
}

/** To reboot at once is to try the entry. Throws "conflict" if that would boot the default, because the trial has used its tries. */
function refuseSpent({ state }: BootSession, index: number, entry: string): void {
  const { trial } = readArmed(state);
  if (trial?.index !== index || trial.state !== "spent") return;
  throw new BareonError("conflict", `The trial of ${entry} has used its tries: a reboot would boot the default.`, {
    hint: "Nothing was changed. --reset gives it all its tries again.",
  });
}

/** The entry is booted until it is confirmed, but that many times at most. */
export async function tryEntry(
  ctx: Context,
  options: ChangeOptions,
  entry: string,
  { tries, reset }: TrialOptions,
  power: Power = {},
): Promise<ChangeResult> {
  return await change(ctx, options, "trial", async (session, deciding) => {
    const index = await lasting(ctx, deciding, entry, "be on trial");
    const usual = idOf(session, session.aliases.default) ?? "";
    if (power.reboot === true && !reset) refuseSpent(session, index, idOf(session, index) ?? entry);
    return {
      transition: planTrial(session.state, { index, tries, reset }),
      from: readArmed(session.state).trial?.index ?? null,
      to: index,
      why: `${tries} ${tries === 1 ? "try" : "tries"}, then back to ${usual}`,
      ...power,
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

function endTrial({ state, booted }: BootSession, transition: Transition, why: string): PlannedChange {
  const tried = readArmed(state).trial;
  const left = tried === null ? "" : ` with ${tried.left} of ${tried.tries} tries left`;
  const endsRunning = tried !== null && tried.index === booted.index;
  return { transition, from: tried?.index ?? null, to: null, why: `${why}${left}`, endsRunning };
}

/** The trial ends, and the default is booted next; at once if `power` says so. With `ifTrial` it is no error that there is none. */
export async function reject(
  ctx: Context,
  options: ChangeOptions,
  power: Power = {},
  ifTrial = false,
): Promise<ChangeResult> {
  return await change(ctx, options, "reject", (session) =>
    ifTrial && readArmed(session.state).trial === null
      ? noChange
      : { ...endTrial(session, planReject(session.state, session.booted), "refused"), ...power },
  );
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
export async function rebootInto(
  ctx: Context,
  options: ChangeOptions,
  entry: string | null,
  kexec = false,
): Promise<ChangeResult> {
  return await change(ctx, options, "reboot", async (session, deciding) => {
    const { state, aliases } = session;
    const index = entry === null ? aliases.next : await bootable(ctx, deciding, entry);
    const transition = index === aliases.next ? {} : planOnce(state, index);
    return { transition, from: readArmed(state).once, to: index, why: "for the reboot", reboot: true, kexec };
  });
}

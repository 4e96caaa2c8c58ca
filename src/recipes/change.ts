/** The one way in which all commands of bareon-boot change the boot state: read, decide, write if that changes anything, tell. */
import { BareonError } from "../base/errors.ts";
import { updateHint, updateOf } from "../boot/menu/entries.ts";
import { describeArmed, describePlan } from "../boot/state/describe-armed.ts";
import { trialRan } from "../boot/state/history.ts";
import {
  applyTransition,
  decideNext,
  isUnchanged,
  readArmed,
  rewriteArmed,
  type Transition,
} from "../boot/state/trial.ts";
import { type BootSession, findEntry, openBootSession } from "../boot/store/session.ts";
import { describeEntries, entryIn, refreshPublishedStatus } from "../boot/store/status.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { writeState } from "../boot/store/write.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { ChangeResult, StateBefore } from "../schema/bareon-boot.ts";

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
export interface PlannedChange {
  readonly transition: Transition;
  readonly from: number | null;
  readonly to: number | null;
  readonly why: string;
  readonly reboot?: boolean;
  /** Whether the entry is started by the running kernel, if it can be, and not by firmware and boot loader. */
  readonly kexec?: boolean;
  /** Whether it ends the trial of the entry that runs. */
  readonly endsRunning?: boolean;
}

export const noChange: PlannedChange = { transition: {}, from: null, to: null, why: "" };

/** What is read to decide, and where warnings go. */
interface Deciding {
  readonly session: BootSession;
  readonly force: boolean;
  readonly warnings: string[];
}

type Decide = (session: BootSession, deciding: Deciding) => Promise<PlannedChange> | PlannedChange;

/** The place of an entry, unless it was seen that it cannot be booted. Throws "entry" and "unbootable". */
export async function bootable(ctx: Context, { session, force, warnings }: Deciding, text: string): Promise<number> {
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
export async function lasting(ctx: Context, deciding: Deciding, text: string, how: string): Promise<number> {
  const entry = await findEntry(ctx, deciding.session, text);
  if (entry.kind === "rescue")
    throw new BareonError("conflict", `The rescue system cannot ${how}: it is booted once at a time.`, {
      hint: "Try: bareon-boot once rescue",
    });
  return await bootable(ctx, deciding, text);
}

export function idOf({ content }: BootSession, index: number | null): string | null {
  return index === null ? null : (content.menu.entries[index]?.id ?? null);
}

/** Writes what was decided, and then tells it to everybody; returns warnings. */
async function write(
  ctx: Context,
  session: BootSession,
  { transition, from, to, why, reboot = false, endsRunning = false }: PlannedChange,
  line: { readonly who: string; readonly what: ChangeResult["command"]; readonly why: string | undefined },
): Promise<readonly string[]> {
  const {
    line: lastChange,
    store,
    warnings,
  } = await writeState(ctx, session.store, {
    ...transition,
    line: {
      time: new Date().toISOString(),
      who: line.who,
      what: line.what,
      from: idOf(session, from),
      to: idOf(session, to),
      why: `${endsRunning ? trialRan : ""}${line.why ?? why}`,
    },
  });
  // Before a reboot, only the entries that the answer names are checked: a disk that hangs must not delay the reboot.
  if (reboot) return warnings;
  const state = applyTransition(session.state, transition);
  return [...warnings, ...(await refreshPublishedStatus(ctx, { ...session, store }, { state, lastChange }))];
}

/** What a command found. */
function describeBefore({ state, content }: BootSession): StateBefore {
  const nameOf = (index: number): string => content.menu.entries[index]?.id ?? "";
  const { index, reason } = decideNext(state);
  return { default: nameOf(readArmed(state).defaultIndex), next: nameOf(index), reason, ...describeArmed(state) };
}

/** Reads what is needed to decide, decides, writes if that changes anything, and only then looks at what is merely told. */
export async function change(
  ctx: Context,
  options: ChangeOptions,
  command: ChangeResult["command"],
  decide: Decide,
): Promise<ChangeResult> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const found: string[] = [];
  const planned = await decide(session, { session, force: options.force === true, warnings: found });
  const { reboot = false, kexec = false } = planned;
  const isBlockBad = session.content.environment.problem !== null && planned !== noChange;
  const asked = isBlockBad ? rewriteArmed(session.state, planned.transition) : planned.transition;
  const dryRun = options.dryRun === true;
  await using jump = kexec
    ? await (await import("../boot/store/jump.ts")).prepareJump(ctx, session, asked, dryRun)
    : undefined;
  if (jump?.problem !== undefined) found.push(jump.problem);
  const transition = jump?.transition ?? asked;
  const changed = !isUnchanged(transition);
  const warnings =
    changed && !dryRun
      ? await write(
          ctx,
          session,
          { ...planned, transition },
          { who: options.who ?? "", what: command, why: options.why },
        )
      : [];
  const state = applyTransition(session.state, asked);
  const { defaultIndex } = readArmed(state);
  const { index, reason } = decideNext(state);
  const entries = await describeEntries(session, { state }, [defaultIndex, index]);
  await scope.close();
  jump?.keep();
  return {
    version: 1,
    command,
    changed,
    dry_run: dryRun,
    before: describeBefore(session),
    default: entryIn(entries, defaultIndex),
    previous: session.content.menu.defaultIndex,
    next: entryIn(entries, index),
    reason,
    ...describeArmed(state),
    explanation: describePlan(state),
    reboot,
    kexec: jump?.transition !== undefined,
    multiboot: session.store.partition,
    warnings: [...session.warnings, ...found, ...warnings],
  };
}

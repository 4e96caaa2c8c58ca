/** Which copy of the multiboot partition is the truth where copies differ, and what is armed then: bareon-design(7), "Copies". */
import { findMark, lastSequence } from "../menu/copies.ts";
import { findDefault } from "../menu/default-field.ts";
import { BareonError } from "../../base/errors.ts";
import type { GrubEnv, ParsedGrubEnv } from "./environment.ts";

/** What decides between copies. */
export interface CopyHead {
  /** Undefined if it cannot be read. */
  readonly menuText: string | undefined;
  readonly environment: ParsedGrubEnv;
}

interface Rank {
  readonly menu: number;
  readonly environment: number;
  readonly edited: number;
}

const unreadable: Rank = { menu: -1, environment: -1, edited: -1 };

/** The default of a menu; undefined if it is not in its place. */
function defaultOf(menuText: string): number | undefined {
  try {
    return findDefault(menuText).index;
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}

/** Whether another program has changed the default since bareon-boot wrote the menu. */
export function isEdited(menuText: string): boolean {
  const mark = findMark(menuText);
  const now = defaultOf(menuText);
  return mark !== undefined && now !== undefined && now !== mark.written;
}

/** A menu without a default in its place counts as none. */
function rankOf({ menuText, environment }: CopyHead): Rank {
  if (menuText === undefined || defaultOf(menuText) === undefined) return unreadable;
  return {
    menu: findMark(menuText)?.sequence ?? 0,
    environment: environment.env.sequence ?? 0,
    edited: isEdited(menuText) ? 1 : 0,
  };
}

function compareRanks(one: Rank, other: Rank): number {
  return one.environment - other.environment || one.menu - other.menu || one.edited - other.edited;
}

/**
 * The place of the copy that is the truth; of equal ones the first, as for GRUB. A change writes the menu first, and then, with the
 * same number, the environment. An edit of the default by another program has no number of its own.
 */
export function newestCopy(heads: readonly CopyHead[]): number {
  const ranks = heads.map(rankOf);
  return ranks.reduce((best, rank, index) => (compareRanks(rank, ranks[best] ?? unreadable) > 0 ? index : best), 0);
}

/**
 * What is armed, by the environments of all copies, the truth's first. Of those that one change has written GRUB has only used up
 * something since, each in the boots in which it was the one that GRUB found: what is used up in one is used up.
 */
export function mergeArmed(first: GrubEnv, others: readonly ParsedGrubEnv[]): GrubEnv {
  const same = others.flatMap(({ env, problem }) =>
    problem === null && env.sequence === first.sequence && env.generation === first.generation ? [env] : [],
  );
  return {
    ...first,
    once: same.some(({ once }) => once === null) ? null : first.once,
    left: Math.min(first.left, ...same.map(({ left }) => left)),
  };
}

/**
 * The number of the next change: greater than all that are known, and not less than the seconds since 1970, so that of changes that
 * were made to copies apart from each other the later one counts. A clock that is wrong decides nothing else.
 */
export function nextSequence(heads: readonly CopyHead[], time: Date): number {
  const known = heads.flatMap(({ menuText, environment }) => [
    findMark(menuText ?? "")?.sequence ?? 0,
    environment.env.sequence ?? 0,
  ]);
  return Math.min(Math.max(Math.floor(time.getTime() / 1000), ...known.map((one) => one + 1)), lastSequence);
}

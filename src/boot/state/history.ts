/** The history of the boot state: a file of fixed size whose lines are written over in turn, oldest first; GRUB never reads it. */
import { sectorSize } from "../../base/sizes.ts";

/** The file, relative to the multiboot partition. */
export const historyPath = "bareon/history";

/** Bytes of a line with its newline: one sector, so that a line is never torn, and writing it takes no room on the disk. */
const lineSize = sectorSize;
const lineCount = 128;
/** Bytes of the whole file. */
export const historySize = lineSize * lineCount;
const blank = " ".repeat(lineSize - 1);

/** One change of the boot state. Entries are named by their ids, which outlive a menu. */
export interface HistoryLine {
  /** Counts up from 1. */
  readonly number: number;
  /** UTC, as ISO 8601 has it. */
  readonly time: string;
  /** The user, and through whom: "root (sudo: anna)". */
  readonly who: string;
  /** The command, such as "set-default". */
  readonly what: string;
  /** The default, or what was armed, before and after; null is nothing. */
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

export type NewLine = Omit<HistoryLine, "number">;

/** What an update is called in the history, and how the reason of its last line begins. */
export const updateCommand = "update";
export const updateEnds = "ends: ";

/** How the reason begins of a line that ends the trial of the entry that runs; `from` is that entry. */
export const trialRan = "while it ran: ";

/** The newest line that says that an update of the entry has ended. */
export function lastUpdate(lines: readonly HistoryLine[], id: string | undefined): HistoryLine | undefined {
  return lines.findLast(({ what, to, why }) => what === updateCommand && to === id && why.startsWith(updateEnds));
}

/** A history without a line. */
export function renderEmptyHistory(): string {
  return `${blank}\n`.repeat(lineCount);
}

/** The numbers that count. A line with a larger one was not written by this program; it would be the newest for ever. */
const lastNumber = 1_000_000_000;

function isLine(value: unknown): value is HistoryLine {
  if (typeof value !== "object" || value === null) return false;
  const { number, time, who, what, from, to, why } = value as Partial<Record<keyof HistoryLine, unknown>>;
  const isName = (name: unknown): boolean => name === null || typeof name === "string";
  return (
    typeof number === "number" &&
    Number.isInteger(number) &&
    number >= 1 &&
    number <= lastNumber &&
    [time, who, what, why].every((text) => typeof text === "string") &&
    isName(from) &&
    isName(to)
  );
}

function parseLine(text: string): HistoryLine[] {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** The lines, oldest first; anything else in the file is skipped. */
export function parseHistory(text: string): HistoryLine[] {
  return text
    .split("\n")
    .flatMap((line) => (line.startsWith("{") ? parseLine(line) : []))
    .toSorted((one, other) => one.number - other.number);
}

/** ASCII only, so that a character is a byte: others are written as JSON escapes. */
function renderLine(line: HistoryLine): string {
  return JSON.stringify(line).replaceAll(/[^\x20-\x7E]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => String.raw`\u` + character.charCodeAt(unit).toString(16).padStart(4, "0"),
    ).join(""),
  );
}

/** Cut so that the line fits. */
function fitLine(line: HistoryLine): string {
  for (let room = 120; room >= 0; room -= 10) {
    const cut = (text: string): string => text.slice(0, room);
    const cutName = (name: string | null): string | null => (name === null ? null : cut(name));
    const text = renderLine({
      ...line,
      who: cut(line.who),
      what: cut(line.what),
      why: cut(line.why),
      from: cutName(line.from),
      to: cutName(line.to),
    });
    if (text.length < lineSize) return text;
  }
  throw new Error("a history line does not fit");
}

export interface HistoryWrite {
  readonly offset: number;
  /** One sector. */
  readonly text: string;
  /** The line with its number. */
  readonly line: HistoryLine;
}

/** True if a next line can be written in place: the file has the size that bareon gives it, and numbers are left. */
export function isHistoryFile(text: string): boolean {
  const isWhole = new TextEncoder().encode(text).length === historySize;
  return isWhole && (parseHistory(text).at(-1)?.number ?? 0) < lastNumber;
}

/** Where the next line goes in a file for which isHistoryFile holds, and what is written there. */
export function planHistory(text: string, line: NewLine): HistoryWrite {
  const numbered = { number: (parseHistory(text).at(-1)?.number ?? 0) + 1, ...line };
  return {
    offset: ((numbered.number - 1) % lineCount) * lineSize,
    text: `${fitLine(numbered).padEnd(lineSize - 1)}\n`,
    line: numbered,
  };
}

/** An error as a person reads it; its exit code is in src/base/errors.ts. */
import { redact } from "../base/command.ts";
import type { BareonError, Difference, Violation } from "../base/errors.ts";
import { type Style, printable, renderTable } from "../view/style.ts";

function renderViolation({ pointer, problem, expected }: Violation, number?: number): string {
  return `  ${number === undefined ? "" : `${number}. `}${pointer === "" ? "the document" : pointer}: ${printable(problem)} (expected ${expected})`;
}

/** One table; no lines if there is no difference. */
function renderDifferences(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return [];
  const rows = differences.map(({ where, what, expected, found, pointer }) =>
    [where, what, expected, found, pointer].map(printable),
  );
  return renderTable([["where", "what", "expected", "found", "in the config"], ...rows]).map((line) => `  ${line}`);
}

/** More would fill what the existing controller keeps of stderr (bareon-design(7), "What the controller does"), and nobody reads them. */
const shownLines = 100;

function shorten(lines: readonly string[]): string[] {
  return lines.length > shownLines
    ? [...lines.slice(0, shownLines), `  and ${lines.length - shownLines} more`]
    : [...lines];
}

/** Message, violations and differences, secrets hidden: what a log or another program needs to know. */
export function renderMessage(error: BareonError, isNumbered = false): string {
  return harmless(
    [
      error.message,
      ...shorten(
        error.violations.map((violation, index) => renderViolation(violation, isNumbered ? index + 1 : undefined)),
      ),
      ...shorten(renderDifferences(error.differences)),
    ].join("\n"),
  );
}

/** Secrets hidden, and nothing in it that would steer a terminal: messages quote what disks, images and servers say. */
export function harmless(text: string): string {
  return redact(text).split("\n").map(printable).join("\n");
}

/** Message, every violation as `/pointer: problem (expected ...)`, the differences as a table, hint; secrets hidden; ends with a newline. */
export function renderError(program: string, error: BareonError, style: Style, isNumbered = false): string {
  const hint = error.hint === undefined ? "" : `${style.bold("Hint:")} ${harmless(error.hint)}\n`;
  return `${program}: ${style.bad("error:")} ${renderMessage(error, isNumbered)}\n${hint}`;
}

/** For an error that no user can cause. */
export function renderBug(program: string, error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = "please report it with these lines, and with what bareon-boot report makes";
  return `${program}: this is a bug in the program; ${what}:\n${harmless(trace)}\n`;
}

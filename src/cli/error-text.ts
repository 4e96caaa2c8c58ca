/** An error as a person reads it; which exit code it has is base/errors.ts. */
import { redact } from "../base/command.ts";
import type { BareonError, Violation } from "../base/errors.ts";
import { type Style, printable } from "./style.ts";

function renderViolation({ pointer, problem, expected }: Violation): string {
  return `  ${pointer === "" ? "the document" : pointer}: ${printable(problem)} (expected ${expected})`;
}

/** More would fill what a controller keeps of stderr, and nobody reads them. */
const shownViolations = 100;

/** Message, every violation as `/pointer: problem (expected ...)`, hint; secrets hidden; ends with a newline. */
export function renderError(program: string, error: BareonError, style: Style): string {
  const lines = [
    `${program}: ${style.bad("error:")} ${error.message}`,
    ...error.violations.slice(0, shownViolations).map(renderViolation),
    ...(error.violations.length > shownViolations ? [`  and ${error.violations.length - shownViolations} more`] : []),
    ...(error.hint === undefined ? [] : [`${style.bold("Hint:")} ${error.hint}`]),
  ];
  return `${redact(lines.join("\n"))}\n`;
}

/** For an error that no user can cause. */
export function renderBug(program: string, error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${program}: this is a bug in the program; please report it with these lines:\n${redact(trace)}\n`;
}

/** An error as a person reads it; which exit code it has is base/errors.ts. */
import { redact } from "../base/command.ts";
import type { BareonError, Violation } from "../base/errors.ts";
import { type Style, printable } from "./style.ts";

function renderViolation({ pointer, problem, expected }: Violation): string {
  return `  ${pointer === "" ? "the document" : pointer}: ${printable(problem)} (expected ${expected})`;
}

/** More would fill what a controller keeps of stderr, and nobody reads them. */
const shownViolations = 100;

/** Message and violations, secrets hidden: what a log or another program needs to know. */
export function renderMessage(error: BareonError): string {
  const { violations, message } = error;
  const more = violations.length > shownViolations ? [`  and ${violations.length - shownViolations} more`] : [];
  return redact([message, ...violations.slice(0, shownViolations).map(renderViolation), ...more].join("\n"));
}

/** Message, every violation as `/pointer: problem (expected ...)`, hint; secrets hidden; ends with a newline. */
export function renderError(program: string, error: BareonError, style: Style): string {
  const hint = error.hint === undefined ? "" : `${style.bold("Hint:")} ${redact(error.hint)}\n`;
  return `${program}: ${style.bad("error:")} ${renderMessage(error)}\n${hint}`;
}

/** For an error that no user can cause. */
export function renderBug(program: string, error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${program}: this is a bug in the program; please report it with these lines:\n${redact(trace)}\n`;
}

/** Standard output: the one answer of a program, or with --json the one document, also where it fails. */
import { systemErrorCode } from "../base/errors.ts";
import type { FailureResult } from "../schema/failure.ts";

/** True once the answer was printed: a later failure is told on standard error and by the exit code alone. */
let isAnswered = false;
let lost: Error | undefined;

/** Call before the first output: what a caller reads may be gone before we end (`| head`, a lost connection); the work goes on. */
export function surviveClosedOutput(): void {
  if (process.stdout.listenerCount("error") === 0)
    process.stdout.on("error", (error: Error) => {
      if (systemErrorCode(error) !== "EPIPE") lost ??= error;
    });
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => undefined);
}

/** Prints the answer. */
export function print(text: string): void {
  isAnswered = true;
  process.stdout.write(text);
}

/** As JSON, in which no character is left that would steer a terminal: JSON itself escapes only those below 0x20. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replaceAll(/[\u007F-\u009F\p{Cf}\u2028\u2029]/gu, escapeCharacter)}\n`;
}

function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => String.raw`\u` + character.charCodeAt(unit).toString(16).padStart(4, "0"),
  ).join("");
}

/** Prints an answer that is no text. */
export function printBytes(bytes: Uint8Array): void {
  isAnswered = true;
  process.stdout.write(bytes);
}

export function printJson(value: unknown): void {
  print(toJson(value));
}

/** Unless there was an answer already. */
export function printFailure(result: FailureResult): void {
  if (!isAnswered) printJson(result);
}

/** Waits until everything was written. A success whose answer was lost, such as on a full disk, is none: the exit code is 1 then. */
export async function finishOutput(program: string, code: number): Promise<number> {
  await new Promise<void>((resolve) => {
    process.stdout.write("", () => resolve());
  });
  // The error of a write comes after it.
  await new Promise((resolve) => setImmediate(resolve));
  if (lost === undefined) return code;
  process.stderr.write(`${program}: error: The answer could not be written to standard output: ${lost.message}.\n`);
  return code === 0 ? 1 : code;
}

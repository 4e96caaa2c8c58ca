/** The programs themselves, started again as others start them: their answer as JSON, and the failure that one tells in place of it. */
import type { Command, Output } from "../base/command.ts";
import { BareonError, exitOfCode } from "../base/errors.ts";
import type { FailureResult } from "../schema/failure.ts";
import { validate as isFailure } from "../schema/failure.validate.js";

/** How each program is started: a path, and what stands before its own words. */
export interface OwnPrograms {
  readonly "bareon-provision": readonly [path: string, ...words: string[]];
  readonly "bareon-boot": readonly [path: string, ...words: string[]];
}

const anyCode = Array.from({ length: 256 }, (_, code) => code);

/** Prints JSON. Every exit code is accepted: see parseOwnAnswer. */
export function runOwn(programs: OwnPrograms, name: keyof OwnPrograms, words: readonly string[]): Command {
  const [program, ...before] = programs[name];
  const [command = "", ...options] = words;
  return { program, args: [...before, command, "--json", ...options], label: name, okCodes: anyCode };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function errorOf({ error }: FailureResult, exitCode: number): BareonError {
  return new BareonError(exitOfCode(exitCode), error.message, error.hint === null ? {} : { hint: error.hint });
}

/** Lines of what a program said that are shown if it told nothing else. */
const shownLines = 10;

/** The answer, which some commands give with another exit code than 0, too. Throws the failure that the program tells. */
export function parseOwnAnswer(name: string, { exitCode, stdout, stderr }: Output): unknown {
  const answer = parseJson(stdout);
  if (isFailure(answer)) throw errorOf(answer, exitCode);
  if (answer !== undefined) return answer;
  const said = stderr.trimEnd().split("\n").slice(-shownLines).join("\n");
  throw new BareonError(
    exitOfCode(exitCode),
    `${name} ended with exit code ${exitCode} and without an answer:\n${said}`,
  );
}

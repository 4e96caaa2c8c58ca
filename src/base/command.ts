/** A program call as data: what to run and which exit codes count as success. src/host runs it. */
import { quoteShell } from "./shell-quoting.ts";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Text for standard input; without it the program reads an empty one. */
  readonly input?: string;
  /** Exit codes that count as success; `[0]` if absent. */
  readonly okCodes?: readonly number[];
  /** Added to the fixed environment (C locale, standard PATH) that every program gets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program left behind when it ended with an accepted exit code. */
export interface Output {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** From the scheme's end to the last @ of the authority: a password may hold one that was not encoded. */
const credentials = /(?<=[a-z0-9+.-]:\/\/)[^/\s]*@/giu;
const scheme = /[a-z0-9+.-]:\/\//iu;

/** Everything after the first question mark that follows a scheme. */
function hideQuery(word: string): string {
  const start = word.search(scheme);
  const query = start < 0 ? -1 : word.indexOf("?", start);
  return query < 0 ? word : `${word.slice(0, query)}?***`;
}

/** Hides URL userinfo and query strings: the two places where a secret travels in an image address. */
export function redact(text: string): string {
  return text.replace(credentials, "***@").replace(/\S+/gu, hideQuery);
}

/** The command as a person would type it, secrets hidden; for logs and messages only, never for a shell. */
export function renderCommand(command: Command): string {
  return [command.program, ...command.args]
    .map((word) => (/^[\w@%+=:,./-]+$/u.test(word) ? redact(word) : quoteShell(redact(word))))
    .join(" ");
}

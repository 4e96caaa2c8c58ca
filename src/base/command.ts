/** A program call as data: what to run and which exit codes count as success. src/host runs it. */
import { quoteShell } from "./shell-quoting.ts";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** What a message calls the program, if it is started by others that only prepare its place; `program` if absent. */
  readonly label?: string;
  /** Text for standard input; without it the program reads an empty one. */
  readonly input?: string;
  /** True if the arguments may hold secrets of any kind: no log or message has them. */
  readonly hidesArgs?: boolean;
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

/** Up to the last @ of the authority: a password may hold one that was not encoded, or a blank. */
const credentials = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\n"'<>]*@/giu;
/** A password with a slash: a port has digits alone. */
const slashed = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/:@"'<>[\]]*:(?!\d*(?:\/|\s|$))[^\n"'<>]*?@(?=[\w.[-])/giu;
/** rsync and ssh know no password in `USER@HOST:`, but people write one. In the middle of a path it is the tag of a container image, before its digest. */
const daemons = /(?<![\w/.-])[^\s:/@"'<>]+:(?!\s)[^\n/"'<>]*@(?=[^\s:/@]+::)/gu;
const shells = /(?<![\w/.-])[^\s:/@"'<>]+:[^\s/@"'<>]+@(?=[^\s:/@]+:)/gu;
const queries = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s?]*)\?\S*/giu;
/** A text that is one address, in which a query may have blanks. */
const wholeQuery = /^([a-z][a-z0-9+.-]*:\/\/[^?\n]*)\?.*$/iu;

/** Letters of a line that are looked through; what follows is left out, as the patterns take time by the square of a line. */
const longestLine = 4096;

/** Hides the userinfo and query strings of addresses: the two places where a secret travels in an image address. */
export function redact(text: string): string {
  if (text.length > longestLine)
    return text
      .split("\n")
      .map((line) => (line.length > longestLine ? `${redactLine(line.slice(0, longestLine))}...` : redactLine(line)))
      .join("\n");
  return redactLine(text);
}

function redactOnce(text: string): string {
  return replaceQuery(replaceUserinfo(text, "***@"), "?***");
}

/** Once more for what looks like an address only now, as where a query with a quote stood before an @. */
function redactLine(text: string): string {
  const shown = redactOnce(text);
  return shown === text ? text : redactOnce(shown);
}

/** Most lines lack what each pattern ends with, and are not searched for its beginning. */
function replaceUserinfo(text: string, mark: string): string {
  let shown = text;
  if (shown.includes("@")) shown = shown.replace(credentials, `$1${mark}`).replace(slashed, `$1${mark}`);
  if (/@[^\s:/@]+:/u.test(shown)) shown = shown.replace(daemons, mark).replace(shells, mark);
  return shown;
}

function replaceQuery(text: string, mark: string): string {
  return text.includes("?") ? text.replace(wholeQuery, `$1${mark}`).replace(queries, `$1${mark}`) : text;
}

/** What can be left out of an address: what stands before its @, what follows its ? or #, or the whole. */
export type SecretPart = "userinfo" | "query" | "all";

/** An address as it may be kept on a disk, and what was left out: that which redact hides, and all of an address that is too long to look through. */
export function withoutSecrets(address: string): { readonly text: string; readonly leftOut: readonly SecretPart[] } {
  // A path is no secret, and @ and ? are letters of it.
  if (/^(?:\/|file:\/\/|oci(?:-archive)?:\/(?!\/))/iu.test(address)) return { text: address, leftOut: [] };
  if (address.length > longestLine) return { text: "", leftOut: ["all"] };
  const anonymous = replaceUserinfo(address, "");
  const text = replaceQuery(anonymous, "").replace(/(\bhttps?:\/\/[^\s#]*)#.*$/iu, "$1");
  return {
    text,
    leftOut: [
      ...(anonymous === address ? [] : ["userinfo" as const]),
      ...(text === anonymous ? [] : ["query" as const]),
    ],
  };
}

/** What messages call the program. */
export function nameOf({ label, program }: Command): string {
  return label ?? program;
}

/** The command as a person would type it, secrets hidden; for logs and messages only, never for a shell. */
export function renderCommand(command: Command): string {
  if (command.hidesArgs === true) return `${nameOf(command)} (arguments hidden)`;
  return [command.program, ...command.args]
    .map((word) => (/^[\w@%+=:,./-]+$/u.test(word) ? redact(word) : quoteShell(redact(word))))
    .join(" ");
}

/** A command line as data: what help, completion, parsing and the man page's test are made from. */
import type { ExitName } from "../base/errors.ts";

export interface OptionSpec {
  /** Without dashes in front; `_` may stand for `-` on the command line. */
  readonly name: string;
  /** A letter that stands for it after one dash; only a flag has one. */
  readonly short?: string;
  readonly kind: "flag" | "text" | "choice";
  readonly choices?: readonly string[];
  /** What the help calls its value. */
  readonly value?: string;
  readonly default?: string;
  /** Its value is the path of a file: a relative one is meant from the caller's folder. */
  readonly isPath?: true;
  /** It may stand several times, and its value is the list of all. */
  readonly isRepeatable?: true;
  /** The commands that have it. */
  readonly commands: readonly string[];
  readonly text: string;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** The one word after it; needed unless it is optional. */
  readonly operand?: { readonly name: string; readonly text: string; readonly optional?: boolean };
  /** A second word, which is needed. */
  readonly second?: { readonly name: string; readonly text: string };
  readonly examples: readonly { readonly command: string; readonly meaning: string }[];
}

export interface CommandLine {
  readonly program: string;
  readonly summary: string;
  /** What runs without a command word; null where one is needed. */
  readonly defaultCommand: string | null;
  readonly commands: readonly CommandSpec[];
  readonly options: readonly OptionSpec[];
  readonly exits: readonly ExitName[];
  /** A file that anybody may read, with the words that an operand may be: one a line, a tab, and what it is. */
  readonly namesFile?: string;
  /** What the help says above the exit codes. */
  readonly note?: string;
}

/** A program of the user, run to its end or to its limit. What it prints is reported as one event afterwards: it may read the log meanwhile. */
import { type Command, redact } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { withOneOutput } from "../programs/shell.ts";

const anyCode = Array.from({ length: 256 }, (_, code) => code);
/** Lines of its output that are kept, the last ones, and letters of each. */
const keptLines = 200;
const keptLetters = 1000;

export interface UserProgram {
  /** The program in the report, such as "action fetch". */
  readonly what: string;
  readonly command: Command;
  /** Seconds that it may take. */
  readonly limit: number;
}

/** Undefined if it succeeded, else what happened, without a full stop. Throws only the reason of an abort, which ends the program. */
export async function runUserProgram(ctx: Context, { what, command, limit }: UserProgram): Promise<string | undefined> {
  const lines: string[] = [];
  const onLine = (line: string): void => {
    // Cut afterwards: half of an address could not be told from other text.
    lines.push(redact(line).slice(0, keptLetters));
    if (lines.length > keptLines) lines.shift();
  };
  try {
    const { exitCode } = await ctx.host.run({ ...withOneOutput(command), okCodes: anyCode }, { onLine, limit });
    if (exitCode === 0) return undefined;
    const last = lines.at(-1);
    return `it ended with exit code ${exitCode}${last === undefined ? "" : `: ${last}`}`;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    return error.message.split("\n")[0] ?? "";
  } finally {
    if (lines.length > 0) ctx.report({ event: "output", of: what, text: lines.join("\n") });
  }
}

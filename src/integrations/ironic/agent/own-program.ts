/** What the steps do is done by the programs of this project: this starts them, one at a time, and reads their answers. */
import type { Context } from "../../../host/host.ts";
import { type OwnPrograms, parseOwnAnswer, runOwn } from "../../../programs/bareon.ts";

/** What every step works with. */
export interface Workshop {
  readonly ctx: Context;
  readonly programs: OwnPrograms;
  /** A folder that is root's alone. */
  readonly folder: string;
}

/** The program's answer. Throws a BareonError with the program's own message and hint. */
export async function askProgram(
  { ctx, programs }: Workshop,
  name: keyof OwnPrograms,
  words: readonly string[],
): Promise<unknown> {
  return parseOwnAnswer(name, await ctx.host.run(runOwn(programs, name, words)));
}

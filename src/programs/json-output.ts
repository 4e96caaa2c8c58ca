/** JSON that a program printed: names on disks are in it, and some versions of a program write those so that it is none. */
import { BareonError } from "../base/errors.ts";

/** Reads it with `read`. Throws BareonError "failure" for a text that is no JSON, or has not the form that `read` knows. */
export function readJsonOutput<T>(program: string, output: string, read: (value: unknown) => T): T {
  try {
    return read(JSON.parse(output));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    const message = `What ${program} printed cannot be read: ${error.message}`;
    throw new BareonError("failure", message, { cause: error, hint: `Look at what ${program} --json prints.` });
  }
}

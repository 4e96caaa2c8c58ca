/** Vitest's global set-up of the tests that start the standalone executable: it is made anew where the sources changed. */
import { buildExecutable } from "../../src/build/executable.ts";

export async function setup(): Promise<void> {
  await buildExecutable();
}

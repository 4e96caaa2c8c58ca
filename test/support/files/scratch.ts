/** A folder for the files of one test, gone with it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Scratch extends AsyncDisposable {
  readonly path: string;
}

export async function scratchFolder(): Promise<Scratch> {
  const path = await mkdtemp(join(tmpdir(), "bareon-test-"));
  return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }) };
}

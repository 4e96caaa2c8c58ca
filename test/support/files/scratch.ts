/** A folder for the files of one test, gone with it unless ../vm/keeper.ts keeps it. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Keepable, currentKeeper } from "../vm/keeper.ts";

export interface Scratch extends AsyncDisposable {
  readonly path: string;
}

async function describe(path: string): Promise<string> {
  const files = await readdir(path).catch(() => []);
  return [`Folder ${path}`, ...files.map((file) => `  ${file}`), `  end it:     rm -r ${path}`].join("\n");
}

export async function scratchFolder(): Promise<Scratch> {
  const path = await mkdtemp(join(tmpdir(), "bareon-test-"));
  const end = async (): Promise<void> => await rm(path, { recursive: true, force: true });
  const keeper = currentKeeper();
  if (keeper === undefined) return { path, [Symbol.asyncDispose]: end };
  const folder: Keepable = { kind: "folder", end, describe: async () => await describe(path) };
  keeper.add(folder);
  return { path, [Symbol.asyncDispose]: async () => await keeper.dispose(folder) };
}

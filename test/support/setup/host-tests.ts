/** Vitest's global set-up of the host tests: a machine without what killed runs left, the standalone executable, made anew where the sources changed, and a scratch place in memory. */
import { mkdtemp, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { buildExecutable } from "../../../src/build/executable.ts";
import { forgetLeftovers } from "./leftovers.ts";

/** On a disk, each flush of a loop device would wait for whatever else is being written to it. Gives what undoes it, and fails where a test left something behind. */
export async function setup(): Promise<() => Promise<void>> {
  await forgetLeftovers();
  await buildExecutable();
  const folder = await mkdtemp(join(tmpdir(), "bareon-host-tests-"));
  await execa("mount", ["--types", "tmpfs", "--options", "size=80%,mode=1777", "tmpfs", folder]);
  process.env["TMPDIR"] = folder;
  return async () => {
    await execa("umount", ["--", folder]);
    await rmdir(folder);
  };
}

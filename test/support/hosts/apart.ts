/** How a test deploys apart from whatever else this machine does: other deploys, and systems on other disks, which os-prober would find. */

import { join } from "node:path";
import { execa } from "execa";
import { provisionProgram } from "../files/paths.ts";
import type { Scratch } from "../files/scratch.ts";

const script =
  'mkdir -p /run/bareon && mount -t tmpfs tmpfs /run/bareon && mount --bind /dev/null "$(command -v os-prober)" && exec "$@"';

/** The program with its words, in a work directory of its own and without os-prober; it is the process that is started. */
export function apart(program: string, words: readonly string[]): readonly [string, string[]] {
  return ["unshare", ["--mount", "--", "sh", "-c", script, "sh", program, ...words]];
}

export interface Ended {
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs bareon-provision so, with its log in the folder. */
export async function runApart(folder: Scratch, ...words: string[]): Promise<Ended> {
  const log = ["--log-file", join(folder.path, "log")];
  return await execa(...apart(provisionProgram, [...words, ...log]), { reject: false });
}

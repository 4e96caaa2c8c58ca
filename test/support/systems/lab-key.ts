/** The ssh key of the lab: made once for each cache folder, baked into every image and ramdisk under test, worth nothing anywhere else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { mkdir } from "node:fs/promises";
import { execa } from "execa";
import { cached } from "../../../src/build/cache.ts";

export interface LabKey {
  readonly privateFile: string;
  readonly publicFile: string;
  /** The one line for authorized_keys, newline included. */
  readonly authorized: string;
}

export async function labKey(): Promise<LabKey> {
  const directory = await cached("lab-key", { type: "ed25519" }, async (path) => {
    await mkdir(path, { mode: 0o700 });
    await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "bareon-lab", "-f", join(path, "id_ed25519")]);
  });
  const privateFile = join(directory, "id_ed25519");
  const publicFile = `${privateFile}.pub`;
  return { privateFile, publicFile, authorized: await readFile(publicFile, "utf8") };
}

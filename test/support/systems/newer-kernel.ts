/** The package of a kernel that is newer than the one of the bookworm image, from Debian's archive. Needs root on Debian 12. */
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { cached, type Log } from "../../../src/build/cache.ts";

const meta = "linux-image-6.12-cloud-amd64";

export interface KernelPackage {
  /** The package file on this machine. */
  readonly path: string;
  /** What `uname -r` says of it. */
  readonly version: string;
}

/** From the cache, or downloaded now. */
export async function newerKernel(log: Log): Promise<KernelPackage> {
  const { stdout } = await execa("apt-cache", ["show", "--no-all-versions", meta]);
  const name = /^Depends: (?<name>linux-image-\S+)/mu.exec(stdout)?.groups?.["name"];
  if (name === undefined) throw new Error(`apt knows no ${meta}: run apt-get update`);
  const folder = await cached("kernel-package", { name }, async (path) => {
    log(`downloading ${name}`);
    await mkdir(path, { recursive: true });
    await execa("apt-get", ["download", "--quiet", name], { cwd: path });
  });
  const [file = ""] = await readdir(folder);
  return { path: join(folder, file), version: name.replace("linux-image-", "") };
}

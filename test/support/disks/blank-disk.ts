/** A blank disk as a loop device; needs root. */
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Scratch } from "../files/scratch.ts";

export interface BlankDisk extends AsyncDisposable {
  readonly device: string;
  readonly path: string;
  readonly sizeMiB: number;
}

/** Its file is in the folder and sparse. */
export async function blankDisk(folder: Scratch, name: string, sizeMiB: number, sectorSize = 512): Promise<BlankDisk> {
  const path = join(folder.path, name);
  await writeFile(path, "");
  await truncate(path, sizeMiB * 1024 * 1024);
  const { stdout: device } = await execa("losetup", [
    "--find",
    "--show",
    "--sector-size",
    String(sectorSize),
    "--",
    path,
  ]);
  return {
    device,
    path,
    sizeMiB,
    async [Symbol.asyncDispose]() {
      await execa("partx", ["--delete", "--", device], { reject: false });
      await execa("losetup", ["--detach", device]);
    },
  };
}

/** A blank disk as a loop device; needs root. */
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Scratch } from "../files/scratch.ts";
import { attachLoop, type LoopDevice } from "./loop-disk.ts";

export interface BlankDisk extends LoopDevice {
  readonly path: string;
  readonly sizeMiB: number;
}

/** Its file is in the folder and sparse. */
export async function blankDisk(folder: Scratch, name: string, sizeMiB: number, sectorSize = 512): Promise<BlankDisk> {
  const path = join(folder.path, name);
  await writeFile(path, "");
  await truncate(path, sizeMiB * 1024 * 1024);
  const loop = await attachLoop(path, ["--sector-size", String(sectorSize)]);
  return { ...loop, path, sizeMiB };
}

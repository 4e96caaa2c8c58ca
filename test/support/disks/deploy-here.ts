/** Deploys onto the image of a disk on this machine and not in a virtual one: seconds instead of minutes, for tests of what comes after a deploy. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { apart } from "../hosts/apart.ts";
import { provisionProgram } from "../files/paths.ts";
import { attachLoop } from "./loop-disk.ts";
import type { Disk } from "../vm/disk.ts";

type DiskFile = Pick<Disk, "path"> & Partial<Pick<Disk, "sectorSize">>;

/** Calls `use` with loop devices of the disk images and their partitions; the devices are gone before this returns. */
export async function whileAttached<T>(
  [first, ...others]: readonly DiskFile[],
  use: (devices: readonly string[]) => Promise<T>,
): Promise<T> {
  if (first === undefined) return await use([]);
  await using loop = await attachLoop(first.path, ["--sector-size", String(first.sectorSize ?? 512)]);
  // Of a disk that has partitions already this machine's kernel knows none by itself.
  await execa("partx", ["--add", "--", loop.device], { reject: false });
  return await whileAttached(others, async (more) => await use([loop.device, ...more]));
}

/** Deploys what `config` makes of the devices onto disk images, with more options; config, boot-info and log are in the folder afterwards. */
export async function deployOnto(
  disks: readonly DiskFile[],
  folder: string,
  config: (device: string, ...others: readonly string[]) => string,
  more: readonly string[] = [],
): Promise<void> {
  await whileAttached(disks, async ([device = "", ...others]) => {
    await writeFile(join(folder, "config.json"), config(device, ...others));
    const files = { "--input_data_file": "config.json", "--boot-info": "boot-info.json", "--log-file": "log" };
    const words = Object.entries(files).flatMap(([option, name]) => [option, join(folder, name)]);
    await execa(...apart(provisionProgram, ["deploy", ...words, ...more]));
  });
}

/**
 * Makes a disk in the folder and deploys what `config` makes of its device. Images are folders of this machine, so that the node's
 * record has addresses that the node cannot reach.
 */
export async function deployHere(folder: string, sizeMiB: number, config: (device: string) => object): Promise<Disk> {
  const path = join(folder, "disk.img");
  await execa("truncate", [`--size=${sizeMiB}M`, path]);
  await deployOnto([{ path }], folder, (device) => JSON.stringify(config(device)));
  return { path, format: "raw", serial: "bareon-1", bus: "virtio", sectorSize: 512, canDiscard: false };
}

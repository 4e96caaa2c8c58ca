/** Deploys onto the image of a disk on this machine and not in a virtual one: seconds instead of minutes, for tests of what comes after a deploy. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { apart } from "../hosts/apart.ts";
import { provisionProgram } from "../files/paths.ts";
import { forgetPartitions } from "./loop-disk.ts";
import type { Disk } from "../vm/disk.ts";

/** Calls `use` with a loop device of the disk image and its partitions; the device is gone before this returns. */
export async function whileAttached<T>(path: string, use: (device: string) => Promise<T>): Promise<T> {
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", path]);
  try {
    // Of a disk that has partitions already this machine's kernel knows none by itself.
    await execa("partx", ["--add", "--", device], { reject: false });
    return await use(device);
  } finally {
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
  }
}

/** Deploys what `config` makes of the device onto a disk image, with more options; config, boot-info and log are in the folder afterwards. */
export async function deployOnto(
  path: string,
  folder: string,
  config: (device: string) => string,
  more: readonly string[] = [],
): Promise<void> {
  await whileAttached(path, async (device) => {
    await writeFile(join(folder, "config.json"), config(device));
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
  await deployOnto(path, folder, (device) => JSON.stringify(config(device)));
  return { path, format: "raw", serial: "bareon-1", bus: "virtio", sectorSize: 512, canDiscard: false };
}

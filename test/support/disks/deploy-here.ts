/** Deploys onto the image of a disk on this machine and not in a virtual one: seconds instead of minutes, for tests of what comes after a deploy. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { provisionProgram } from "../files/paths.ts";
import type { Disk } from "../vm/disk.ts";

/** Such a deploy sees no other, and does not look for systems on the disks of this machine. */
const alone =
  'mkdir -p /run/bareon && mount -t tmpfs tmpfs /run/bareon && mount --bind /dev/null "$(command -v os-prober)" && exec "$@"';

/**
 * Makes a disk in the folder and deploys what `config` makes of its device. Images are folders of this machine, so that the node's
 * record has addresses that the node cannot reach.
 */
export async function deployHere(folder: string, sizeMiB: number, config: (device: string) => object): Promise<Disk> {
  const path = join(folder, "disk.img");
  await execa("truncate", [`--size=${sizeMiB}M`, path]);
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", path]);
  try {
    await writeFile(join(folder, "config.json"), JSON.stringify(config(device)));
    const files = { "--input_data_file": "config.json", "--boot-info": "boot-info.json", "--log-file": "log" };
    const words = Object.entries(files).flatMap(([option, name]) => [option, join(folder, name)]);
    await execa("unshare", ["--mount", "--", "sh", "-c", alone, "sh", provisionProgram, "deploy", ...words]);
  } finally {
    await execa("partx", ["--delete", "--", device], { reject: false });
    await execa("losetup", ["--detach", device]);
  }
  return { path, format: "raw", serial: "bareon-1", bus: "virtio", sectorSize: 512, canDiscard: false };
}

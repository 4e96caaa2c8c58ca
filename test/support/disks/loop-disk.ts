/** A disk image with a GPT as a loop device with partitions; needs root. What is on it is the business of the tests. */
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { execa } from "execa";

export interface LoopPartition {
  readonly sizeMiB: number;
  /** sfdisk's name or GUID of the type. */
  readonly type: string;
  readonly name: string;
}

async function hasPartitions(device: string): Promise<boolean> {
  return (await readdir(join("/sys/block", basename(device)))).some((name) => name.startsWith(`${basename(device)}p`));
}

/** Whoever lists all block devices of the machine (blkid, udev) has each open for a moment; that must not fail a test. */
export async function forgetPartitions(device: string): Promise<void> {
  const limit = Date.now() + 20_000;
  for (;;) {
    const { exitCode, stderr } = await execa("partx", ["--delete", "--", device], { reject: false });
    if (exitCode === 0 || !(await hasPartitions(device))) return;
    if (Date.now() > limit) throw new Error(`cannot remove the partitions of ${device}: ${stderr}`);
    await setTimeout(100);
  }
}

/** A file as a block device of this machine, until it is disposed of. */
export interface LoopDevice extends AsyncDisposable {
  /** /dev/loopN. */
  readonly device: string;
}

/** A loop device keeps the partitions of the file before, where nobody deleted them; here it has none. */
export async function attachLoop(path: string, options: readonly string[] = []): Promise<LoopDevice> {
  const { stdout: device } = await execa("losetup", ["--find", "--show", ...options, "--", path]);
  await forgetPartitions(device);
  return {
    device,
    async [Symbol.asyncDispose]() {
      await forgetPartitions(device);
      await execa("losetup", ["--detach", device]);
    },
  };
}

export const biosBoot = "21686148-6449-6E6F-744E-656564454649";

export interface LoopDisk extends LoopDevice {
  /** The image file, and the directory that is the test's own; partition 1 is /dev/loopNp1. */
  readonly path: string;
  readonly directory: string;
}

/** Makes the disk, 2 MiB larger than its partitions; disposing detaches it and removes its directory. */
export async function createLoopDisk(partitions: readonly LoopPartition[]): Promise<LoopDisk> {
  const directory = await mkdtemp(join(tmpdir(), "bareon-test-"));
  const path = join(directory, "disk.img");
  await writeFile(path, "");
  await truncate(path, (partitions.reduce((sum, { sizeMiB }) => sum + sizeMiB, 0) + 2) * 1024 * 1024);
  const lines = partitions.map(({ sizeMiB, type, name }) => `size=${sizeMiB}MiB, type=${type}, name="${name}"`);
  await execa("sfdisk", ["--quiet", "--label", "gpt", path], { input: lines.join("\n") });
  const loop = await attachLoop(path);
  await execa("partx", ["--add", "--", loop.device]);
  return {
    path,
    directory,
    device: loop.device,
    async [Symbol.asyncDispose]() {
      await loop[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

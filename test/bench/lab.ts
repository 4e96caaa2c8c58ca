/** What the deploy benchmark stands on: loop devices, disks of a limited speed, content that nothing can shorten, and one transfer in a process of its own. */
import { existsSync } from "node:fs";
import { mkdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { execa } from "execa";
import type { Scratch } from "../support/files/scratch.ts";

export async function shell(script: string): Promise<string> {
  return (await execa("bash", ["-euo", "pipefail", "-c", script])).stdout;
}

/** Seconds of a shell command. */
export async function byHand(script: string, limiter: readonly string[] = []): Promise<number> {
  const begin = performance.now();
  const [program, ...args] = [...limiter, "bash", "-euo", "pipefail", "-c", script];
  await execa(program, args);
  return (performance.now() - begin) / 1000;
}

export interface Once {
  readonly seconds: number;
  /** Bytes of memory of our own process. */
  readonly peak: number;
}

export type ByBareon = (args: readonly string[], limiter?: readonly string[]) => Promise<Once>;

/** A script of this folder as a bundle, which is what the standalone executable holds. */
export async function bundle(folder: Scratch, name: string): Promise<string> {
  const outfile = join(folder.path, `${name}.mjs`);
  const require = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    banner: { js: require },
  });
  return outfile;
}

/** One transfer by a deploy driver. */
export async function bundleOnce(folder: Scratch): Promise<ByBareon> {
  const outfile = await bundle(folder, "deploy-once");
  return async (args, limiter = []) => {
    const [program = "", ...rest] = [...limiter, process.execPath, outfile, ...args];
    return JSON.parse((await execa(program, rest)).stdout) as Once;
  };
}

export interface Device extends AsyncDisposable {
  readonly path: string;
}

export async function loopDevice(folder: Pick<Scratch, "path">, name: string, megabytes: number): Promise<Device> {
  const file = join(folder.path, `${name}.disk`);
  const path = await shell(
    `fallocate --length ${megabytes}M ${file}; losetup --find --show --direct-io=on -- ${file} 2> /dev/null || losetup --find --show -- ${file}`,
  );
  return {
    path,
    async [Symbol.asyncDispose]() {
      await shell(`losetup --detach ${path}; rm ${file}`);
    },
  };
}

export interface Limiter extends AsyncDisposable {
  /** What stands before a command for which the limit shall count. */
  readonly argv: readonly string[];
}

export const noLimit: Limiter = { argv: [], [Symbol.asyncDispose]: async () => undefined };

async function numberOf({ path }: Device): Promise<string> {
  return await shell(`lsblk --noheadings --nodeps --output MAJ:MIN -- ${path} | tr -d ' '`);
}

/** A disk that reads, and writes, no faster than that, whoever asks for it; in control groups of version 2 those who run behind `argv`. */
export async function limitDisk(device: Device, bytesPerSecond: number): Promise<Limiter> {
  const number = await numberOf(device);
  const old = "/sys/fs/cgroup/blkio";
  const set = async (rate: number): Promise<void> => {
    for (const way of ["read", "write"])
      await writeFile(join(old, `blkio.throttle.${way}_bps_device`), `${number} ${rate}`);
  };
  // There the kernel writes what is in the page cache in the root group.
  if (existsSync(old)) {
    await set(bytesPerSecond);
    return { argv: [], [Symbol.asyncDispose]: async () => await set(0) };
  }
  await writeFile("/sys/fs/cgroup/cgroup.subtree_control", "+io");
  const group = join("/sys/fs/cgroup", `bareon-bench-${process.pid}`);
  await mkdir(group);
  await writeFile(join(group, "io.max"), `${number} rbps=${bytesPerSecond} wbps=${bytesPerSecond}`);
  return {
    argv: ["sh", "-c", `echo $$ > ${group}/cgroup.procs && exec "$@"`, "sh"],
    [Symbol.asyncDispose]: async () => await rmdir(group),
  };
}

/** Devices that write no faster than that, through the kernel's control groups (version 1 or 2). */
export async function limitWrites(devices: readonly Device[], bytesPerSecond: number): Promise<Limiter> {
  const isOld = existsSync("/sys/fs/cgroup/blkio");
  if (!isOld) await writeFile("/sys/fs/cgroup/cgroup.subtree_control", "+io");
  const group = join(isOld ? "/sys/fs/cgroup/blkio" : "/sys/fs/cgroup", `bareon-bench-${process.pid}`);
  await mkdir(group);
  for (const device of devices) {
    const number = await numberOf(device);
    await writeFile(
      join(group, isOld ? "blkio.throttle.write_bps_device" : "io.max"),
      `${number} ${isOld ? "" : "wbps="}${bytesPerSecond}`,
    );
  }
  return {
    argv: ["sh", "-c", `echo $$ > ${group}/cgroup.procs && exec "$@"`, "sh"],
    async [Symbol.asyncDispose]() {
      await rmdir(group);
    },
  };
}

/** An ext4 filesystem filled with what no device and no program can shorten; its checksum as a config has it. */
export async function makeImage(folder: Scratch, name: string, megabytes: number): Promise<string> {
  const path = join(folder.path, name);
  await shell(`truncate --size=${megabytes}M ${path}; mkfs.ext4 -q ${path}
    dd if=<(openssl enc -aes-128-ctr -pass pass:x -nosalt -in /dev/zero 2> /dev/null) of=${path} bs=1M seek=1 count=${megabytes - 1} iflag=fullblock conv=notrunc status=none`);
  return `sha256:${(await shell(`sha256sum ${path}`)).split(" ")[0] ?? ""}`;
}

/** About as many files as a small system has: 10,000, with 303 MB. */
export async function makeTree(path: string): Promise<void> {
  await shell(
    `mkdir -p ${path}; cd ${path}; for d in $(seq 100); do mkdir $d; for f in $(seq 100); do head -c $((f * 600)) /dev/urandom > $d/$f; done; done`,
  );
}

/** A fresh ext4 filesystem on the device, mounted for the work. */
export async function mounted<T>({ path }: Device, place: string, work: () => Promise<T>): Promise<T> {
  await mkdir(place, { recursive: true });
  await shell(`mkfs.ext4 -q -F ${path}; mount ${path} ${place}`);
  try {
    return await work();
  } finally {
    await shell(`umount ${place}`);
  }
}

/** Disks that are in use, as bareon-provision deploy finds them on loop devices: refused with exit code 6, no byte changed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { parseStartTicks } from "../../../src/formats/process-stat.ts";
import { hiddenHolder } from "../../../src/machine/found-layers.ts";
import { compareImages, copyImage, identical } from "../../support/disks/image-copy.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { attachLoop } from "../../support/disks/loop-disk.ts";

const MiB = 1024 ** 2;

interface Lab {
  readonly folder: string;
  readonly image: string;
  readonly device: string;
}

/** A loop device with one partition. */
async function setUp(sizeMiB = 64): Promise<Lab> {
  const folder = await scratchFolder();
  const image = join(folder.path, "disk.img");
  await writeFile(image, "");
  await truncate(image, sizeMiB * MiB);
  await execa("sfdisk", ["--quiet", "--label", "gpt", image], { input: "size=40MiB\n" });
  const loop = await attachLoop(image);
  await execa("partx", ["--add", "--", loop.device]);
  onTestFinished(async () => {
    await loop[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  await mkdir(join(folder.path, "mnt"));
  return { folder: folder.path, image, device: loop.device };
}

async function makeExt4({ device }: Lab): Promise<string> {
  await execa("mkfs.ext4", ["-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", `${device}p1`]);
  return `${device}p1`;
}

async function mountOn(source: string, target: string): Promise<void> {
  await execa("mount", ["-o", "ro", "--", source, target]);
  onTestFinished(async () => void (await execa("umount", ["--", target])));
}

/** Somebody mounts it where nobody else can see it. */
async function mountElsewhere(source: string, target: string): Promise<void> {
  const holder = spawn(
    "unshare",
    [
      "--mount",
      "--propagation",
      "private",
      "sh",
      "-c",
      'mount -o ro "$1" "$2" && echo mounted && exec cat',
      "sh",
      source,
      target,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  onTestFinished(async () => {
    holder.stdin.end();
    if (holder.exitCode === null) await once(holder, "exit");
  });
  await once(holder.stdout, "data");
}

/** Brings to the image what was written to the device. */
async function flush({ device }: Lab): Promise<void> {
  await execa("blockdev", ["--flushbufs", device]);
}

const cases: readonly (readonly [string, string, (lab: Lab) => Promise<void>])[] = [
  [
    "mounted",
    "DEVICEp1 is in use: it is mounted on FOLDER/mnt",
    async (lab) => await mountOn(await makeExt4(lab), join(lab.folder, "mnt")),
  ],
  [
    "mounted in another mount namespace",
    "DEVICEp1 is in use: somebody holds it, perhaps a mount in another mount namespace",
    async (lab) => await mountElsewhere(await makeExt4(lab), join(lab.folder, "mnt")),
  ],
  [
    "swap, where the running system lives on a disk",
    "DEVICEp1 is in use: it is used as swap",
    async ({ device }) => {
      await execa("mkswap", ["--quiet", `${device}p1`]);
      await execa("swapon", ["--", `${device}p1`]);
      onTestFinished(async () => void (await execa("swapoff", ["--", `${device}p1`])));
    },
  ],
  [
    "the file of another loop device lies on it",
    "DEVICEp1 holds the medium that this system was started from",
    async (lab) => {
      const partition = await makeExt4(lab);
      const mounted = join(lab.folder, "mnt");
      await execa("mount", ["--", partition, mounted]);
      await writeFile(join(mounted, "inner.img"), Buffer.alloc(MiB));
      const { stdout: inner } = await execa("losetup", ["--find", "--show", "--", join(mounted, "inner.img")]);
      onTestFinished(async () => {
        await execa("losetup", ["--detach", inner]);
        await execa("umount", ["--", mounted]);
      });
      await execa("sync", ["--file-system", mounted]);
    },
  ],
  [
    "a cluster filesystem",
    "DEVICEp1 holds a cluster filesystem (gfs2), which other hosts may use",
    async ({ device }) => {
      // The first bytes of a superblock of gfs2: magic, type and formats (gfs2_ondisk.h).
      const superblock = Buffer.alloc(512);
      for (const [offset, value] of [
        [0, 0x01161970],
        [4, 1],
        [16, 100],
        [24, 1801],
        [28, 1900],
      ] as const)
        superblock.writeUInt32BE(value, offset);
      superblock.write("lock_dlm", 96);
      await execa("dd", [`of=${device}p1`, "bs=512", "seek=128", "conv=fsync"], { input: superblock });
    },
  ],
  [
    "LVM metadata that is damaged",
    "DEVICEp1 belongs to something larger, of which nothing can be read: its LVM metadata is damaged",
    async ({ device }) => {
      await execa("pvcreate", ["--quiet", `${device}p1`]);
      await execa("vgcreate", ["--quiet", "--devices", `${device}p1`, "bareon-test", `${device}p1`]);
      await execa("dd", ["if=/dev/zero", `of=${device}p1`, "bs=512", "seek=8", "count=1", "conv=fsync"]);
    },
  ],
];

test.for(cases)("refused: %s", async ([, message, prepare]) => {
  const lab = await setUp();
  await prepare(lab);
  await flush(lab);
  const before = await copyImage(lab.image);
  const config = JSON.stringify({
    partitions_policy: "clean",
    images: [{ name: "os", image_pull_url: lab.folder, target: "/" }],
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: lab.device },
        size: 60,
        volumes: [{ type: "partition", mount: "/", size: "remaining", file_system: "ext4" }],
      },
    ],
  });
  const refused = await execa(
    provisionProgram,
    [
      "deploy",
      "--input_data",
      config,
      "--log-file",
      join(lab.folder, "log"),
      "--boot-info",
      join(lab.folder, "boot-info.json"),
    ],
    { reject: false },
  );
  expect([refused.exitCode, refused.stdout]).toEqual([6, ""]);
  expect(refused.stderr).toContain(message.replaceAll("DEVICE", lab.device).replaceAll("FOLDER", lab.folder));
  await flush(lab);
  expect(await compareImages(before, lab.image)).toBe(identical);
});

test("while a run goes on, no device is asked for: an inspection shows less, and nothing is planned", async () => {
  const lab = await setUp();
  await mountElsewhere(await makeExt4(lab), join(lab.folder, "mnt"));
  const inspect = async (): Promise<{ readonly stdout: string; readonly stderr: string }> =>
    await execa(provisionProgram, ["inspect", "--json"]);
  expect((await inspect()).stdout).toContain(hiddenHolder);
  const runs = "/run/bareon/runs";
  await mkdir(runs, { recursive: true });
  const file = join(runs, `9-${process.pid}.json`);
  onTestFinished(async () => await rm(file));
  const ticks = parseStartTicks(await readFile("/proc/self/stat", "utf8"));
  const run = {
    ...{ command: "deploy", pid: process.pid, pid_start: ticks, log_file: null, release: "", started: "", updated: "" },
    ...{ seconds: null, steps: { done: 0, count: 1, running: [] }, transfer: null, warnings: [], failure: null },
  };
  await writeFile(file, JSON.stringify({ version: 1, state: "running", run }));
  const { stdout, stderr } = await inspect();
  expect(stdout).toContain(`${lab.device}p1`);
  expect(stdout).not.toContain(hiddenHolder);
  expect(stderr).toContain("A run of bareon-provision goes on");
  const config = JSON.stringify({
    images: [{ name: "os", image_pull_url: lab.folder, target: "/" }],
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: lab.device }, size: 60 },
        volumes: [{ type: "partition", mount: "/", size: "remaining", file_system: "ext4" }],
      },
    ],
  });
  const refused = await execa(provisionProgram, ["plan", "--input-data", config], { reject: false });
  expect([refused.exitCode, refused.stderr]).toEqual([
    34,
    expect.stringContaining("A run of bareon-provision goes on"),
  ]);
});

/** A disk that another program made bootable gets a second system beside what it has, and loses its menu again: what a PC boots from it, at each moment. */
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { createRandom } from "../support/crash/crash-states.ts";
import { type Epoch, patchSectors, recordWrites } from "../support/crash/write-log.ts";
import type { BlankDisk } from "../support/disks/blank-disk.ts";
import { formerEntry, installedDisk, type InstalledOptions, partuuidOf } from "../support/disks/installed-disk.ts";
import { forgetPartitions } from "../support/disks/loop-disk.ts";
import { systemTree, type Tree } from "../support/disks/provisioned-disk.ts";
import { projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { GrubMachine, type GrubReport } from "../support/grub/grub-machine.ts";

async function makeTree(path: string, tree: Tree): Promise<void> {
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

interface Lab {
  readonly folder: Scratch;
  readonly disk: Pick<BlankDisk, "device">;
}

interface DiskLab extends Lab {
  readonly disk: BlankDisk;
}

/** What the menu boots by default. */
const ourEntry = { entry: 0, attempt: 1, reason: "default", left: 0, panic: false };

async function setUp(options: Partial<InstalledOptions> = {}): Promise<DiskLab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  await makeTree(join(folder.path, "new"), systemTree("New Linux", "6.12.0-1"));
  const disk = await installedDisk(folder, { sizeMiB: 400, ...options });
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  return { folder, disk };
}

async function config({ folder }: Pick<Lab, "folder">, device: string): Promise<string> {
  return JSON.stringify({
    partitions_policy: "extend",
    firmware: "bios",
    images: [
      { name: "old", image_pull_url: "existing", target: "/", boot_tool: false },
      { name: "new", image_pull_url: join(folder.path, "new"), target: "/", boot_tool: false },
    ],
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: "398 MiB" },
        volumes: [
          { type: "boot", size: "1 MiB" },
          {
            type: "partition",
            existing: await partuuidOf(`${device}p2`),
            mount: "/",
            size: "96 MiB",
            file_system: "ext4",
            images: ["old"],
          },
          { type: "partition", mount: "/", size: "64 MiB", file_system: "ext4", images: ["new"] },
        ],
      },
    ],
    grub: { timeout: 0 },
  });
}

async function run(
  ...words: string[]
): Promise<{ readonly exitCode?: number | undefined; readonly stdout: string; readonly stderr: string }> {
  return await execa(process.execPath, [join(projectRoot, "bin/bareon-provision"), ...words], { reject: false });
}

async function succeed(words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...words);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

async function deploy(lab: Lab, device = lab.disk.device): Promise<void> {
  const log = join(lab.folder.path, "log");
  const words = [
    "deploy",
    "--input-data",
    await config(lab, device),
    "--boot-info",
    join(lab.folder.path, "info.json"),
  ];
  await succeed([...words, "--log-file", log]);
}

async function boot(path: string, folder: Scratch): Promise<GrubReport> {
  await using machine = await GrubMachine.start({ disk: path, readOnly: true, socket: join(folder.path, "qmp") });
  return await machine.boot();
}

async function bytes(path: string, offset: number, length: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer;
}

async function multibootUuid({ disk: { device } }: Lab): Promise<string> {
  return (await execa("blkid", ["-s", "UUID", "-o", "value", `${device}p4`])).stdout;
}

test.for([true, false])(
  "a node is adopted and released (its GRUB has a BIOS boot partition: %s)",
  { timeout: 240_000 },
  async (hasBiosBoot) => {
    const lab = await setUp({ hasBiosBoot });
    const { disk, folder } = lab;
    const former = await bytes(disk.path, 0, 512);
    const core = await bytes(disk.path, 1024 * 1024, 1024 * 1024);
    expect(await boot(disk.path, folder)).toEqual(formerEntry);
    await deploy(lab);
    expect((await bytes(disk.path, 0, 512)).equals(former)).toBe(false);
    expect((await bytes(disk.path, 1024 * 1024, 1024 * 1024)).equals(core)).toBe(true);
    expect(await boot(disk.path, folder)).toEqual(ourEntry);
    await deploy(lab);
    const uuid = await multibootUuid(lab);
    const device = `${disk.device}p4`;
    expect(await succeed(["release", "--uuid", uuid])).toContain("boots it again");
    expect((await bytes(disk.path, 0, 512)).equals(former), device).toBe(true);
    expect(await boot(disk.path, folder)).toEqual(formerEntry);
    expect(await succeed(["release", "--uuid", uuid])).toContain("already");
    await deploy(lab);
    expect(await boot(disk.path, folder)).toEqual(ourEntry);
  },
);

interface Recorded {
  readonly folder: Scratch;
  /** The disk before the deploy, to which the writes are made up to each cut. */
  readonly path: string;
  readonly epochs: readonly Epoch[];
}

/** The order of all writes of the deploy that adopts the node. */
async function recordDeploy(): Promise<Recorded> {
  const lab = await setUp();
  const { folder, disk } = lab;
  await forgetPartitions(disk.device);
  const path = join(folder.path, "cut.img");
  await execa("cp", ["--sparse=always", disk.path, path]);
  const recorded = join(folder.path, "recorded.img");
  await execa("cp", ["--sparse=always", disk.path, recorded]);
  const epochs = await recordWrites(recorded, async (device) => {
    await execa("partx", ["--add", "--", device]);
    try {
      await deploy(lab, device);
    } finally {
      await forgetPartitions(device);
    }
  });
  expect(await boot(recorded, folder)).toEqual(ourEntry);
  return { folder, path, epochs };
}

/** What is left of an epoch that was cut: some of its writes, each at random. */
function leftOf(epoch: Epoch, random: () => number): Epoch {
  const density = random();
  return epoch.filter(() => random() < density);
}

/** Deploys once more on a disk that was cut off, as a copy. */
async function goOn({ folder, path }: Recorded): Promise<void> {
  const copy = join(folder.path, "again.img");
  await execa("cp", ["--sparse=always", path, copy]);
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", copy]);
  try {
    await execa("partx", ["--add", "--", device]);
    await deploy({ folder, disk: { device } }, device);
    await forgetPartitions(device);
  } finally {
    await execa("losetup", ["--detach", device]);
  }
  expect(await boot(copy, folder)).toEqual(ourEntry);
}

test(
  "the power is cut at 20 random moments of the deploy: the former system boots, or the menu; and the deploy goes on",
  { timeout: 600_000 },
  async () => {
    const recorded = await recordDeploy();
    const { folder, path, epochs } = recorded;
    const seed = Date.now();
    const random = createRandom(seed);
    const cuts = Array.from({ length: 20 }, () => Math.floor(random() * epochs.length)).toSorted(
      (one, other) => one - other,
    );
    const goneOn = new Set([cuts[5], cuts[15]]);
    let done = 0;
    const seen: string[] = [];
    for (const cut of cuts) {
      for (; done < cut; done += 1) await patchSectors(path, epochs[done] ?? []);
      const before = await patchSectors(path, leftOf(epochs[cut] ?? [], random));
      const report = await boot(path, folder);
      expect([formerEntry, ourEntry], `cut in ${cut} of ${epochs.length}, seed ${seed}`).toContainEqual(report);
      seen.push(`${cut}: ${report.reason}`);
      if (goneOn.delete(cut)) await goOn(recorded);
      await patchSectors(path, before.toReversed());
    }
    console.log(`${epochs.length} flushes; after a cut in ${seen.join(", ")}`);
    // Up to the very last flush what was there boots, and from there on the menu.
    for (; done < epochs.length - 1; done += 1) await patchSectors(path, epochs[done] ?? []);
    expect([formerEntry, ourEntry]).toContainEqual(await boot(path, folder));
  },
);

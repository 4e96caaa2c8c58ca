/** A disk that another program made bootable gets a second system beside what it has, and loses its menu again: what a PC boots from it, at each moment. */
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { type BlankDisk } from "../support/disks/blank-disk.ts";
import { formerEntry, installedDisk, type InstalledOptions, partuuidOf } from "../support/disks/installed-disk.ts";
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
  readonly disk: BlankDisk;
}

async function setUp(options: Partial<InstalledOptions> = {}): Promise<Lab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  await makeTree(join(folder.path, "new"), systemTree("New Linux", "6.12.0-1"));
  const disk = await installedDisk(folder, { sizeMiB: 400, ...options });
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  return { folder, disk };
}

async function config({ folder }: Lab, device: string): Promise<string> {
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
    expect(await boot(disk.path, folder)).toMatchObject({ entry: 0, reason: "default" });
    await deploy(lab);
    const uuid = await multibootUuid(lab);
    const device = `${disk.device}p4`;
    expect(await succeed(["release", "--uuid", uuid])).toContain("boots it again");
    expect((await bytes(disk.path, 0, 512)).equals(former), device).toBe(true);
    expect(await boot(disk.path, folder)).toEqual(formerEntry);
    expect(await succeed(["release", "--uuid", uuid])).toContain("already");
    await deploy(lab);
    expect(await boot(disk.path, folder)).toMatchObject({ entry: 0, reason: "default" });
  },
);

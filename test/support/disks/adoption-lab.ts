/** An installed disk that gets a second system beside what it has, by the program as it is in the sources; GRUB boots what comes of it. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished } from "vitest";
import { projectRoot } from "../files/paths.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { GrubMachine, type GrubReport } from "../grub/grub-machine.ts";
import type { BlankDisk } from "./blank-disk.ts";
import { installedDisk, type InstalledOptions, partuuidOf } from "./installed-disk.ts";
import { systemTree, type Tree } from "./provisioned-disk.ts";

async function makeTree(path: string, tree: Tree): Promise<void> {
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

export interface Lab {
  readonly folder: Scratch;
  readonly disk: Pick<BlankDisk, "device">;
}

export interface DiskLab extends Lab {
  readonly disk: BlankDisk;
}

/** What the menu boots by default. */
export const ourEntry = { entry: 0, attempt: 1, reason: "default", left: 0, panic: false };

export async function installLab(options: Partial<InstalledOptions> = {}): Promise<DiskLab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  await makeTree(join(folder.path, "new"), systemTree("New Linux", "6.12.0-1"));
  const disk = await installedDisk(folder, { sizeMiB: 400, ...options });
  onTestFinished(async () => await disk[Symbol.asyncDispose]());
  return { folder, disk };
}

async function config({ folder }: Pick<Lab, "folder">, device: string, bootTool: boolean): Promise<string> {
  return JSON.stringify({
    partitions_policy: "extend",
    firmware: "bios",
    images: [
      { name: "old", image_pull_url: "existing", target: "/", boot_tool: bootTool },
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

export async function succeed(words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...words);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

/** The existing system gets what every image gets, if `bootTool` says so. */
export async function deploy(lab: Lab, device = lab.disk.device, bootTool = false): Promise<void> {
  const log = join(lab.folder.path, "log");
  const words = [
    "deploy",
    "--input-data",
    await config(lab, device, bootTool),
    "--boot-info",
    join(lab.folder.path, "info.json"),
  ];
  await succeed([...words, "--log-file", log]);
}

export async function boot(path: string, folder: Scratch): Promise<GrubReport> {
  await using machine = await GrubMachine.start({ disk: path, readOnly: true, socket: join(folder.path, "qmp") });
  return await machine.boot();
}

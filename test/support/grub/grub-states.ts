/** A disk with GRUB and a menu of talking kernels, some of which cannot be loaded; its state is changed in the image, as no program of ours would. */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, open, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { environmentPath, idleEnvironment, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { type Attempt, type LinuxEntry, menuPath, type UpdatingEntry } from "../../../src/boot/menu/menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { installForBios } from "../../../src/programs/grub.ts";
import { makeMultibootFilesystem } from "../../../src/storage/filesystem/ext.ts";
import type { ModelMenu } from "./boot-model.ts";
import { biosBoot, createLoopDisk } from "../disks/loop-disk.ts";
import { withMounted } from "../disks/multiboot-disk.ts";
import { talkingKernel } from "./talking-kernel.ts";

const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

const good = ["/kernel", null] as const;
const withInitrd = ["/kernel", "/initrd"] as const;
const noKernel = ["/missing", null] as const;
const noInitrd = ["/kernel", "/missing"] as const;
const emptyKernel = ["/empty", "/initrd"] as const;
const emptyInitrd = ["/kernel", "/empty"] as const;
const noKernelAtAll = ["/garbage", "/initrd"] as const;
/** Its filesystem is on no disk. */
const nowhere = ["/kernel", "/initrd", "nowhere"] as const;

type Files = readonly [kernel: string, initrd: string | null, place?: "nowhere"];

/** What each entry tries, by its root; after errors that GRUB prints it waits ten seconds, so these are rare. Twelve entries: numbers of one and of two digits. */
const entries: readonly (readonly [root: string, ...Files[]])[] = [
  ["red", good],
  ["blue", withInitrd],
  ["green", noInitrd, good],
  ["gray", noKernel, emptyKernel, noInitrd, withInitrd],
  ["red", noKernel],
  ["blue", noInitrd],
  ["green", emptyKernel, emptyInitrd],
  ["white", noKernelAtAll, nowhere, withInitrd],
  ["blue", good],
  ["green", withInitrd],
  ["gray", emptyInitrd, withInitrd],
  ["white", nowhere, noKernelAtAll],
];
const loads: readonly Files[] = [good, withInitrd];

/** The menu as the model knows it; the entries in these places are being updated. */
export function modelMenu(updating: readonly number[] = []): ModelMenu {
  return entries.map(([root, ...attempts], index) =>
    updating.includes(index)
      ? { root, attempts: [], updating: true }
      : { root, attempts: attempts.map((files) => loads.includes(files)) },
  );
}

const roots: Readonly<Record<string, string>> = Object.fromEntries(
  entries.map(([root]) => [root, randomUUID()] as const),
);

function testEntry([root, ...tried]: (typeof entries)[number], index: number, uuid: string): LinuxEntry {
  const [first, ...fallbacks] = tried.map(([kernel, initrd, place]): Attempt => ({
    bootUuid: place === "nowhere" ? randomUUID() : uuid,
    bootType: "ext4",
    kernel,
    initrd,
    parameters: "quiet",
  }));
  if (first === undefined) throw new Error(`entry ${index} tries nothing`);
  const rootUuid = roots[root] ?? "";
  return { kind: "linux", id: `os-${index}`, title: `OS ${index}`, rootUuid, ...first, fallbacks };
}

function updatingEntry([root]: (typeof entries)[number], index: number): UpdatingEntry {
  const more = { since: "2026-01-02T03:04:05Z", what: 'from it\'s 1 to "2"' };
  return { kind: "updating", id: `os-${index}`, title: `OS ${index}`, rootUuid: roots[root] ?? "", ...more };
}

export interface StateDisk {
  /** A raw disk image. */
  readonly path: string;
  readonly generation: string;
  /** Byte offsets in the image: of the default's three characters, and of the environment block. */
  readonly defaultOffset: number;
  readonly environmentOffset: number;
}

function onlyPlace(image: Buffer, text: string): number {
  const place = image.indexOf(text);
  if (place < 0 || image.indexOf(text, place + 1) >= 0)
    throw new Error(`the image does not have ${JSON.stringify(text.slice(0, 40))} exactly once`);
  return place;
}

/** Makes the disk in the directory; the entries in the places of `updating` are being updated. Needs root. */
export async function createStateDisk(directory: string, updating: readonly number[] = []): Promise<StateDisk> {
  const path = join(directory, `states-${updating.length}.img`);
  const uuid = randomUUID();
  const { text, generation } = renderMenu({
    defaultIndex: 0,
    timeout: 0,
    serial: null,
    modules: [],
    entries: entries.map((entry, index) =>
      updating.includes(index) ? updatingEntry(entry, index) : testEntry(entry, index, uuid),
    ),
  });
  const environment = renderEnvironment(idleEnvironment(generation));
  await using disk = await createLoopDisk([
    { sizeMiB: 2, type: biosBoot, name: "" },
    { sizeMiB: 24, type: linux, name: "bareon-boot" },
  ]);
  const { program, args } = makeMultibootFilesystem({ device: `${disk.device}p2`, uuid, label: "bareon-boot" });
  await execa(program, args);
  await withMounted(`${disk.device}p2`, "rw", async (root) => {
    await mkdir(join(root, "boot/grub2"), { recursive: true });
    await symlink("grub2", join(root, "boot/grub"));
    const files: Readonly<Record<string, string | Uint8Array>> = {
      [menuPath]: text,
      [environmentPath]: environment,
      kernel: talkingKernel(),
      initrd: "initrd\n",
      empty: "",
      garbage: "no kernel".repeat(1000),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
    const grub = installForBios({ bootDirectory: join(root, "boot"), disk: disk.device });
    await execa(grub.program, grub.args);
  });
  await copyFile(disk.path, path);
  const image = await readFile(path);
  const defaultOffset = onlyPlace(image, text.slice(0, 300)) + "set default=".length;
  return {
    path,
    generation,
    defaultOffset,
    environmentOffset: onlyPlace(image, Buffer.from(environment).toString("latin1").slice(0, 300)),
  };
}

/** Writes the state into the image at once. */
export async function writeDiskState(disk: StateDisk, standard: string, environment: Uint8Array): Promise<void> {
  await using file = await open(disk.path, "r+");
  await file.write(Buffer.from(standard.padEnd(3), "latin1"), 0, 3, disk.defaultOffset);
  await file.write(environment, 0, environment.length, disk.environmentOffset);
}

export async function readDiskEnvironment(disk: StateDisk): Promise<Buffer> {
  await using file = await open(disk.path, "r");
  const bytes = Buffer.alloc(1024);
  await file.read(bytes, 0, bytes.length, disk.environmentOffset);
  return bytes;
}

/** A disk that another program made bootable gets a second system beside what it has, and loses its menu again: what a PC boots from it. */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { boot, deploy, type DiskLab, installLab, ourEntry, succeed } from "../support/disks/adoption-lab.ts";
import { formerEntry } from "../support/disks/installed-disk.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";

const MiB = 1024 * 1024;

async function bytes({ disk }: DiskLab, offset: number, length: number): Promise<Buffer> {
  await using file = await open(disk.path);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer;
}

async function bootDisk({ disk, folder }: DiskLab): Promise<object> {
  return await boot(disk.path, folder);
}

async function multibootUuid({ disk: { device } }: DiskLab): Promise<string> {
  return (await execa("blkid", ["-s", "UUID", "-o", "value", `${device}p5`])).stdout;
}

test(
  "a node is adopted, released and adopted again, and nothing of its system is changed",
  { timeout: 240_000 },
  async () => {
    const lab = await installLab();
    const former = await bytes(lab, 0, 512);
    // Its core image, its root and its swap.
    const system = await bytes(lab, MiB, 113 * MiB);
    expect(await bootDisk(lab)).toEqual(formerEntry);
    await deploy(lab);
    expect((await bytes(lab, 0, 512)).equals(former)).toBe(false);
    expect((await bytes(lab, MiB, 113 * MiB)).equals(system)).toBe(true);
    expect(await bootDisk(lab)).toEqual(ourEntry);
    const uuid = await multibootUuid(lab);
    expect(await succeed(["release", "--uuid", uuid])).toContain("boots it again");
    expect((await bytes(lab, 0, 512)).equals(former)).toBe(true);
    expect(await bootDisk(lab)).toEqual(formerEntry);
    expect(await succeed(["release", "--uuid", uuid])).toContain("already");
    await deploy(lab);
    expect(await bootDisk(lab)).toEqual(ourEntry);
  },
);

test(
  "a node in use is adopted whose GRUB has no BIOS boot partition; its system knows the menu",
  { timeout: 240_000 },
  async () => {
    const lab = await installLab({ hasBiosBoot: false });
    const former = await bytes(lab, 0, 512);
    await withMounted(`${lab.disk.device}p2`, "rw", async (root) => {
      await deploy(lab, lab.disk.device, true);
      expect(await readFile(join(root, "etc/bareon/multiboot"), "utf8")).toBe(`${await multibootUuid(lab)}\n`);
    });
    expect(await bootDisk(lab)).toEqual(ourEntry);
    expect(await succeed(["release", "--uuid", await multibootUuid(lab)])).toContain("boots it again");
    expect((await bytes(lab, 0, 512)).equals(former)).toBe(true);
    expect(await bootDisk(lab)).toEqual(formerEntry);
  },
);

/** A disk that another program made bootable gets a second system beside what it has, and loses its menu again: what a PC boots from it. */
import { open } from "node:fs/promises";
import { execa } from "execa";
import { expect, test } from "vitest";
import { boot, deploy, installLab, type Lab, ourEntry, succeed } from "../support/disks/adoption-lab.ts";
import { formerEntry } from "../support/disks/installed-disk.ts";

const MiB = 1024 * 1024;

async function bytes(path: string, offset: number, length: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer;
}

async function multibootUuid({ disk: { device } }: Lab): Promise<string> {
  return (await execa("blkid", ["-s", "UUID", "-o", "value", `${device}p5`])).stdout;
}

test.for([true, false])(
  "a node is adopted and released (its GRUB has a BIOS boot partition: %s)",
  { timeout: 240_000 },
  async (hasBiosBoot) => {
    const lab = await installLab({ hasBiosBoot });
    const { disk, folder } = lab;
    const former = await bytes(disk.path, 0, 512);
    // Its core image, its root and its swap.
    const system = await bytes(disk.path, MiB, 113 * MiB);
    expect(await boot(disk.path, folder)).toEqual(formerEntry);
    await deploy(lab);
    expect((await bytes(disk.path, 0, 512)).equals(former)).toBe(false);
    expect((await bytes(disk.path, MiB, 113 * MiB)).equals(system)).toBe(true);
    expect(await boot(disk.path, folder)).toEqual(ourEntry);
    await deploy(lab);
    const uuid = await multibootUuid(lab);
    expect(await succeed(["release", "--uuid", uuid])).toContain("boots it again");
    expect((await bytes(disk.path, 0, 512)).equals(former)).toBe(true);
    expect(await boot(disk.path, folder)).toEqual(formerEntry);
    expect(await succeed(["release", "--uuid", uuid])).toContain("already");
    await deploy(lab);
    expect(await boot(disk.path, folder)).toEqual(ourEntry);
  },
);

/** Images of ext4 by the real programs: one that grows very much can be mounted; damage is told or refused. */
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { adoptFilesystem } from "../../../src/sources/file/adopt.ts";
import { shell } from "../../support/disks/image-lab.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";

const GiB = 1024 ** 3;
const uuid = "0b5e55ed-0000-4000-8000-00000000c0de";
let folder: Scratch;

beforeAll(async () => {
  folder = await scratchFolder();
  await shell(
    `cd ${folder.path}; mkdir -p tree/etc; echo red > tree/etc/hostname; truncate -s 16M small; mkfs.ext4 -q -O orphan_file -d tree small`,
  );
});

afterAll(async () => await folder[Symbol.asyncDispose]());

/** Adopts a copy of the small image, after a script has changed it, on a sparse volume; returns warnings and what is mounted then. */
async function adopt(
  script: string,
  size: number,
): Promise<{ readonly told: readonly string[]; readonly name: string }> {
  const path = join(folder.path, "volume");
  await shell(`cd ${folder.path}; cp small volume; ${script}`);
  await truncate(path, size);
  const device = await shell(`losetup --find --show ${path}`);
  try {
    const ctx = localContext();
    const volume: PlannedVolume = {
      device,
      size,
      type: "ext4",
      uuid,
      label: null,
      mount: "/",
      images: ["red"],
      fstab: null,
    };
    await adoptFilesystem(ctx, volume, { type: "ext4", what: "image red" });
    const name = await shell(
      `mkdir -p ${folder.path}/look; mount ${device} ${folder.path}/look; trap 'umount ${folder.path}/look' EXIT; cat ${folder.path}/look/etc/hostname`,
    );
    return { told: warnings(ctx.events), name };
  } finally {
    await shell(`losetup --detach ${device}; rm ${path}`);
  }
}

test("an image with an orphan file that grows more than 1024 times can be mounted", async () => {
  expect(await adopt("true", 20 * GiB)).toEqual({ told: [], name: "red" });
});

test("a file that is gone is no matter of silence", async () => {
  await expect(adopt('debugfs -w -R "clri etc/hostname" volume', 32 * 1024 ** 2)).rejects.toMatchObject({
    message: expect.stringMatching(/^the filesystem of image red is damaged.*'hostname'.*CLEARED/u) as string,
  });
  const { told } = await adopt('debugfs -w -R "set_inode_field etc/hostname links_count 5" volume', 32 * 1024 ** 2);
  expect(told).toEqual([expect.stringMatching(/image red was damaged.*ref count is 5/u)]);
});

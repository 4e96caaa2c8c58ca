/** Images of ext filesystems that are not whole: what e2fsck does to them is told, and none that lost files is deployed. */
import { expect, test } from "vitest";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { adoptFilesystem } from "../../../src/sources/file/adopt.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import { warnings } from "../../support/hosts/local-context.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const summary = "19/6144 files (0.0% non-contiguous), 3013/24576 blocks";

/** Adopts an image of which the first e2fsck says these lines; returns the warnings. */
async function adopt(exitCode: number, lines: readonly string[]): Promise<readonly string[]> {
  const volume = planJson.volumes.find(({ type }) => type === "ext4") as unknown as PlannedVolume;
  const { device, uuid } = volume;
  const host = createRecordingHost({
    expect: [
      { command: `e2fsck -f -p ${device}`, exitCode, stdout: lines.map((line) => `${device}: ${line}\n`).join("") },
      { command: `e2fsck -f -p ${device}`, stdout: `${device}: ${summary}\n` },
      { command: `tune2fs -O '^metadata_csum_seed,^orphan_file' ${device}` },
      { command: /^(?:tune2fs -[UL]|resize2fs) /u, always: true },
      { command: /^blkid /u, stdout: `ID_FS_TYPE=ext4\nID_FS_UUID_ENC=${uuid}\n` },
    ],
  });
  const ctx = createTestContext(host);
  await adoptFilesystem(ctx, volume, { type: "ext4", what: "image red" });
  host.assertDone();
  return warnings(ctx.events);
}

test("one that is whole, or whose journal has work left, is nothing to speak of", async () => {
  expect(await adopt(0, [summary])).toEqual([]);
  expect(
    await adopt(1, ["recovering journal", "Clearing orphaned inode 21 (uid=0, gid=0, mode=0100644, size=0)", summary]),
  ).toEqual([]);
});

test("what was mended is a warning with the image and each thing", async () => {
  expect(await adopt(1, ["Inode 19 ref count is 5, should be 1.  FIXED.", summary])).toEqual([
    "The filesystem of image red was damaged, and e2fsck mended it: Inode 19 ref count is 5, should be 1.  FIXED.",
  ]);
  expect(await adopt(1, [summary])).toEqual([
    "The filesystem of image red was damaged, and e2fsck mended it: counts of free blocks and inodes were wrong. FIXED.",
  ]);
});

test.for([
  [1, "Entry 'f1' in /etc (17) has deleted/unused inode 18.  CLEARED."],
  [1, "Unconnected directory inode 14 (was in /a).  RECONNECTED."],
  [4, "Directory inode 13, block #0, offset 0: directory corrupted"],
] as const)("files that are lost fail the deploy, although e2fsck ends with %i: %s", async ([exitCode, line]) => {
  await expect(adopt(exitCode, [line])).rejects.toMatchObject({
    exit: "failure",
    message: `the filesystem of image red is damaged, and files of it may be lost: ${line}`,
  });
});

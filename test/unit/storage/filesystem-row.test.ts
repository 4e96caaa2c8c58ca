/** A filesystem is one row: an image of one that only the tests have is recognised and adopted. */
import { expect, test } from "vitest";
import type { PlannedVolume } from "../../../src/schema/plan.ts";
import { adoptFilesystem } from "../../../src/sources/file/adopt.ts";
import { detectContent } from "../../../src/sources/file/detect-content.ts";
import { type Filesystem, textAt } from "../../../src/storage/filesystem/filesystem.ts";
import { filesystems } from "../../../src/storage/filesystem/filesystems.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const uuid = "0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0";

/** As ext4 in all that is not about its images. */
const chalkfs: Filesystem = {
  ...filesystems.ext4,
  image: {
    superblock: {
      family: "chalk",
      read: (head) => (textAt(head, 0, 5) === "chalk" ? { type: "chalkfs", size: 1024, uuid } : undefined),
    },
    adoption: {
      replay: ["wipe"],
      identify: ({ device, uuid: own }) => [{ program: "chalktune", args: [own, device] }],
      grow: (mountPoint) => ({ program: "chalkgrow", args: [mountPoint] }),
      leastToGrow: 2048,
    },
  },
};

const table = {
  ...filesystems,
  chalkfs,
};

test("its superblock is read, and messages name its family", () => {
  expect(detectContent(new TextEncoder().encode("chalk"), table)).toEqual({
    kind: "filesystem",
    type: "chalkfs",
    size: 1024,
    uuid,
  });
  expect(detectContent(new TextEncoder().encode("slate"), table)).toEqual({
    kind: "unknown",
    what: "neither a tar archive nor the image of an ext, xfs, btrfs or chalk filesystem",
  });
  expect(detectContent(new TextEncoder().encode("chalk"))).toEqual({
    kind: "unknown",
    what: "neither a tar archive nor the image of an ext, xfs or btrfs filesystem",
  });
});

test.for([
  [2048, true],
  [2047, false],
] as const)("its image becomes that of a volume of %d bytes (grown: %s)", async ([size, isGrown]) => {
  const [planned] = planJson.volumes as unknown as readonly PlannedVolume[];
  if (planned === undefined) throw new Error("the plan has no volume");
  const volume = { ...planned, uuid, size };
  const host = createRecordingHost({
    expect: [
      { command: `chalktune ${uuid} ${volume.device}` },
      { command: /^blkid /u, stdout: `ID_FS_TYPE=chalkfs\nID_FS_UUID_ENC=${uuid}\n` },
      { command: /^(?:mount|umount|sync) /u, always: true },
      ...(isGrown ? [{ command: `chalkgrow /run/bareon/adopt-${uuid}` }] : []),
    ],
  });
  await adoptFilesystem(createTestContext(host), volume, { type: "chalkfs", what: "image red" }, table);
  host.assertDone();
  expect(host.commands[0]).toMatch(/^mount .*wipe/u);
});

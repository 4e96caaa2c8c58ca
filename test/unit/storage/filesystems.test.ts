/** How each filesystem is made: its UUID and label are the planned ones, and old kernels and GRUBs read it. */
import { expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { makeMultibootFilesystem } from "../../../src/storage/filesystem/ext.ts";
import { filesystems } from "../../../src/storage/filesystem/filesystems.ts";

const request = { device: "/dev/sda3", uuid: "0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0", label: "a b" };

test.for([
  [
    "ext2",
    "mkfs.ext2 -q -F -O '^metadata_csum_seed,^orphan_file' -U 0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0 -L 'a b' /dev/sda3",
  ],
  [
    "ext4",
    "mkfs.ext4 -q -F -O '^metadata_csum_seed,^orphan_file' -U 0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0 -L 'a b' /dev/sda3",
  ],
  [
    "xfs",
    "mkfs.xfs -q -f -m uuid=0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0,bigtime=0,inobtcount=0 -i nrext64=0 -L 'a b' /dev/sda3",
  ],
  ["btrfs", "mkfs.btrfs --quiet --force --uuid 0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0 --label 'a b' -- /dev/sda3"],
  ["swap", "mkswap --force --uuid 0b7c5d36-52c2-4d6c-8c54-6f0e7d8e9fa0 --label 'a b' -- /dev/sda3"],
] as const)("%s", ([type, command]) => {
  expect(renderCommand(filesystems[type].make(request))).toBe(command);
  expect(renderCommand(filesystems[type].make({ ...request, label: null }))).not.toMatch(/ -L| --label/u);
});

test("vfat takes its UUID as a bare number", () => {
  expect(renderCommand(filesystems.vfat.make({ ...request, uuid: "12AB-34CD" }))).toBe(
    "mkfs.vfat -i 12AB34CD -n 'a b' /dev/sda3",
  );
});

test("the multiboot filesystem has no feature that an old GRUB cannot read", () => {
  const command = renderCommand(makeMultibootFilesystem(request));
  expect(command).toContain("-O none,");
  expect(command).not.toMatch(/metadata_csum|64bit|orphan_file|encrypt|casefold/u);
});

test("a root is checked first, others after it, and what checks itself never", () => {
  expect([
    filesystems.ext4.fsckPass.root,
    filesystems.ext4.fsckPass.other,
    filesystems.xfs.fsckPass.root,
    filesystems.btrfs.fsckPass.other,
    filesystems.vfat.fsckPass.other,
    filesystems.swap.fsckPass.other,
  ]).toEqual([1, 2, 0, 0, 2, 0]);
});

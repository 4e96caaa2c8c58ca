/** Captured output of blkid 2.38. */
import { expect, test } from "vitest";
import { parseFilesystems } from "../../../src/programs/blkid-list.ts";

test("every device with what is on it, in the order of names", () => {
  const output = String.raw`DEVNAME=/dev/loop0p3
UUID=a19455c2-5381-4662-b175-3a7497e62a4b
BLOCK_SIZE=1024
TYPE=ext4
PARTLABEL=a\ \"b\\c
PARTUUID=11d37af2-8cb4-b44a-9ffa-c50a6c7622c8

DEVNAME=/dev/loop0p1
PARTLABEL=bios
PARTUUID=bde90e64-574b-7b46-9e4f-2b9a70fcb0f2
`;
  expect(parseFilesystems(output)).toEqual([
    { device: "/dev/loop0p1", type: null, uuid: null, partitionName: "bios" },
    { device: "/dev/loop0p3", type: "ext4", uuid: "a19455c2-5381-4662-b175-3a7497e62a4b", partitionName: 'a "b\\c' },
  ]);
  expect(parseFilesystems("")).toEqual([]);
});

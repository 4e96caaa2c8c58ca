/** blkid 2.38 as captured: what is on a device, with labels as they are, in its udev format, and all filesystems in its export format. */
import { expect, test } from "vitest";
import { ambiguousType, isSmallBlkid, parseFilesystems, parseSignature, probe } from "../../../src/programs/blkid.ts";

const swap = `ID_FS_LABEL=a_b
ID_FS_LABEL_ENC=a\\x20b
ID_FS_UUID=11111111-2222-4333-8444-000000000001
ID_FS_UUID_ENC=11111111-2222-4333-8444-000000000001
ID_FS_VERSION=1
ID_FS_TYPE=swap
ID_FS_USAGE=other
ID_PART_ENTRY_SCHEME=gpt
ID_PART_ENTRY_NAME=boot
ID_PART_TABLE_TYPE=gpt
`;

test("a filesystem has a type, a UUID and its label as it is", () => {
  expect(parseSignature(swap)).toEqual({ type: "swap", label: "a b", uuid: "11111111-2222-4333-8444-000000000001" });
  expect(
    parseSignature("ID_FS_SEC_TYPE=msdos\nID_FS_UUID=1234-ABCD\nID_FS_UUID_ENC=1234-ABCD\nID_FS_TYPE=vfat\n"),
  ).toEqual({ type: "vfat", label: null, uuid: "1234-ABCD" });
  expect(parseSignature("ID_FS_LABEL_ENC=x\\x5cy\\x22z=1\nID_FS_TYPE=ext4\n")?.label).toBe('x\\y"z=1');
  expect(parseSignature("ID_FS_LABEL_ENC=käse\\x20M-C\\xc3\\xa4\nID_FS_TYPE=ext4\n")?.label).toBe("käse M-Cä");
});

test("an empty device and a bare partition hold nothing", () => {
  expect(parseSignature("")).toBeNull();
  expect(parseSignature("ID_PART_ENTRY_SCHEME=gpt\nID_PART_ENTRY_NUMBER=1\n")).toBeNull();
  expect(parseSignature("ID_PART_TABLE_UUID=8fd93fa6\nID_PART_TABLE_TYPE=dos\n")).toBeNull();
});

test("contradicting signatures are an answer, not a failure", () => {
  expect(parseSignature("ID_FS_AMBIVALENT=filesystem:ext4:1.0 filesystem:btrfs\n")?.type).toBe(ambiguousType);
  expect(probe("/dev/sda").okCodes).toEqual([0, 2, 8]);
});

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

test("Busybox's lines have type and UUID, and a label in them is not read, whatever it looks like", () => {
  const output = `/dev/vda3: LABEL="a" UUID="evil" TYPE="b" UUID="a19455c2-5381-4662-b175-3a7497e62a4b" TYPE="ext4"
/dev/vda1: TYPE="LVM2_member"
/dev/mapper/a-b: LABEL="x: y" UUID="1234-ABCD" TYPE="vfat"
`;
  expect(parseFilesystems(output)).toEqual([
    { device: "/dev/mapper/a-b", type: "vfat", uuid: "1234-ABCD", partitionName: null },
    { device: "/dev/vda1", type: "LVM2_member", uuid: null, partitionName: null },
    { device: "/dev/vda3", type: "ext4", uuid: "a19455c2-5381-4662-b175-3a7497e62a4b", partitionName: null },
  ]);
});

test("only Busybox's succeeds without a word", () => {
  const said = (exitCode: number, stdout: string): boolean => isSmallBlkid({ exitCode, stdout, stderr: "" });
  expect([said(0, "\n"), said(2, ""), said(0, "DEVNAME=/dev/vda1\n")]).toEqual([true, false, false]);
});

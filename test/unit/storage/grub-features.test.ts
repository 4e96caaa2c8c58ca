/** Which features of a filesystem a GRUB cannot read, from the first bytes of the device. */
import { expect, test } from "vitest";
import { featureHead, grubVersion, unreadableFeatures } from "../../../src/storage/filesystem/grub-features.ts";

function head(write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(featureHead);
  write(new DataView(bytes.buffer));
  return bytes;
}

const ext4 = (bits: number): Uint8Array =>
  head((view) => {
    view.setUint16(1024 + 56, 0xef53, true);
    view.setUint32(1024 + 96, 0x2c2 | bits, true);
  });
const xfs = (bits: number, version = 0xb4a5): Uint8Array =>
  head((view) => {
    view.setUint32(0, 0x58465342);
    view.setUint16(100, version);
    view.setUint32(216, bits);
  });
const btrfs = (bits: bigint): Uint8Array =>
  head((view) => {
    view.setBigUint64(65536 + 64, 0x4d5f53665248425fn, true);
    view.setBigUint64(65536 + 188, bits, true);
  });

const nothing = { never: [], later: [] };

test.for([
  ["ext4", "as mkfs makes it", ext4(0), "2.06", nothing],
  ["ext4", "with a journal to replay", ext4(0x4), "2.02", nothing],
  ["ext4", "with ea_inode", ext4(0x400), "2.14", { never: ["ea_inode"], later: [] }],
  ["ext4", "with inline_data and casefold", ext4(0x28000), null, { never: ["inline_data", "casefold"], later: [] }],
  ["ext4", "with a seed", ext4(0x2000), "2.06", { never: [], later: ["metadata_csum_seed"] }],
  ["ext4", "with a seed, for a later GRUB", ext4(0x2000), "2.12", nothing],
  ["ext4", "with a seed, for a GRUB that is not known", ext4(0x2000), null, nothing],
  ["ext4", "with large_dir and encrypt", ext4(0x14000), "2.02", { never: [], later: ["large_dir", "encrypt"] }],
  ["ext4", "with a bit of the future", ext4(0x80000), "2.12", { never: ["incompatible features 0x80000"], later: [] }],
  ["ext4", "with ea_inode, for a GRUB of the future", ext4(0x400), "2.20", nothing],
  ["xfs", "as mkfs.xfs 6.1 makes it", xfs(0xb), "2.06-13+deb12u2", nothing],
  ["xfs", "as mkfs.xfs 6.5 makes it", xfs(0x2b), "2.06-13+deb12u2", { never: [], later: ["nrext64"] }],
  ["xfs", "with exchange and parent", xfs(0xeb), "2.12", { never: [], later: ["exchange", "parent"] }],
  ["xfs", "with a bit of the future", xfs(0x200), "2.14", { never: ["incompatible features 0x200"], later: [] }],
  ["xfs", "of version 4, which has no such field", xfs(0xffff, 0xb4a4), "2.06", nothing],
  ["btrfs", "with zstd and RAID1C3", btrfs(0x810n), "2.04", { never: [], later: ["raid1c34"] }],
  ["btrfs", "with a RAID stripe tree", btrfs(0x4000n), "2.12", { never: ["raid_stripe_tree"], later: [] }],
  ["btrfs", "with a bit that says nothing", btrfs(0x10000n), "2.12", nothing],
  ["vfat", "without a table", ext4(0x400), "2.06", nothing],
  ["xfs", "with another superblock", ext4(0x400), "2.06", nothing],
  ["ext4", "cut off", ext4(0x400).subarray(0, 1024), "2.06", nothing],
] as const)("%s %s", ([type, , bytes, grub, expected]) => {
  expect(unreadableFeatures(type, bytes, grub)).toEqual(expected);
});

test("GRUB's version stands in its module", () => {
  const module = (text: string): Uint8Array => new TextEncoder().encode(`GNU GRUB  version %s\0${text}\0prefix\0`);
  expect(grubVersion(module("2.06-13+deb12u2"))).toBe("2.06-13+deb12u2");
  expect(grubVersion(module("2.12"))).toBe("2.12");
  expect(grubVersion(module("none"))).toBeNull();
});

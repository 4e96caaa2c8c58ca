/** Wrong arrays and volume groups: each one short change of a good config, refused with the place and words that help. */
import { test } from "vitest";
import { type Case, check } from "./refusal.ts";

/** Of lvm-and-raid.json: members 0 and 1 of the first disk are in arrays with 1 and 2 of the second; the other volumes are for a group. */
const group = "/partitions/2";
const stackCases: Readonly<Record<string, Case>> = {
  "a group without a physical volume": {
    set: { [`${group}/id`]: "blue" },
    finds: [
      ["/partitions/0/volumes/2/vg", 'the id "red-disks"', '"blue"'],
      ["/partitions/1/volumes/0/vg", '"red-disks"'],
      [group, 'no disk has a physical volume for "blue"'],
    ],
  },
  "a group named like a device": {
    set: { [`${group}/id`]: "disk", "/partitions/0/volumes/2/vg": "disk", "/partitions/1/volumes/0/vg": "disk" },
    finds: [[`${group}/id`, "/dev/disk is something else"]],
  },
  "two logical volumes of one name": {
    set: { [`${group}/volumes/1/name`]: "root" },
    finds: [[`${group}/volumes/1/name`, '"root" is there twice']],
  },
  "a name that LVM keeps for itself": {
    set: { [`${group}/volumes/1/name`]: "swap_rimage_0" },
    finds: [[`${group}/volumes/1/name`, "LVM keeps names"]],
  },
  "a name that is too long with its group's": {
    set: { [`${group}/volumes/1/name`]: `s${"-".repeat(60)}` },
    finds: [[`${group}/volumes/1/name`, "longer than 127", "shorter"]],
  },
  "logical volumes larger than their group": {
    set: { [`${group}/volumes/1/size`]: "2 GiB" },
    finds: [[`${group}/volumes`, "they need 2172 MiB", 'the physical volumes of "red-disks" have 1234 MiB']],
  },
  "a physical volume that is all metadata": {
    set: { "/partitions/1/volumes/0/lvm_meta_size": "2 GiB" },
    finds: [["/partitions/1/volumes/0/size", "metadata leave nothing"]],
  },
  "an array of one": {
    set: { "/partitions/0/volumes/0/mount": "/boot" },
    finds: [
      ["/partitions/0/volumes/0", 'the array for "/boot" has this member alone', "images"],
      ["/partitions/1/volumes/1", 'the array for "/" has this member alone'],
    ],
  },
  "too few members for the level": {
    set: { "/partitions/0/volumes/0/level": 5, "/partitions/1/volumes/1/level": 5 },
    finds: [["/partitions/0/volumes/0", "2 members, and RAID level 5 needs 3"]],
  },
  "two members on one disk": {
    set: {
      "/partitions/0/volumes/1/mount": "/",
      "/partitions/0/volumes/1/images": ["blue"],
      "/partitions/1/volumes/2/mount": "/",
      "/partitions/1/volumes/2/images": ["blue"],
    },
    finds: [
      ["/partitions/0/volumes/1", "on this disk already, /partitions/0/volumes/0"],
      ["/partitions/1/volumes/2", "/partitions/1/volumes/1"],
    ],
  },
  "members that disagree": {
    set: {
      "/partitions/1/volumes/1/file_system": "xfs",
      "/partitions/1/volumes/1/keep_data": false,
      "/partitions/1/volumes/1/level": 0,
    },
    finds: [
      ["/partitions/1/volumes/1/file_system", "not what /partitions/0/volumes/0", '"ext4"'],
      ["/partitions/1/volumes/1/keep_data", "the same array", "true"],
      ["/partitions/1/volumes/1/level", "same array", "1"],
    ],
  },
  "members of other images": {
    set: { "/partitions/1/volumes/2/images": ["red"] },
    finds: [
      ["/partitions/0/volumes/1", "alone"],
      ["/partitions/1/volumes/2", "alone"],
      ["/partitions/1/volumes/2/mount", '"/srv/shared" twice'],
    ],
  },
  "an array of a group that is mounted": {
    set: {
      "/partitions/0/volumes/1": { type: "raid", mount: "/srv", vg: "red-disks", size: 128, file_system: "ext4" },
      "/partitions/1/volumes/2": { type: "raid", mount: "none", vg: "red-disks", size: 128 },
    },
    finds: [
      ["/partitions/0/volumes/1/mount", '"red-disks" cannot be mounted'],
      ["/partitions/0/volumes/1/file_system", "physical volume", "no file_system"],
    ],
  },
  "metadata of LVM on an array that has none": {
    set: { "/partitions/0/volumes/0/lvm_meta_size": 64 },
    finds: [["/partitions/0/volumes/0/lvm_meta_size", "no physical volume"]],
  },
};

test.for(Object.entries(stackCases))("%s", ([, wrong]) => check(wrong, "lvm-and-raid"));

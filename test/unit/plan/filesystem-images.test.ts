/** What can be known of images of filesystems is said before anything is written, by the plan if the config alone tells it. */
import { expect, test } from "vitest";
import type { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { findTooNew } from "../../../src/deploy/volume-fit.ts";
import { findMisfits } from "../../../src/plan/filesystem-images.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { isOlder } from "../../../src/storage/filesystem/features.ts";
import { readTraits } from "../../../src/storage/filesystem/filesystems.ts";
import { changed } from "../../support/files/example.ts";
import { nth, planExample, readInventory, withDisk } from "./fixture.ts";

const size = 100 * MiB;

/** The first 128 KiB of a filesystem with words at offsets. */
function head(
  words: readonly (readonly [number, number])[],
  isLittle: boolean,
  magic: readonly [number, string],
): Uint8Array {
  const bytes = new Uint8Array(128 * 1024);
  bytes.set(new TextEncoder().encode(magic[1]), magic[0]);
  for (const [offset, word] of words) new DataView(bytes.buffer).setUint32(offset, word, isLittle);
  return bytes;
}

const inlineData = head(
  [
    [1024 + 56, 0xef53],
    [1024 + 96, 0x8240],
    [1024 + 24, 0],
  ],
  true,
  [0, ""],
);
// Its log begins somewhere on its own device (sb_logstart 48); sb_sectsize 512 in the upper half, sb_versionnum 5 in the lower half of the word before.
const smallSectors = head(
  [
    [52, 65_541],
    [100, 0x0005_0200],
    [216, 0x28],
  ],
  false,
  [0, "XFSB"],
);
const newBtrfs = head(
  [
    [65_536 + 180, 0x8],
    [65_536 + 144, 4096],
  ],
  true,
  [65_536 + 64, "_BHRfS_M"],
);

test("superblocks tell the smallest sectors, and features with the first Linux that knows them", () => {
  expect(readTraits("ext4", inlineData)).toEqual({
    unit: 1024,
    features: [{ name: "inline_data", linux: "3.8", isReadByGrub: false }],
  });
  expect(readTraits("xfs", smallSectors)).toEqual({
    unit: 512,
    features: [
      { name: "bigtime", linux: "5.10", isReadByGrub: true },
      { name: "nrext64", linux: "5.19", isReadByGrub: true },
    ],
  });
  expect(readTraits("btrfs", newBtrfs)).toMatchObject({ unit: 4096, features: [{ name: "block-group-tree" }] });
  expect(readTraits("xfs", inlineData)).toBeUndefined();
});

function misfits(plan: Plan, type: string, bytes: Uint8Array): string[] {
  const volumes = plan.volumes.map((volume) => ({ ...volume, type: type as "ext4" }));
  return findMisfits(
    { ...plan, volumes },
    new Map([[nth(plan.images, 0).name, { type, size, traits: readTraits(type, bytes) }]]),
  );
}

test("an image for small sectors does not go onto a disk with large ones", () => {
  const small = planExample("one-system", undefined, withDisk(readInventory("one-system"), 0, { sectorSize: 512 }));
  const large = planExample("one-system", undefined, withDisk(readInventory("one-system"), 0, { sectorSize: 4096 }));
  expect(misfits(small, "xfs", smallSectors)).toEqual([]);
  expect(misfits(large, "xfs", smallSectors)).toEqual([
    expect.stringMatching(
      /^image \S+ is the image of a filesystem made for sectors or blocks of 512 bytes, and \S+ has sectors of 4096/u,
    ),
  ]);
});

test.for([
  ["ext4", "whose journal is on another device", inlineData, [[1024 + 92, 0x4]]],
  ["ext4", "that is the journal of another one", inlineData, [[1024 + 96, 0x8]]],
  ["ext4", "with features that no Linux mounts", inlineData, [[1024 + 96, 0x1040]]],
  ["ext4", "that is made for reading alone", inlineData, [[1024 + 100, 0x1000]]],
  ["ext4", "with stable_inodes, so that its UUID cannot be changed", inlineData, [[1024 + 92, 0x800]]],
  ["ext4", "with bigalloc, which resize2fs does not make larger", inlineData, [[1024 + 100, 0x200]]],
  ["xfs", "whose log is on another device", smallSectors, [[52, 0]]],
  ["xfs", "whose realtime part is on another device", smallSectors, [[20, 102_400]]],
  ["xfs", "that is to be mended by xfs_repair before it can be mounted", smallSectors, [[216, 0x10]]],
  ["btrfs", "that lies on 2 devices, of which the image is one", newBtrfs, [[65_536 + 136, 2]]],
  [
    "btrfs",
    "whose UUID was changed by btrfstune -m, and cannot be changed once more",
    newBtrfs,
    [[65_536 + 188, 0x400]],
  ],
  ["btrfs", "that is a seed, which nothing can be written to", newBtrfs, [[65_536 + 60, 0x1]]],
] as const)("one of %s %s is refused before the first write", ([type, words, from, changes]) => {
  const bytes = Uint8Array.from(from);
  for (const [offset, word] of changes) new DataView(bytes.buffer).setUint32(offset, word, type !== "xfs");
  const small = planExample("one-system", undefined, withDisk(readInventory("one-system"), 0, { sectorSize: 512 }));
  expect(misfits(small, type, from)).toEqual([]);
  expect(misfits(small, type, bytes)).toEqual([
    expect.stringMatching(new RegExp(`^image \\S+ is the image of a filesystem ${words}$`, "u")),
  ]);
});

test("one that GRUB does not read does not go where /boot is", () => {
  expect(misfits(planExample("two-systems"), "ext4", inlineData)).toEqual([
    expect.stringContaining("with the features inline_data, which GRUB does not read"),
  ]);
  const ownBoot = planExample("one-system", undefined, withDisk(readInventory("one-system"), 0, { sectorSize: 512 }));
  expect(misfits(ownBoot, "ext4", inlineData)).toEqual([]);
});

test("one that the running kernel does not know is refused by it; versions are numbers", () => {
  const found = new Map([["red", { type: "btrfs", size, traits: readTraits("btrfs", newBtrfs) }]]);
  expect(findTooNew(found, "6.1.0-18-amd64")).toEqual([]);
  expect(findTooNew(found, "5.10.0-28-amd64")).toEqual([
    "image red is the image of a filesystem of type btrfs that this kernel, 5.10.0-28-amd64, does not mount: block-group-tree (Linux 6.1)",
  ]);
  expect(findTooNew(found, "")).toEqual([]);
  expect(isOlder("5.9.0", "5.10")).toBe(true);
});

test("more partitions than a table has room for are no plan", () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    type: "partition",
    mount: index === 0 ? "/" : `/v${index}`,
    size: index === 0 ? 1024 : 1,
    file_system: "ext2",
  }));
  const document = changed("one-system", { "/partitions/0/volumes": many });
  expect(() => planExample("one-system", document)).toThrow(
    expect.objectContaining({
      exit: "invalid",
      violations: [
        {
          pointer: "/partitions/0",
          problem: "131 partitions, with the implicit ones",
          expected: "128 at most, which is what a partition table has room for",
        },
      ],
    }) as BareonError,
  );
});

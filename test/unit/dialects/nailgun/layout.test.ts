/** The rules by which a nailgun document is laid out: which disk has /boot, how journals are cut, what is kept. */
import { expect, test } from "vitest";
import { MiB } from "../../../../src/base/sizes.ts";
import type { VolumeSpec } from "../../../../src/config/deploy-config.ts";
import { volumesOf } from "../../../../src/config/volumes.ts";
import type { Inventory } from "../../../../src/schema/inventory.ts";
import { deployedMachine } from "../../plan/deployed-machine.ts";
import {
  configOf,
  diskOf,
  inSpace,
  machine3,
  machineWith,
  partition,
  planOf,
  readNode,
  sizesOf,
  violationsOf,
  withSpaces,
} from "./fixture.ts";

const boot = { type: "raid", mount: "/boot", file_system: "ext2", name: "Boot", size: 200 };
const root = partition("root", "/", 4000);
const data = (name: string): object => partition(name, `/srv/${name}`, 1000);
const systemPart = { type: "pv", vg: "os", size: 1000, lvm_meta_size: 64 };

/** The place, in the list of disks, of the one with /boot. */
function bootDisk(document: unknown): number {
  const { disks } = configOf(document);
  return disks.findIndex(({ parts }) => parts.some((part) => "mount" in part && part.mount === "/boot"));
}

test("/boot is on the first disk that is no NVMe, and on NVMe if there is no other", () => {
  const nvme = diskOf("nvme0n1", [boot, root]);
  expect(bootDisk(withSpaces(nvme, diskOf("sda", [boot, data("a")])))).toBe(1);
  expect(bootDisk(withSpaces(nvme, diskOf("sda", [data("a")])))).toBe(0);
});

test("a firmware RAID with a part of the system's group goes before other disks", () => {
  const group = { type: "vg", id: "os", volumes: [] };
  const array = diskOf("md126", [boot, systemPart]);
  expect(bootDisk(withSpaces(diskOf("sda", [boot, root]), array, group))).toBe(1);
  expect(bootDisk(withSpaces(diskOf("sda", [boot, root]), diskOf("md126", [boot, data("a")])))).toBe(0);
});

test("the one disk that is marked has /boot; two are refused, and one that has no such volume", () => {
  const marked = { bootable: true };
  const first = diskOf("sda", [boot, root]);
  expect(bootDisk(withSpaces(first, diskOf("sdb", [boot, data("b")], marked)))).toBe(1);
  expect(
    violationsOf(withSpaces(diskOf("sda", [boot, root], marked), diskOf("sdb", [boot, data("b")], marked))),
  ).toMatchObject([{ pointer: inSpace(1, "/bootable"), expected: "one such disk at most" }]);
  expect(violationsOf(withSpaces(first, diskOf("sdb", [data("b")], marked)))).toMatchObject([
    { pointer: inSpace(0, "/volumes/0"), problem: "/boot is on none of the disks that it can be on" },
  ]);
});

test("a disk that is marked and gets nothing but /boot leaves no place for it, and counts as one that is marked", () => {
  const bare = diskOf("sda", [boot], { bootable: true });
  expect(violationsOf(withSpaces(bare, diskOf("sdb", [boot, root])))).toMatchObject([
    { pointer: inSpace(0, "/volumes/0"), problem: "/boot is on none of the disks that it can be on" },
  ]);
  expect(violationsOf(withSpaces(bare, diskOf("sdb", [boot, root], { bootable: true })))).toMatchObject([
    { pointer: inSpace(1, "/bootable") },
  ]);
});

test("a disk that has nothing but /boot is not touched, and cannot have it", () => {
  expect(bootDisk(withSpaces(diskOf("sda", [boot]), diskOf("sdb", [boot, root])))).toBe(0);
  expect(configOf(withSpaces(diskOf("sda", [boot]), diskOf("sdb", [boot, root]))).disks).toHaveLength(1);
  expect(configOf(withSpaces(diskOf("sda", [boot, root], { size: 0 }), diskOf("sdb", [root]))).disks).toMatchObject([
    { pointer: inSpace(1) },
  ]);
});

test("journals are shared out among the disks, none larger than 10240 MiB", () => {
  const osd = (name: string): object => diskOf(name, [partition("ceph", "none", 1000)]);
  const guid = "45b0969e-9b03-4f30-b4c6-b4b80ceff106";
  const journal = (name: string, size: number): object =>
    diskOf(name, [partition("cephjournal", "none", size, { partition_guid: guid })], { size: 100_000 });
  const osds = ["sdd", "sde", "sdf", "sdg", "sdh"].map(osd);
  const document = withSpaces(diskOf("sda", [root]), journal("sdb", 3001), journal("sdc", 90_000), ...osds);
  const names = ["sda", "sdb", "sdc", "sdd", "sde", "sdf", "sdg", "sdh"];
  const machine = machineWith(Object.fromEntries(names.map((name) => [name, { size: 110_000 }])));
  const plan = planOf(document, machine, { driveMiB: 0 });
  expect(sizesOf(plan)).toMatchObject({
    "/dev/sdb": [24, 200, 1000, 1000, 1000],
    "/dev/sdc": [24, 200, 10_240, 10_240],
    "/dev/sdd": [24, 200, 1000],
  });
  expect(plan.disks[1]?.partitions.slice(2).map(({ type, purpose }) => [type, purpose])).toEqual(
    [1, 2, 3].map(() => [guid.toUpperCase(), "raw"]),
  );
});

test("journals without an OSD are not made", () => {
  const document = withSpaces(diskOf("sda", [root, partition("cephjournal", "none", 1000)]));
  expect(configOf(document).disks[0]?.parts).toHaveLength(1);
});

test("members with one mount are a mirror; one alone is a partition", () => {
  const member = { type: "raid", mount: "/", file_system: "ext4", name: "Root", size: 4000 };
  const two = configOf(withSpaces(diskOf("sda", [member]), diskOf("sdb", [{ ...member, keep_data: true }])));
  expect(two.arrays).toMatchObject([{ level: 1, content: { mount: "/", keepData: true } }]);
  expect(two.arrays[0]?.members).toHaveLength(2);
  const one = configOf(withSpaces(diskOf("sda", [member])));
  expect(one.arrays).toEqual([]);
  expect(one.disks[0]?.parts).toMatchObject([{ kind: "partition", mount: "/" }]);
});

function volumesIn(document: unknown): readonly VolumeSpec[] {
  return volumesOf(configOf(document));
}

test("a volume has the filesystem that the image, the document or its kind says, and a label of 12 characters", () => {
  const bare = { type: "partition", size: 100 };
  const long = { ...bare, mount: "/d/", file_system: "XFS", disk_label: "a-label-too-long" };
  const [first, second, third, fourth, fifth] = volumesIn(
    withSpaces(
      diskOf("sda", [
        partition("root", "/", 4000, { file_system: "xfs" }),
        bare,
        { ...bare, mount: "None", file_system: "ext3" },
        { ...long, size: 500 },
        { ...bare, mount: "/e", size: 500 },
      ]),
    ),
  );
  expect(first).toMatchObject({ fileSystem: "ext4", fstab: { options: "defaults,errors=panic" } });
  expect(second).toMatchObject({ mount: undefined, fileSystem: undefined });
  expect(third).toMatchObject({ mount: undefined, fileSystem: "ext3" });
  expect(fourth).toMatchObject({
    mount: "/d",
    fileSystem: "xfs",
    label: "a-label-too-",
    fstab: { options: "defaults" },
  });
  expect(fifth).toMatchObject({ fileSystem: "xfs" });
});

test("nothing is kept unless that is asked for; a physical volume keeps all of its group", () => {
  expect(volumesIn(readNode("node-3")).map(({ keepData }) => keepData)).toEqual([false, false, false, false]);
  const kept = volumesIn(readNode("node-3", { [inSpace(1, "/volumes/2/keep_data")]: true }));
  expect(kept.map(({ mount, keepData }) => [mount, keepData])).toEqual([
    ["/", false],
    ["/tmp", false],
    [undefined, false],
    ["/var/lib/glance", true],
  ]);
});

/** The machine of node-3 once it was deployed, with what LVM's own parts look like. */
function deployedNode(): Inventory {
  const plan = planOf(readNode("node-3"), machine3);
  const parts = plan.groups.flatMap(({ physicalVolumes }) => physicalVolumes.map(({ device }) => device));
  const machine = deployedMachine(machine3, plan);
  const disks = machine.disks.map((disk) => ({
    ...disk,
    partitions: disk.partitions.map((one) =>
      parts.includes(one.path)
        ? { ...one, content: { type: "LVM2_member", uuid: `pv-${one.path}`, label: null } }
        : one,
    ),
  }));
  return { ...machine, disks };
}

test("if anything is kept, no table and no group is made anew, and the image is written", () => {
  const there = deployedNode();
  const plan = planOf(readNode("node-3", { [inSpace(1, "/volumes/2/keep_data")]: true }), there);
  expect(plan.disks.map(({ keep }) => keep)).toEqual([true, true]);
  expect(plan.volumes.map(({ mount, keep }) => [mount, keep ?? false])).toEqual([
    ["/", false],
    ["/tmp", false],
    [null, false],
    ["/var/lib/glance", true],
  ]);
  expect(plan.images[0]?.keep).toBeUndefined();
  expect(planOf(readNode("node-3"), there).disks.map(({ keep }) => keep)).toEqual([undefined, undefined]);
});

test("an image is not written onto a root that keeps its data", () => {
  const there = deployedNode();
  const plan = planOf(readNode("node-3", { [inSpace(0, "/volumes/1/keep_data")]: true }), there);
  expect(plan.images[0]?.keep).toBe(true);
});

test("a group that nothing describes comes into being by its physical volumes", () => {
  const { groups } = configOf(withSpaces(diskOf("sda", [root, { ...systemPart, vg: "other" }])));
  expect(groups).toMatchObject([{ name: "other", volumes: [] }]);
});

test.for([
  [{ [inSpace(1, "/volumes/1/lvm_meta_size")]: 27 }, inSpace(1, "/volumes/1/lvm_meta_size"), "27 MiB are too little"],
  [{ [inSpace(1, "/volumes/1/size")]: 0 }, inSpace(2, "/volumes/0"), "no disk has a physical volume"],
  [{ [inSpace(0, "/volumes/2/file_system")]: "none" }, inSpace(0, "/volumes/2/file_system"), "without a filesystem"],
  [{ [inSpace(2, "/volumes/0/file_system")]: "ext4" }, inSpace(2, "/volumes/0/file_system"), "cannot be ext4"],
  [{ [inSpace(0, "/volumes/1/size")]: 0 }, "/ks_meta/image_data/~1", 'no volume of a size has the mount "/"'],
] as const)("%j is refused", ([changes, pointer, problem]) => {
  expect(violationsOf(readNode("node-3", changes))).toMatchObject([
    { pointer, problem: expect.stringContaining(problem) as string },
  ]);
});

test("sizes are whole numbers of MiB", () => {
  expect(violationsOf(readNode("node-3", { [inSpace(0, "/volumes/2/size")]: "200 MiB" }))).toMatchObject([
    { pointer: inSpace(0, "/volumes/2/size") },
  ]);
  expect(volumesIn(readNode("node-3"))[1]?.size).toEqual({ kind: "bytes", bytes: 200 * MiB });
});

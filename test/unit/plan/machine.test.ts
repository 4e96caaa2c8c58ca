/** A disk that somebody uses, or a machine that is not the plan's, is never written to. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { checkMachine } from "../../../src/plan/machine.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import { changed } from "../../support/example.ts";
import { nth, planExample, readInventory, withDisk } from "./fixture.ts";

const inventory = readInventory("two-systems");
const plan = planExample("two-systems");
const first = nth(inventory.disks, 0);
const data = nth(first.partitions, 1);

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BareonError) return `${error.exit}: ${error.message}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

function withPartition(facts: Partial<Disk["partitions"][number]>): Partial<Disk> {
  return { partitions: [nth(first.partitions, 0), { ...data, ...facts }] };
}

function content(type: string): { type: string; label: null; uuid: null } {
  return { type, label: null, uuid: null };
}

const unsafe: readonly (readonly [Partial<Disk>, string])[] = [
  [{ readOnly: true }, "/dev/sda is read-only"],
  [{ uses: ["/mnt"] }, "/dev/sda is in use: it is mounted on /mnt"],
  [withPartition({ uses: ["/srv"] }), "/dev/sda2 is in use: it is mounted on /srv"],
  [withPartition({ uses: ["[SWAP]"] }), "/dev/sda2 is in use: it is used as swap"],
  [withPartition({ uses: ["/dev/mapper/vg-root", "/"] }), "/dev/sda2 is in use: /dev/mapper/vg-root sits on it; /dev/sda2 is in use: it is mounted on /"],
  [withPartition({ content: content("LVM2_member") }), "/dev/sda2 is an LVM physical volume"],
  [{ content: content("linux_raid_member") }, "/dev/sda is a member of an MD array"],
  [withPartition({ content: content("zfs_member") }), "/dev/sda2 is a member of a ZFS pool"],
  [withPartition({ content: content("isw_raid_member") }), "/dev/sda2 is a member of something larger (isw_raid_member)"],
  [withPartition({ content: content("ambiguous") }), "/dev/sda2 holds several signatures"],
];

test.for(unsafe)("planning is refused: %#", ([facts, reason]) => {
  const message = refusal(() => planExample("two-systems", undefined, withDisk(inventory, 0, facts)));
  expect(message).toMatch(/^unsafe: refused to touch/u);
  expect(message).toContain(reason);
});

test("every reason is told at once", () => {
  const message = refusal(() => planExample("two-systems", undefined, withDisk(withDisk(inventory, 0, { readOnly: true }), 1, { uses: ["/mnt"] })));
  expect(message).toContain("disks: /dev/sda is read-only; /dev/sdb is in use: it is mounted on /mnt");
});

test("what is on a disk that the config does not name is no reason", () => {
  const used = { readOnly: true, uses: ["/mnt"], content: content("LVM2_member") };
  expect(planExample("two-systems", undefined, withDisk(inventory, 2, used))).toEqual(plan);
});

test("a removable disk must be named by what stays with it", () => {
  const removable = withDisk(inventory, 0, { removable: true });
  const byName = changed("two-systems", { "/partitions/0/id": { type: "name", value: "sda" } });
  expect(refusal(() => planExample("two-systems", byName, removable))).toContain("/dev/sda is removable; name it by serial, wwn or path");
  expect(() => planExample("two-systems", undefined, removable)).not.toThrow();
});

test("the machine that the plan was made for is accepted, also when other disks come or go", () => {
  expect(() => checkMachine(plan, inventory)).not.toThrow();
  expect(() => checkMachine(plan, { ...inventory, disks: inventory.disks.slice(0, 2) })).not.toThrow();
  expect(() => checkMachine(plan, { ...inventory, bootInterface: null })).not.toThrow();
});

const different: readonly (readonly [Partial<Disk>, string])[] = [
  [{ size: first.size + 512 }, "/dev/sda: size was"],
  [{ sectorSize: 4096 }, "/dev/sda: sector size was 512 and is 4096"],
  [{ serial: "other" }, '/dev/sda: serial was "bareon-1" and is "other"'],
  [{ wwn: null }, "/dev/sda: wwn was"],
  [{ model: "Other" }, "/dev/sda: model was"],
  [{ table: null }, "/dev/sda: partition table was"],
  [{ table: { type: "gpt", id: "other" } }, "/dev/sda: partition table was"],
  [{ content: content("xfs") }, "/dev/sda: content was null and is"],
  [{ partitions: [] }, "/dev/sda: partitions was"],
  [withPartition({ size: data.size - 512 }), "/dev/sda: partitions was"],
  [withPartition({ path: "/dev/sdz1" }), "/dev/sda: partitions was"],
  [withPartition({ content: null }), "/dev/sda: partitions was"],
  [withPartition({ content: { type: "ext4", label: "old data", uuid: "another" } }), "/dev/sda: partitions was"],
  [{ path: "/dev/sdz" }, "/dev/sda is not there"],
];

test.for(different)("a machine that differs is refused: %#", ([facts, reason]) => {
  const message = refusal(() => checkMachine(plan, withDisk(inventory, 0, facts)));
  expect(message).toMatch(/^mismatch: /u);
  expect(message).toContain(reason);
});

test("disks that swapped their names are refused, and so is another architecture", () => {
  const [one, two] = [first, nth(inventory.disks, 1)];
  const swapped: Inventory = { ...inventory, disks: [{ ...two, path: one.path }, { ...one, path: two.path }] };
  expect(refusal(() => checkMachine(plan, swapped))).toContain('/dev/sdb: serial was "bareon-2" and is "bareon-1"');
  expect(refusal(() => checkMachine(plan, { ...inventory, architecture: "aarch64" }))).toContain("the machine is aarch64, not x86_64");
});

test("a disk of the plan that is in use by now is refused", () => {
  expect(refusal(() => checkMachine(plan, withDisk(inventory, 1, { uses: ["/mnt"] })))).toBe("unsafe: refused to touch a disk: /dev/sdb is in use: it is mounted on /mnt");
});

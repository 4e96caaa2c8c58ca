/** A machine that is not the plan's is never written to. */
import { expect, test } from "vitest";
import { checkMachine } from "../../../src/machine/safety.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import { nth, planExample, planTwoDisks, readInventory, readMachine, refusal, withDisk } from "../plan/fixture.ts";

const inventory = readInventory("two-systems");
const plan = planExample("two-systems");
const first = nth(inventory.disks, 0);
const data = nth(first.partitions, 1);

function withPartition(facts: Partial<Disk["partitions"][number]>): Partial<Disk> {
  return { partitions: [nth(first.partitions, 0), { ...data, ...facts }] };
}

function content(type: string): { type: string; label: null; uuid: null } {
  return { type, label: null, uuid: null };
}

test("the machine that the plan was made for is accepted, also when other disks come or go", () => {
  expect(() => checkMachine(plan, inventory, storageLayers)).not.toThrow();
  expect(() => checkMachine(plan, { ...inventory, disks: inventory.disks.slice(0, 2) }, storageLayers)).not.toThrow();
  expect(() => checkMachine(plan, { ...inventory, bootInterface: null }, storageLayers)).not.toThrow();
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
  const message = refusal(() => checkMachine(plan, withDisk(inventory, 0, facts), storageLayers));
  expect(message).toMatch(/^mismatch: /u);
  expect(message).toContain(reason);
});

test("disks that swapped their names are refused, and so is another architecture", () => {
  const [one, two] = [first, nth(inventory.disks, 1)];
  const swapped: Inventory = {
    ...inventory,
    disks: [
      { ...two, path: one.path },
      { ...one, path: two.path },
    ],
  };
  expect(refusal(() => checkMachine(plan, swapped, storageLayers))).toContain(
    '/dev/sdb: serial was "bareon-2" and is "bareon-1"',
  );
  expect(refusal(() => checkMachine(plan, { ...inventory, architecture: "aarch64" }, storageLayers))).toContain(
    "the machine is aarch64, not x86_64",
  );
});

test("a disk of the plan that is in use by now is refused", () => {
  expect(refusal(() => checkMachine(plan, withDisk(inventory, 1, { uses: ["/srv"] }), storageLayers))).toBe(
    "unsafe: refused to touch the disks: /dev/sdb is in use: it is mounted on /srv",
  );
});

test("what is stacked on the disks must be as it was, too; who uses it is asked anew", () => {
  const used = readMachine("awake");
  const made = planTwoDisks(used);
  expect(() => checkMachine(made, used, storageLayers)).not.toThrow();
  expect(refusal(() => checkMachine(made, readMachine("asleep"), storageLayers))).toMatch(
    /^mismatch: .*volume group old \(lOSOMX.*\) was .*\/dev\/md0.* and is /u,
  );
  expect(
    refusal(() =>
      checkMachine(made, { ...used, groups: used.groups.filter(({ name }) => name === "far") }, storageLayers),
    ),
  ).toMatch(/^mismatch: .*volume group old .* is not there/u);
  expect(
    refusal(() => checkMachine({ ...made, machine: { ...made.machine, arrays: [] } }, used, storageLayers)),
  ).toMatch(/^mismatch: .*array \/dev\/md0 is new/u);
  const mounted = {
    ...used,
    groups: used.groups.map((group) => ({
      ...group,
      volumes: group.volumes.map((volume) => ({ ...volume, uses: ["/srv"] })),
    })),
  };
  expect(refusal(() => checkMachine(made, mounted, storageLayers))).toMatch(
    /^unsafe: .*\/dev\/mapper\/old-root is in use: it is mounted on \/srv/su,
  );
});

test("what a ramdisk mounts or unmounts after the plan was made has no step in it, or a step too many", () => {
  const used = readMachine("awake");
  const mounted = {
    ...used,
    arrays: used.arrays.map((array) => (array.path === "/dev/md1" ? { ...array, uses: ["/mnt"] } : array)),
  };
  expect(() => checkMachine(planTwoDisks(mounted), mounted, storageLayers)).not.toThrow();
  expect(refusal(() => checkMachine(planTwoDisks(used), mounted, storageLayers))).toBe(
    'unsafe: refused to touch the disks: one came into use after the plan was made, which has no step to "Unmount /dev/md1 from /mnt"',
  );
  expect(refusal(() => checkMachine(planTwoDisks(mounted), used, storageLayers))).toMatch(
    /^mismatch: .*there is no need any more to "Unmount \/dev\/md1 from \/mnt"/u,
  );
});

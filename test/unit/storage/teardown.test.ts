/** What is taken down before a disk is erased, in which order, and by which commands. */
import { expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { tearDown } from "../../../src/storage/teardown.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { nth, planTwoDisks, readMachine } from "../plan/fixture.ts";

const awake = readMachine("awake");

/** Titles with their commands. */
function told(steps: Plan["steps"]): string[] {
  return steps.flatMap((step) =>
    step.kind === "tear-down" ? [`# ${step.title}`, ...step.commands.map(renderCommand)] : [],
  );
}

test("from the volumes down to the members, each wiped before what is below", () => {
  expect(told(planTwoDisks(awake).steps)).toEqual([
    "# Erase volume group old (my-data, root)",
    "wipefs --all --quiet -- /dev/mapper/old-my--data",
    "wipefs --all --quiet -- /dev/mapper/old-root",
    `vgchange --devices /dev/md0 --quiet --activate n --select vg_uuid=${nth(awake.groups, 1).uuid}`,
    "wipefs --all --quiet -- /dev/md0",
    "# Erase raid1 array bareon:1 (/dev/md1) of /dev/vda2, /dev/vdb2",
    "wipefs --all --quiet -- /dev/md1",
    "mdadm --stop /dev/md1",
    "wipefs --all --quiet -- /dev/vda2",
    "wipefs --all --quiet -- /dev/vdb2",
    "# Erase raid1 array bareon:life (/dev/md0) of /dev/vda1, /dev/vdb1",
    "wipefs --all --quiet -- /dev/md0",
    "mdadm --stop /dev/md0",
    "wipefs --all --quiet -- /dev/vda1",
    "wipefs --all --quiet -- /dev/vdb1",
  ]);
});

test("it comes before anything else of the disks but the mark that they are not deployed", () => {
  const kinds = planTwoDisks(awake).steps.map(({ kind }) => kind);
  expect(kinds.slice(0, 7)).toEqual([
    "lock-disks",
    "invalidate-boot-sector",
    "invalidate-boot-sector",
    "tear-down",
    "tear-down",
    "tear-down",
    "unlock-disks",
  ]);
  expect(kinds.lastIndexOf("tear-down")).toBe(5);
});

test("what is not assembled is not assembled for that: members lose their superblocks, and the array's first data", () => {
  expect(told(planTwoDisks(readMachine("asleep")).steps)).toEqual([
    "# Erase raid1 array bareon:1 of /dev/vda2, /dev/vdb2",
    "wipefs --all --quiet -- /dev/vda2",
    "wipefs --all --quiet -- /dev/vdb2",
    "# Erase raid1 array bareon:life of /dev/vda1, /dev/vdb1",
    "blkdiscard --zeroout --offset 1048576 --length 1048576 -- /dev/vda1",
    "blkdiscard --zeroout --offset 1048576 --length 1048576 -- /dev/vdb1",
    "wipefs --all --quiet -- /dev/vda1",
    "wipefs --all --quiet -- /dev/vdb1",
  ]);
});

test("where partitions are kept things are switched off and nothing is erased", () => {
  const steps = told(tearDown({ ...awake, disks: awake.disks.slice(0, 2), groups: awake.groups.slice(1) }, false));
  expect(steps.filter((line) => !line.startsWith("#"))).toEqual([
    `vgchange --devices /dev/md0 --quiet --activate n --select vg_uuid=${nth(awake.groups, 1).uuid}`,
    "mdadm --stop /dev/md1",
    "mdadm --stop /dev/md0",
  ]);
  expect(steps[0]).toBe("# Switch off volume group old (my-data, root)");
  const asleep = readMachine("asleep");
  expect(tearDown({ ...asleep, disks: asleep.disks.slice(0, 2), groups: [] }, false)).toEqual([]);
  const others = [
    { path: "/dev/mapper/secret", type: "crypt", parents: ["/dev/vda1"], content: null, uses: [] },
    { path: "/dev/md1p1", type: "part", parents: ["/dev/md1"], content: null, uses: [] },
  ];
  expect(told(tearDown({ disks: [], arrays: [], groups: [], others }, false))).toEqual([
    "# Close encrypted device /dev/mapper/secret on /dev/vda1",
    "dmsetup remove --retry -- /dev/mapper/secret",
  ]);
});

test("what is mounted and swap end before anything changes, deeper mounts first", () => {
  const volumes = nth(awake.groups, 1).volumes.map((volume) => ({
    ...volume,
    uses: volume.name === "root" ? ["/mnt"] : ["[SWAP]"],
  }));
  const machine: Inventory = {
    ...awake,
    groups: awake.groups.map((group) => (group.name === "old" ? { ...group, volumes } : group)),
    arrays: awake.arrays.map((array) => (array.path === "/dev/md1" ? { ...array, uses: ["/mnt/boot"] } : array)),
  };
  expect(planTwoDisks(machine).steps.slice(0, 5)).toMatchObject([
    { kind: "unmount", title: "Unmount /dev/md1 from /mnt/boot", targets: ["/mnt/boot"] },
    { kind: "unmount", title: "Unmount /dev/mapper/old-root from /mnt", targets: ["/mnt"] },
    { kind: "end-use", commands: [{ program: "swapoff", args: ["--", "/dev/mapper/old-my--data"] }] },
    { kind: "lock-disks", disks: ["/dev/vda", "/dev/vdb"] },
    { kind: "invalidate-boot-sector" },
  ]);
});

test("an encrypted device is closed before the array that it is on is stopped", () => {
  const steps = told(
    planTwoDisks({
      ...awake,
      others: [{ path: "/dev/mapper/secret", type: "crypt", parents: ["/dev/md1"], content: null, uses: [] }],
    }).steps,
  );
  const close = steps.indexOf("dmsetup remove --retry -- /dev/mapper/secret");
  expect(steps.slice(close - 2, close + 2)).toEqual([
    "# Erase encrypted device /dev/mapper/secret on /dev/md1",
    "wipefs --all --quiet -- /dev/mapper/secret",
    "dmsetup remove --retry -- /dev/mapper/secret",
    "wipefs --all --quiet -- /dev/md1",
  ]);
  expect(close).toBeLessThan(steps.indexOf("mdadm --stop /dev/md1"));
});

test("two groups with one name are told apart by UUID, each sees its own devices only", () => {
  const [far, old] = [nth(awake.groups, 0), nth(awake.groups, 1)];
  const steps = told(planTwoDisks({ ...awake, groups: [{ ...far, name: "old" }, old] }).steps);
  expect(steps.filter((line) => line.startsWith("vgchange"))).toEqual([
    `vgchange --devices /dev/md0 --quiet --activate n --select vg_uuid=${old.uuid}`,
  ]);
});

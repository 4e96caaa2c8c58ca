/** Policies that keep arrays and volume groups: what the plan takes over from the disks, and every kind of difference that it refuses. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import type { Content, Disk, Inventory, LogicalVolume, MdArray, VolumeGroup } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { mapperPath } from "../../../src/programs/lvm.ts";
import { changed } from "../../support/files/example.ts";
import { nth, planExample, readInventory, violationsIn } from "../plan/fixture.ts";

/** A UUID that this machine alone has, unlike those of a new plan. */
function foundUuid(number: number): string {
  return `${number.toString(16).padStart(8, "f")}-1111-4111-8111-11111111111a`;
}

/** The machine of the example after a deploy of it and a reboot: nothing is assembled or active. */
function deployedMachine(): Inventory {
  const plan = planExample("lvm-and-raid");
  let count = 0;
  const next = (): string => foundUuid((count += 1));
  const contents = new Map<string, Content>([
    ...plan.volumes.map(({ device, type, label }): [string, Content] => [device, { type, label, uuid: next() }]),
    [plan.boot.multiboot?.device ?? "", { type: "ext4", label: "bareon-boot", uuid: next() }],
    ...plan.arrays.flatMap(({ members, uuid }) =>
      members.map((member): [string, Content] => [member, { type: "linux_raid_member", label: "any:x", uuid }]),
    ),
    ...plan.groups.flatMap(({ physicalVolumes }) =>
      physicalVolumes.map(({ device }): [string, Content] => [
        device,
        { type: "LVM2_member", label: null, uuid: next() },
      ]),
    ),
  ]);
  const inventory = readInventory("lvm-and-raid");
  const disks = inventory.disks.map((disk): Disk => {
    const planned = plan.disks.find(({ path }) => path === disk.path);
    if (planned === undefined) return disk;
    const partitions = planned.partitions.map(({ device, number, start, size, type, name }) => ({
      path: device,
      number,
      start,
      size,
      type,
      name: name === "" ? null : name,
      partuuid: next().toUpperCase(),
      content: contents.get(device) ?? null,
      uses: [],
    }));
    return { ...disk, table: { type: "gpt", id: next().toUpperCase() }, content: null, partitions };
  });
  const arrays = plan.arrays.map(({ device, name, level, metadata, size, members }): MdArray => ({
    path: `/dev/disk/by-id/md-uuid-${name}`,
    active: false,
    name: `any:${name}`,
    uuid: next(),
    level: `raid${level}`,
    metadata,
    devices: members.length,
    size,
    members: [...members],
    dataOffsets: members.map(() => 8 * MiB),
    content: contents.get(device) ?? null,
    uses: [],
  }));
  const groups = plan.groups.map(({ name, extentSize, size, physicalVolumes, volumes }): VolumeGroup => ({
    name,
    uuid: "vg",
    extentSize,
    size,
    lock: null,
    physicalVolumes: physicalVolumes.map((part) => ({ path: part.device, uuid: part.device, size: part.size })),
    volumes: volumes.map((volume): LogicalVolume => ({
      name: volume.name,
      path: volume.device,
      uuid: volume.name,
      size: volume.size,
      active: false,
      content: contents.get(volume.device) ?? null,
      uses: [],
    })),
  }));
  return { ...inventory, disks, arrays, groups };
}

function withArray(change: Partial<MdArray>): Inventory {
  const machine = deployedMachine();
  return { ...machine, arrays: machine.arrays.map((array, index) => (index === 0 ? { ...array, ...change } : array)) };
}

function withGroup(change: (group: VolumeGroup) => Partial<VolumeGroup>): Inventory {
  const machine = deployedMachine();
  return { ...machine, groups: machine.groups.map((group) => ({ ...group, ...change(group) })) };
}

function withVolume(name: string, change: (volume: LogicalVolume) => LogicalVolume | undefined): Inventory {
  return withGroup(({ volumes }) => ({
    volumes: volumes.flatMap((volume) => (volume.name === name ? (change(volume) ?? []) : volume)),
  }));
}

function planOn(inventory: Inventory): Plan {
  return planExample("lvm-and-raid", changed("lvm-and-raid", { "/partitions_policy": "verify" }), inventory);
}

function differencesOn(inventory: Inventory): string[] {
  try {
    planOn(inventory);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "mismatch") throw error;
    return error.differences.map(({ where, what, expected, found, pointer }) =>
      [where, what, expected, found, pointer].join(" | "),
    );
  }
  return [];
}

function commandsOf(plan: Plan, id: string): string[] {
  const step = plan.steps.find((one) => one.id === id);
  return step !== undefined && "commands" in step
    ? step.commands.map(({ program, args }) => [program, ...args].join(" "))
    : [];
}

test("arrays and groups that match are put together again, with their identities; what is not kept is made anew on them", () => {
  const machine = deployedMachine();
  const plan = planOn(machine);
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  checkStoredPlan(plan);
  expect(plan.arrays.map(({ uuid, keep }) => [uuid, keep])).toEqual(machine.arrays.map(({ uuid }) => [uuid, true]));
  expect(commandsOf(plan, "array /dev/md0")).toEqual([
    `mdadm --assemble /dev/md0 --uuid=${foundUuid(20).replaceAll("-", "").match(/.{8}/gu)?.join(":")} /dev/sda3 /dev/sdb3`,
  ]);
  expect(commandsOf(plan, "group red-disks")).toEqual([
    "vgchange --devices /dev/sda5,/dev/sdb2 --quiet --activate y red-disks",
  ]);
  expect(plan.volumes.map(({ device, keep }) => `${device} ${keep === true ? "kept" : "anew"}`)).toEqual([
    "/dev/md0 kept",
    "/dev/md1 kept",
    "/dev/mapper/red--disks-root kept",
    "/dev/mapper/red--disks-swap kept",
    "/dev/mapper/red--disks-var--data anew",
  ]);
  expect(commandsOf(plan, "mkfs /dev/mapper/red--disks-var--data").map((line) => line.split(" ")[0])).toEqual([
    "blkdiscard",
    "blkdiscard",
    "wipefs",
    "mkfs.ext4",
  ]);
  expect(plan.volumes.at(-1)?.uuid).toBe(nth(machine.groups, 0).volumes.at(-1)?.content?.uuid);
  expect(plan.steps.filter(({ id }) => /^(?:release|partition|clear) /u.test(id))).toEqual([]);
});

test("what is switched on by then is switched off first, and not erased", () => {
  const machine = withArray({ path: "/dev/md127", active: true });
  const disks = machine.disks.map((disk) => ({
    ...disk,
    partitions: disk.partitions.map((partition) =>
      ["/dev/sda3", "/dev/sdb3"].includes(partition.path) ? { ...partition, uses: ["/dev/md127"] } : partition,
    ),
  }));
  const plan = planOn({ ...machine, disks });
  const stop = plan.steps.find(({ kind }) => kind === "tear-down");
  expect(
    stop?.kind === "tear-down" ? stop.commands.map(({ program, args }) => `${program} ${args.join(" ")}`) : [],
  ).toEqual(["mdadm --stop /dev/md127"]);
  expect(plan.steps.indexOf(stop ?? nth(plan.steps, 0))).toBeLessThan(
    plan.steps.findIndex(({ id }) => id === "array /dev/md0"),
  );
});

const array = "/partitions/0/volumes/0";
const group = "/partitions/2";
const kinds: Readonly<Record<string, readonly [Inventory, readonly string[]]>> = {
  "a missing array": [
    { ...deployedMachine(), arrays: deployedMachine().arrays.slice(1) },
    [`array blue-root | array | level 1 of /dev/sda3, /dev/sdb3 | none | ${array}`],
  ],
  "another level": [withArray({ level: "raid0" }), [`array blue-root | level | raid1 | raid0 | ${array}`]],
  "another member": [
    withArray({ members: ["/dev/sda3", "/dev/sdb4"] }),
    [`array blue-root | members | /dev/sda3, /dev/sdb3 | /dev/sda3, /dev/sdb4 | ${array}`],
  ],
  "a member that is gone": [withArray({ devices: 3 }), [`array blue-root | number of members | 2 | 3 | ${array}`]],
  "an array of another size": [
    withArray({ size: 370 * MiB }),
    [`array blue-root | size | 376 MiB | 370 MiB | ${array}`],
  ],
  "a firmware RAID": [withArray({ metadata: "imsm" }), [`array blue-root | metadata | 1.2 | imsm | ${array}`]],
  "another filesystem on an array": [
    withArray({ content: { type: "xfs", label: null, uuid: foundUuid(99) } }),
    [`array blue-root | filesystem | ext4 | xfs | ${array}`],
  ],
  "a missing logical volume": [
    withVolume("swap", () => undefined),
    ["/dev/mapper/red--disks-swap | logical volume | 64 MiB | none | /partitions/2/volumes/1"],
  ],
  "an extra logical volume": [
    withGroup(({ volumes }) => ({
      volumes: [...volumes, { ...nth(volumes, 1), name: "more", path: "/dev/mapper/red--disks-more", content: null }],
    })),
    [`/dev/mapper/red--disks-more | logical volume | none | 64 MiB | ${group}`],
  ],
  "a logical volume of another size": [
    withVolume("swap", (volume) => ({ ...volume, size: volume.size - 2 * MiB })),
    ["/dev/mapper/red--disks-swap | size | 64 MiB | 62 MiB | /partitions/2/volumes/1"],
  ],
  "another filesystem on a logical volume": [
    withVolume("root", (volume) => ({ ...volume, content: { type: "ext4", label: null, uuid: foundUuid(99) } })),
    ["/dev/mapper/red--disks-root | filesystem | xfs | ext4 | /partitions/2/volumes/0"],
  ],
  "another group": [
    withGroup(() => ({ name: "old" })),
    [`/dev/sda5 | volume group | red-disks | old | ${group}`, `/dev/sdb2 | volume group | red-disks | old | ${group}`],
  ],
  "a physical volume that is gone": [
    withGroup(({ physicalVolumes }) => ({
      physicalVolumes: physicalVolumes.map((part, index) =>
        index === 1 ? { ...part, path: null, uuid: "gone" } : part,
      ),
    })),
    [
      `/dev/sdb2 | volume group | red-disks | none | ${group}`,
      `missing gone | volume group | none | red-disks | ${group}`,
    ],
  ],
};

test.for(Object.entries(kinds))("%s is a difference", ([, [inventory, rows]]) => {
  expect(differencesOn(inventory)).toEqual(rows);
});

test("sizes may be off by an extent of the group that is there", () => {
  const coarse = (less: number): Inventory =>
    withGroup(({ volumes }) => ({
      extentSize: 4 * MiB,
      volumes: volumes.map((volume) => ({ ...volume, size: volume.size - less })),
    }));
  expect(differencesOn(coarse(3 * MiB))).toEqual([]);
  expect(planOn(coarse(3 * MiB)).groups[0]?.extentSize).toBe(4 * MiB);
  expect(differencesOn(coarse(5 * MiB))).toHaveLength(3);
});

const edits: Readonly<Record<string, readonly [string, (plan: Plan) => void]>> = {
  "a kept array of another UUID": ["/arrays/0", (plan) => plan.arrays.forEach((one) => (one.uuid = foundUuid(77)))],
  "a kept group with another volume": [
    "/groups/0",
    (plan) => plan.groups.forEach((one) => one.volumes.forEach((volume) => (volume.size += MiB))),
  ],
  "an array that is not there as kept": ["/machine/arrays", (plan) => plan.machine.arrays.splice(0)],
  "a filesystem kept on an array that is made anew": [
    "/arrays/0",
    (plan) => plan.arrays.forEach((one) => Reflect.deleteProperty(one, "keep")),
  ],
};

test.for(Object.entries(edits))("a stored plan with %s is refused", ([, [pointer, edit]]) => {
  const plan = planOn(deployedMachine());
  edit(plan);
  expect(() => checkStoredPlan(plan)).toThrow(
    expect.objectContaining({
      violations: violationsIn(pointer),
    }) as Error,
  );
});

const newEdits: Readonly<Record<string, readonly [string, (plan: Plan) => void]>> = {
  "a member elsewhere": ["/arrays", (plan) => plan.arrays.forEach((one) => (one.members = ["/dev/sdz1", "/dev/sdz2"]))],
  "an array elsewhere": ["/arrays", (plan) => plan.arrays.forEach((one) => (one.device = "/dev/sdz"))],
  "an array of another size": ["/arrays/0", (plan) => plan.arrays.forEach((one) => (one.size += MiB))],
  "a physical volume elsewhere": [
    "/groups",
    (plan) => plan.groups.forEach((one) => one.physicalVolumes.forEach((part) => (part.device = "/dev/sdz1"))),
  ],
  "a group whose name is an option": ["/groups", (plan) => plan.groups.forEach((one) => (one.name = "--select"))],
  "an array whose name is an option": [
    "/arrays",
    (plan) => plan.arrays.forEach((one) => (one.name = "--assume-clean")),
  ],
  "two arrays on one node": ["/arrays", (plan) => plan.arrays.forEach((one) => (one.device = "/dev/md0"))],
  "a volume whose name is an option": [
    "/groups/0/volumes",
    (plan) =>
      plan.groups.forEach((one) =>
        one.volumes.forEach(
          (volume) => ((volume.name = "--config"), (volume.device = mapperPath(one.name, "--config"))),
        ),
      ),
  ],
  "volumes larger than their group": [
    "/groups/0/volumes",
    (plan) => plan.groups.forEach((one) => one.volumes.forEach((volume) => (volume.size = one.size))),
  ],
  "a boot sector elsewhere": ["/boot/mirrors", (plan) => plan.boot.mirrors.push("/dev/sdz")],
};

test.for(Object.entries(newEdits))("a stored plan for new disks with %s is refused", ([, [pointer, edit]]) => {
  const plan = planExample("lvm-and-raid");
  checkStoredPlan(plan);
  edit(plan);
  expect(() => checkStoredPlan(plan)).toThrow(
    expect.objectContaining({
      violations: violationsIn(pointer),
    }) as Error,
  );
});

test("a group that is there is as large as it is: what it has room for, and its percentages, are judged by that", () => {
  const extentSize = 4 * MiB;
  const grown = withGroup((one) => ({ size: one.size + 200 * MiB, extentSize }));
  const size = grown.groups[0]?.size ?? 0;
  // LVM rounds up to whole extents.
  const share = Math.ceil(size / 10 / extentSize) * extentSize;
  const sizes: Readonly<Record<string, number>> = { "var-data": share, swap: 64 * MiB, root: size - share - 64 * MiB };
  const groups = grown.groups.map((one) => ({
    ...one,
    volumes: one.volumes.map((volume) => ({ ...volume, size: sizes[volume.name] ?? 0 })),
  }));
  expect(planOn({ ...grown, groups }).groups).toMatchObject([{ keep: true, size, extentSize }]);

  const shrunk = withGroup((one) => ({ size: one.size - 64 * MiB }));
  expect(differencesOn(shrunk)).toEqual([
    expect.stringMatching(/red--disks-root \| size \| /u),
    expect.stringMatching(/red--disks-var--data \| size \| /u),
  ]);
});

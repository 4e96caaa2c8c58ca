/** Policy grow: what is made larger and added, in which order, what a cut leaves to be done, and everything that it refuses. */
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { leavesBoot } from "../../../src/plan/phases.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import type { Content, Disk, Inventory, Partition, VolumeGroup } from "../../../src/schema/inventory.ts";
import type { DeployPhases, Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { validate as validateInventory } from "../../../src/schema/inventory.validate.js";
import { storageLayers } from "../../../src/storage/layers.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { deployedNode } from "./extended-node.ts";
import { decided, planExample, readInventory } from "./fixture.ts";
import { planPart } from "./parts.ts";

const disk = "/dev/sda";
const storagePart: DeployPhases = { from: "storage", until: "storage" };

interface Volume {
  readonly type: string;
  readonly size?: string;
  readonly [key: string]: unknown;
}

const partition = (mount: string, size: string, more: object = {}): Volume => ({
  ...{ type: "partition", mount, size, file_system: "ext4", images: ["os"] },
  ...more,
});
const logical = (name: string, size: string, more: object = {}): Volume => ({
  ...{ type: "lv", name, mount: `/${name}`, size, file_system: "ext4", images: ["os"] },
  ...more,
});

interface Asked {
  readonly policy?: string;
  readonly size?: string;
  readonly volumes?: readonly Volume[];
  readonly group?: readonly Volume[];
  readonly images?: readonly object[];
}

/** Partitions: 1 boot code, 2 root, 3 /srv, 4 physical volume of the group "data", and 1 GiB free behind that. */
const usual = [partition("/", "1 GiB"), partition("/srv", "512 MiB", { file_system: "xfs" })];
const pv = (size: string): Volume => ({ type: "pv", vg: "data", size });
const group = [logical("a", "500 MiB"), logical("b", "200 MiB")];

function config({
  policy = "grow",
  size = "4 GiB",
  volumes = [...usual, pv("1 GiB")],
  group: lvs = group,
  images,
}: Asked): unknown {
  return {
    partitions_policy: policy,
    images: images ?? [{ name: "os", image_pull_url: "host::images/os/", target: "/" }],
    partitions: [
      { type: "disk", id: { type: "name", value: disk }, size, volumes },
      ...(volumes.some(({ type }) => type === "pv") ? [{ type: "vg", id: "data", volumes: lvs }] : []),
    ],
  };
}

/** The node that a deploy of it made, as a ramdisk sees it. */
function node(asked: Asked = {}): Inventory {
  const clean = config({ ...asked, policy: "clean" });
  const machine = deployedNode(readInventory("two-systems"), planExample("two-systems", clean));
  const { deployed: _deployed, ...idle } = JSON.parse(
    JSON.stringify(machine, (key, value: unknown) => (key === "uses" ? [] : value)),
  ) as Inventory;
  const sized = { ...idle, running: { root: null, medium: [] } };
  const withSize = (content: Content | null, size: number): Content | null =>
    content === null || !["ext4", "xfs", "btrfs"].includes(content.type) ? content : { ...content, size };
  return {
    ...sized,
    disks: sized.disks.map((one) => ({
      ...one,
      partitions: one.partitions.map((part) => ({ ...part, content: withSize(part.content, part.size) })),
    })),
    groups: sized.groups.map((one) => ({
      ...one,
      physicalVolumes: one.physicalVolumes.map((part) => ({
        ...part,
        start: 64 * MiB,
        deviceSize: part.size + 64 * MiB,
      })),
      volumes: one.volumes.map((volume) => ({
        ...volume,
        active: false,
        content: withSize(volume.content, volume.size),
      })),
    })),
  };
}

function withPartition(inventory: Inventory, number: number, facts: Partial<Partition>): Inventory {
  const change = (one: Disk): Disk =>
    one.path !== disk
      ? one
      : { ...one, partitions: one.partitions.map((part) => (part.number === number ? { ...part, ...facts } : part)) };
  return { ...inventory, disks: inventory.disks.map(change) };
}

/** With the fourth partition gone. */
function withGap(volumes: readonly Volume[]): Inventory {
  const change = (one: Disk): Disk => ({ ...one, partitions: one.partitions.filter(({ number }) => number !== 4) });
  const all = node({ volumes });
  return { ...all, disks: all.disks.map((one) => (one.path === disk ? change(one) : one)) };
}

function withGroup(inventory: Inventory, change: (group: VolumeGroup) => VolumeGroup): Inventory {
  return { ...inventory, groups: inventory.groups.map(change) };
}

function planOn(inventory: Inventory, asked: Asked, phases?: DeployPhases): Plan {
  return planPart({ document: config(asked), inventory, ...(phases === undefined ? {} : { phases }) });
}

function refusalOf(inventory: Inventory, asked: Asked, phases?: DeployPhases): BareonError {
  return refusalIn(() => planOn(inventory, asked, phases));
}

function refusalIn(plan: () => unknown): BareonError {
  try {
    plan();
  } catch (error) {
    if (error instanceof BareonError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const rowsOf = ({ differences }: BareonError): string[] =>
  differences.map(({ where, what, expected, found, pointer }) => [where, what, expected, found, pointer].join(" | "));
const ids = ({ steps }: Plan): string[] => steps.map(({ id }) => id);
const titles = ({ steps }: Plan): string[] => steps.map(({ title }) => title);

test("nothing is to be done for a layout that is as the config has it, and what boots the node is left alone", () => {
  const plan = planOn(node(), {}, storagePart);
  expect(ids(plan)).toEqual([`show ${disk}`, `check-table ${disk}`, "group data", "check-stacks", "check-filesystems"]);
  expect(leavesBoot(plan)).toBe(true);
  expect(JSON.stringify(decided(plan))).not.toMatch(/grownFrom|"added"|unfinished/u);
});

test("a physical volume at the end, its volumes, and new ones: the table first, then the group, then filesystems; what is new counts last", () => {
  const inventory = node();
  expect(validateInventory(inventory), JSON.stringify(validateInventory.errors)).toBe(true);
  const asked = {
    volumes: [...usual, pv("1536 MiB"), partition("/new", "300 MiB", { file_system: "btrfs" })],
    group: [logical("a", "600 MiB"), ...group.slice(1), logical("c", "remaining", { file_system: "xfs" })],
  };
  const plan = planOn(inventory, asked, storagePart);
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  checkStoredPlan(JSON.parse(JSON.stringify(plan)) as Plan);
  checkMachine(plan, inventory, storageLayers);
  expect(titles(plan)).toEqual([
    "Change the partition table of /dev/sda: make /dev/sda4 larger, from 1024 MiB to 1536 MiB, add /dev/sda5 with 300 MiB",
    "Show the kernel the partitions of /dev/sda",
    "Read the partition table of /dev/sda back",
    "Activate volume group data",
    "Make in volume group data /dev/sda4 larger, from 960 MiB to 1472 MiB",
    "Make /dev/mapper/data-a larger, from 500 MiB to 600 MiB",
    "Add /dev/mapper/data-c with 672 MiB to volume group data",
    "Read arrays and volume groups back",
    "Make the ext4 for /a on /dev/mapper/data-a larger, from 500 MiB to 600 MiB",
    "Make btrfs for /new on /dev/sda5",
    "Make xfs for /c on /dev/mapper/data-c",
    "Read the filesystems back",
    "Note in the partition table that /dev/sda5 is made",
    "Note in volume group data that /dev/mapper/data-c is made",
  ]);
  const change = plan.steps.find((step) => step.kind === "change-table");
  expect(change).toMatchObject({ grow: [4], add: [5] });
  const [, four, five] = plan.disks[0]?.partitions.slice(-3) ?? [];
  expect(four).toMatchObject({ number: 4, size: 1536 * MiB, grownFrom: 1024 * MiB });
  expect(five).toMatchObject({ number: 5, start: (four?.start ?? 0) + 1536 * MiB, added: true, unfinished: true });
  // What is cleared is free space alone: the new end of one, and both ends of the other.
  const zeroed =
    change?.kind === "change-table" ? change.clear.map(({ args }) => Number(args[args.indexOf("--offset") + 1])) : [];
  expect(zeroed).toEqual([(five?.start ?? 0) - 4 * MiB, five?.start, (five?.start ?? 0) + 296 * MiB]);
  const kept = plan.volumes.filter(({ keep }) => keep === true).map(({ uuid }) => uuid);
  expect(kept).toHaveLength(4);
  expect(renderPlan(plan, 100, plainStyle)).toMatch(/sda4 +1\.5 GiB +GROWN from 1024 MiB/u);
  expect(renderPlan(plan, 100, plainStyle)).toMatch(/\ba +600 MiB +GROWN from 500 MiB/u);
  expect(renderPlan(plan, 100, plainStyle)).toContain("What the node boots is left alone.");
});

test("a whole deploy takes the boot loader off after the layout has grown, and what is new counts once its images are on it", () => {
  const asked = { volumes: [...usual, pv("1 GiB"), partition("/new", "300 MiB")] };
  const order = ids(planOn(node(), asked));
  const place = (id: string): number => {
    expect(order).toContain(id);
    return order.indexOf(id);
  };
  expect(place(`change-table ${disk}`)).toBe(0);
  expect(place("check-filesystems")).toBeLessThan(place(`invalidate-boot-sector ${disk}`));
  expect(place(`invalidate-boot-sector ${disk}`)).toBeLessThan(place("image os"));
  expect(place("image os")).toBeLessThan(place(`finish-partitions ${disk}`));
  expect(order.at(-1)).toBe("boot");
});

test("where something is made anew the former deployment ends first", () => {
  const asked = {
    volumes: [
      usual[0],
      partition("/srv", "512 MiB", { file_system: "xfs", keep_data: false }),
      pv("1536 MiB"),
    ] as Volume[],
  };
  const plan = planOn(node(), asked, storagePart);
  expect(ids(plan)[0]).toBe(`invalidate-boot-sector ${disk}`);
  expect(leavesBoot(plan)).toBe(false);
});

test("what takes the rest gets what is left behind new ones, which lie at the end", () => {
  const volumes = [usual[0], partition("/srv", "remaining", { file_system: "xfs" })] as Volume[];
  const small = node({ size: "2 GiB", volumes });
  const plan = planOn(small, { size: "6 GiB", volumes: [...volumes, partition("/new", "1 GiB")] });
  const [srv, added] = plan.disks[0]?.partitions.slice(-2) ?? [];
  expect(added).toMatchObject({ added: true, size: 1024 * MiB, start: 6 * 1024 * MiB + MiB - 1024 * MiB });
  expect(srv).toMatchObject({ size: (added?.start ?? 0) - (srv?.start ?? 0), grownFrom: (2048 - 24 - 1024) * MiB });
});

test("a partition grows into the gap behind it, also in the middle of the disk; one that is made anew may have any filesystem", () => {
  const three = [...usual, partition("/gone", "256 MiB"), partition("/last", "256 MiB")];
  const plan = planOn(withGap(three), {
    volumes: [usual[0], partition("/srv", "768 MiB", { file_system: "xfs" }), three[3]] as Volume[],
  });
  expect(plan.disks[0]?.partitions.map(({ number, size }) => [number, size / MiB])).toEqual([
    [1, 24],
    [2, 1024],
    [3, 768],
    [5, 256],
  ]);
  const swap = [usual[0], partition("none", "512 MiB", { file_system: "swap" })] as Volume[];
  const anew = planOn(node({ volumes: swap }), {
    volumes: [usual[0], partition("none", "1 GiB", { file_system: "swap", keep_data: false })] as Volume[],
  });
  expect(ids(anew)).toContain(`mkfs ${disk}3`);
});

describe("what a cut left is done by the same config", () => {
  test("a filesystem smaller than its device", () => {
    const cut = withPartition(node(), 3, { content: { type: "xfs", label: null, uuid: "x", size: 400 * MiB } });
    expect(titles(planOn(cut, {}, storagePart))).toContain(
      "Make the xfs for /srv on /dev/sda3 larger, from 400 MiB to 512 MiB",
    );
  });

  test("a physical volume smaller than its partition", () => {
    const cut = withGroup(node(), (one) => ({
      ...one,
      size: one.size - 100 * MiB,
      physicalVolumes: one.physicalVolumes.map((part) => ({
        ...part,
        size: part.size - 100 * MiB,
        deviceSize: 924 * MiB,
      })),
    }));
    expect(titles(planOn(cut, {}, storagePart))).toContain(
      "Make in volume group data /dev/sda4 larger, from 860 MiB to 960 MiB",
    );
  });

  test("a physical volume with a copy of the metadata at its end, which goes along", () => {
    const copied = withGroup(node(), (one) => ({
      ...one,
      size: one.size - 64 * MiB,
      physicalVolumes: one.physicalVolumes.map((part) => ({ ...part, size: part.size - 64 * MiB })),
    }));
    const larger = { volumes: [...usual, pv("1224 MiB")], group: [logical("a", "700 MiB"), logical("b", "200 MiB")] };
    expect(titles(planOn(copied, larger, storagePart))).toEqual(
      expect.arrayContaining([
        "Make in volume group data /dev/sda4 larger, from 896 MiB to 1096 MiB",
        "Make /dev/mapper/data-a larger, from 500 MiB to 700 MiB",
      ]),
    );
    expect(ids(planOn(copied, {}, storagePart))).not.toContain("grow-group data");
  });

  test("a new partition and a new volume that were not made to their end are made once more, whatever is on them", () => {
    const more = {
      volumes: [...usual, pv("1 GiB"), partition("/new", "300 MiB")],
      group: [...group, logical("c", "100 MiB")],
    };
    const junk: Content = { type: "ext4", label: "junk", uuid: "y", size: 5 * MiB };
    const begun = withGroup(withPartition(node(more), 5, { unfinished: true, content: junk }), (one) => ({
      ...one,
      volumes: one.volumes.map((volume) =>
        volume.name === "c" ? { ...volume, unfinished: true, content: null } : volume,
      ),
    }));
    const plan = planOn(begun, more, storagePart);
    expect(ids(plan)).toEqual(
      expect.arrayContaining([
        `mkfs ${disk}5`,
        "mkfs /dev/mapper/data-c",
        `finish-partitions ${disk}`,
        "finish-volumes data",
      ]),
    );
    expect(ids(plan)).not.toContain(`change-table ${disk}`);
    expect(ids(plan)).not.toContain("volumes data");
    expect(refusalOf(begun, more, { from: "images", until: "bootloader" }).differences).toHaveLength(2);
  });
});

const tooMuch: Readonly<Record<string, readonly [asked: Asked, rows: readonly string[], inventory?: () => Inventory]>> =
  {
    "not at the end, smaller, and too few free extents, all at once": [
      {
        size: "6 GiB",
        volumes: [partition("/", "2 GiB"), partition("/srv", "400 MiB", { file_system: "xfs" }), pv("1 GiB")],
        group: [logical("a", "900 MiB"), group[1] as Volume, logical("c", "100 MiB")],
      },
      [
        "/dev/sda2 | size | 2048 MiB | 1024 MiB: /dev/sda3 follows directly | /partitions/0/volumes/0",
        "/dev/sda3 | size | 400 MiB | 512 MiB: nothing is made smaller | /partitions/0/volumes/1",
        "/dev/mapper/data-a | size | 900 MiB | 500 MiB: 500 MiB more are asked for in the group, and 260 MiB are free | /partitions/1/volumes/0",
        "/dev/mapper/data-c | logical volume | 100 MiB | none: 500 MiB more are asked for in the group, and 260 MiB are free | /partitions/1/volumes/2",
      ],
    ],
    "too little free space behind it, and for what is new": [
      {
        volumes: [
          usual[0] as Volume,
          partition("/srv", "1700 MiB", { file_system: "xfs" }),
          partition("/last", "100 MiB"),
          partition("/new", "1100 MiB"),
        ],
      },
      [
        "/dev/sda3 | size | 1700 MiB | 512 MiB: 1024 MiB are free behind it | /partitions/0/volumes/1",
        "/dev/sda5 | size | 100 MiB | 512 MiB: nothing is made smaller | /partitions/0/volumes/2",
        "/dev/sda | partition | 1100 MiB | none: the largest free piece has 1024 MiB | /partitions/0/volumes/3",
      ],
      () => withGap([...usual, partition("/gone", "1 GiB"), partition("/last", "512 MiB")]),
    ],
    "a smaller logical volume": [
      { group: [logical("a", "400 MiB"), group[1] as Volume] },
      ["/dev/mapper/data-a | size | 400 MiB | 500 MiB: nothing is made smaller | /partitions/1/volumes/0"],
    ],
    "filesystems that do not become larger": [
      {
        volumes: [
          usual[0] as Volume,
          partition("/x", "700 MiB", { file_system: "ext3" }),
          partition("none", "1 GiB", { file_system: "swap" }),
        ],
      },
      [
        "/dev/sda3 | size | 700 MiB | 512 MiB: /dev/sda4 follows directly | /partitions/0/volumes/1",
        "/dev/sda4 | filesystem | swap with 1024 MiB | swap is not made larger with what is on it | /partitions/0/volumes/2",
      ],
      () =>
        node({
          volumes: [
            usual[0] as Volume,
            partition("/x", "512 MiB", { file_system: "ext3" }),
            partition("none", "512 MiB", { file_system: "swap" }),
          ],
        }),
    ],
    "a filesystem of which something is against it": [
      { volumes: [usual[0] as Volume, partition("/srv", "1 GiB", { file_system: "btrfs" })] },
      [
        "/dev/sda3 | filesystem | btrfs with 1024 MiB | btrfs on 2 devices is not made larger | /partitions/0/volumes/1",
      ],
      () =>
        withPartition(
          node({ volumes: [usual[0] as Volume, partition("/srv", "512 MiB", { file_system: "btrfs" })] }),
          3,
          {
            content: { type: "btrfs", label: null, uuid: "z", size: 512 * MiB, fixed: "on 2 devices" },
          },
        ),
    ],
    "what is not there and no volume": [
      { volumes: [...usual, pv("1 GiB"), { ...pv("100 MiB"), name: "second" }] },
      ["/dev/sda | partition | 100 MiB | none: a physical volume is not added | /partitions/0/volumes/3"],
    ],
    "a volume of a special kind": [
      { group: [logical("a", "700 MiB"), group[1] as Volume] },
      [
        "/dev/mapper/data-a | size | 700 MiB | 500 MiB: a volume of the kind thin is not made larger | /partitions/1/volumes/0",
      ],
      () =>
        withGroup(node(), (one) => ({
          ...one,
          volumes: one.volumes.map((volume) => (volume.name === "a" ? { ...volume, kind: "thin" } : volume)),
        })),
    ],
    "a volume that is read-only": [
      { group: [logical("a", "700 MiB"), logical("b", "200 MiB")] },
      ["/dev/mapper/data-a | size | 700 MiB | 500 MiB: it is read-only | /partitions/1/volumes/0"],
      () =>
        withGroup(node(), (one) => ({
          ...one,
          volumes: one.volumes.map((volume) => (volume.name === "a" ? { ...volume, fixed: "is read-only" } : volume)),
        })),
    ],
    "room that is not to be given out, neither what is free nor what is added": [
      { volumes: [...usual, pv("1124 MiB")], group: [logical("a", "700 MiB"), logical("b", "200 MiB")] },
      [
        "/dev/mapper/data-a | size | 700 MiB | 500 MiB: 200 MiB more are asked for in the group, and 0 MiB are free | /partitions/1/volumes/0",
      ],
      () =>
        withGroup(node(), (one) => ({
          ...one,
          physicalVolumes: one.physicalVolumes.map((part) => ({ ...part, closed: 260 * MiB })),
        })),
    ],
    "raw space with something on it": [
      {
        volumes: [usual[0] as Volume, { type: "partition", name: "raw", mount: "none", size: "1 GiB", images: ["os"] }],
      },
      [
        "/dev/sda3 | size | 1024 MiB | 512 MiB: zfs_member on it may have something at its end | /partitions/0/volumes/1",
      ],
      () =>
        withPartition(
          node({
            volumes: [
              usual[0] as Volume,
              { type: "partition", name: "raw", mount: "none", size: "512 MiB", images: ["os"] },
            ],
          }),
          3,
          { content: { type: "zfs_member", label: null, uuid: "1" } },
        ),
    ],
    "something that the config does not have": [
      { volumes: [...usual] },
      ["/dev/sda4 | partition | none | 1024 MiB at 1561 MiB | /partitions/0"],
      () => node(),
    ],
    "another filesystem": [
      {},
      ["/dev/sda3 | filesystem | xfs | ext4 | /partitions/0/volumes/1"],
      () => withPartition(node(), 3, { content: { type: "ext4", label: null, uuid: "x", size: 512 * MiB } }),
    ],
  };

test.for(Object.entries(tooMuch))("%s: refused with the reason", ([, [asked, rows, inventory = node]]) => {
  const error = refusalOf(inventory(), asked);
  expect(error.exit).toBe("mismatch");
  expect(error.message).toContain('policy "grow" keeps what is there, and makes it only larger');
  expect(rowsOf(error)).toEqual(rows);
});

test("a member of an array is not made larger", () => {
  const member = (size: string): Volume => ({
    type: "raid",
    mount: "/srv/m",
    size,
    file_system: "ext4",
    images: ["os"],
  });
  const document = (size: string, policy: string): unknown => {
    const own = config({ policy, volumes: [partition("/", "1 GiB"), member(size)] }) as { partitions: object[] };
    const other = { type: "disk", id: { type: "name", value: "/dev/sdb" }, size: "3 GiB", volumes: [member(size)] };
    return { ...own, partitions: [...own.partitions, other] };
  };
  const clean = planExample("two-systems", document("512 MiB", "clean"));
  const { deployed: _deployed, ...inventory } = deployedNode(readInventory("two-systems"), clean);
  const idle = JSON.parse(
    JSON.stringify(inventory, (key, value: unknown) => (key === "uses" ? [] : value)),
  ) as Inventory;
  const machine = { ...idle, running: { root: null, medium: [] } };
  const error = refusalIn(() => planPart({ document: document("600 MiB", "grow"), inventory: machine }));
  expect(rowsOf(error)).toEqual([
    "/dev/sda3 | size | 600 MiB | 512 MiB: a member of an array is not made larger | /partitions/0/volumes/1",
    "/dev/sdb2 | size | 600 MiB | 512 MiB: a member of an array is not made larger | /partitions/1/volumes/0",
  ]);
});

test("what is mounted is told together with what cannot become larger", () => {
  const error = refusalOf(withPartition(node(), 3, { uses: ["/mnt/x"] }), {
    volumes: [partition("/", "2 GiB"), ...usual.slice(1), pv("1 GiB")],
  });
  expect(error.exit).toBe("unsafe");
  expect(error.message).toContain("/dev/sda3 is in use: it is mounted on /mnt/x");
  expect(error.message).toContain("1 thing differs");
  expect(rowsOf(error)).toEqual([
    "/dev/sda2 | size | 2048 MiB | 1024 MiB: /dev/sda3 follows directly | /partitions/0/volumes/0",
  ]);
});

test("a part after the phase storage takes nothing for done that is not", () => {
  const asked = {
    volumes: [...usual, pv("1536 MiB"), partition("/new", "300 MiB")],
    group: [logical("a", "600 MiB"), ...group.slice(1)],
  };
  expect(rowsOf(refusalOf(node(), asked, { from: "images", until: "bootloader" }))).toEqual([
    "/dev/sda4 | size | 1536 MiB | 1024 MiB: the phase storage has not made it larger | /partitions/0/volumes/2",
    "/dev/sda | partition | 300 MiB | none: the phase storage has not made it | /partitions/0/volumes/3",
    "/dev/mapper/data-a | size | 600 MiB | 500 MiB: the phase storage has not made it larger | /partitions/1/volumes/0",
  ]);
  const cut = withPartition(node(), 3, { content: { type: "xfs", label: null, uuid: "x", size: 400 * MiB } });
  expect(rowsOf(refusalOf(cut, {}, { from: "images", until: "bootloader" }))).toEqual([
    "/dev/sda3 | filesystem | xfs with 512 MiB | smaller: the phase storage has not made it larger | /partitions/0/volumes/1",
  ]);
});

test("a part that ends before the images makes no new root for one", () => {
  const image = (name: string): object => ({ name, image_pull_url: `host::images/${name}/`, target: "/" });
  const volumes = [...usual, partition("/", "300 MiB", { images: ["two"] })];
  const there = node({ images: ["os", "two"].map(image), volumes });
  const asked = {
    images: ["os", "two", "three"].map(image),
    volumes: [...volumes, partition("/", "300 MiB", { images: ["three"] })],
  };
  const { exit, message } = refusalOf(there, asked, storagePart);
  expect([exit, message]).toEqual([
    "usage",
    "A part of a deploy that ends before its images makes no new volume for one: three.",
  ]);
  expect(ids(planOn(there, asked))).toContain("image three");
});

describe("what is there is found by its name, wherever it stands in the list", () => {
  const named = { volumes: [partition("/new", "100 MiB"), usual[1] as Volume, usual[0] as Volume, pv("1 GiB")] };

  test("and what is new gets the next number", () => {
    const plan = planOn(node(), named);
    expect(plan.disks[0]?.partitions.map(({ number, name }) => `${number} ${name}`)).toEqual([
      "1 ",
      "2 os /",
      "3 os /srv",
      "4 data",
      "5 os /new",
    ]);
  });

  test("else by its number, and then nothing is added to its disk", () => {
    const nameless = [2, 3, 4].reduce((machine, number) => withPartition(machine, number, { name: null }), node());
    const larger = { volumes: [...usual, pv("1536 MiB")] };
    expect(planOn(nameless, larger).disks[0]?.partitions.at(-1)).toMatchObject({ number: 4, grownFrom: 1024 * MiB });
    const more = { volumes: [...usual, pv("1 GiB"), partition("/new", "100 MiB")] };
    expect(rowsOf(refusalOf(nameless, more))).toEqual([
      "/dev/sda2 | name | os / | none: what is new could not be told from it | /partitions/0/volumes/0",
      "/dev/sda3 | name | os /srv | none: what is new could not be told from it | /partitions/0/volumes/1",
      "/dev/sda4 | name | data | none: what is new could not be told from it | /partitions/0/volumes/2",
    ]);
  });

  test("one that another name of the config stood for is not taken for something new", () => {
    const renamed = withPartition(node(), 3, { name: "os /former" });
    const rows = rowsOf(refusalOf(renamed, { volumes: [...usual, pv("1 GiB"), partition("/new", "100 MiB")] }));
    expect(rows).toEqual([
      "/dev/sda3 | name | os /srv | os /former: what is new could not be told from it | /partitions/0/volumes/1",
    ]);
  });

  test("a new volume that could not be found again is refused", () => {
    const raw = (): Volume => ({ type: "partition", mount: "none", size: "50 MiB", images: ["os"] });
    const rows = rowsOf(refusalOf(node(), { volumes: [raw(), raw(), ...usual, pv("1 GiB")] }));
    expect(rows).toEqual([
      '/dev/sda | name | one of its own | "os raw", as others | /partitions/0/volumes/0',
      '/dev/sda | name | one of its own | "os raw", as others | /partitions/0/volumes/1',
    ]);
  });
});

test("the config drive that is there stays, and is in the way of what ends before it", () => {
  const clean = planPart({
    document: config({ policy: "clean", volumes: usual }),
    inventory: readInventory("two-systems"),
    configDrive: { bytes: MiB },
  });
  const made = deployedNode(readInventory("two-systems"), clean);
  const idle = JSON.parse(JSON.stringify(made, (key, value: unknown) => (key === "uses" ? [] : value))) as Inventory;
  const machine = { ...idle, running: { root: null, medium: [] } };
  const same = planPart({ document: config({ volumes: usual }), inventory: machine, configDrive: { bytes: MiB } });
  expect(same.configDrive?.device).toBe("/dev/sda4");
  const error = refusalOf(machine, {
    volumes: [usual[0] as Volume, partition("/srv", "1 GiB", { file_system: "xfs" })],
  });
  expect(rowsOf(error)).toEqual([
    "/dev/sda3 | size | 1024 MiB | 512 MiB: /dev/sda4 follows directly | /partitions/0/volumes/1",
  ]);
});

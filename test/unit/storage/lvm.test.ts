/** The arithmetic of volume groups and arrays: no volume loses or gains a MiB, whatever the group is made of. */
import { array, assert, constant, constantFrom, integer, nat, option, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB, type SizeSpec } from "../../../src/base/sizes.ts";
import { formArrays } from "../../../src/config/arrays.ts";
import type {
  DeployConfig,
  MemberSpec,
  PartSpec,
  PhysicalVolumeSpec,
  RaidLevel,
  VolumeSpec,
} from "../../../src/config/deploy-config.ts";
import { planArrays } from "../../../src/storage/md/plan.ts";
import { planGroups } from "../../../src/storage/lvm/plan.ts";
import type { PlannedArray, PlannedGroup } from "../../../src/schema/plan.ts";
import { nth, readMachine } from "../plan/fixture.ts";

const GiB = 1024 * MiB;
const fixed = nat(2 * GiB).map((bytes): SizeSpec => ({ kind: "bytes", bytes: bytes + 1 }));
const percent = integer({ min: 1, max: 1000 }).map((tenths): SizeSpec => ({ kind: "percent", percent: tenths / 10 }));
const sizes = tuple(
  array(
    constantFrom(0, 1).chain((which) => (which === 0 ? fixed : percent)),
    { maxLength: 8 },
  ),
  option(nat(8)),
).chain(([list, index]) =>
  constant<SizeSpec>({ kind: "remaining" }).map((rest) => (index === null ? list : list.toSpliced(index, 0, rest))),
);
const holders = array(
  record({
    size: integer({ min: 11, max: 4000 }).map((mib) => mib * MiB),
    metaSize: integer({ min: 10 * MiB, max: 64 * MiB }),
  }),
  { minLength: 1, maxLength: 6 },
);

const volume = (pointer: string, name: string, size: SizeSpec): VolumeSpec => ({
  kind: "lv",
  pointer,
  name,
  size,
  mount: undefined,
  fileSystem: "ext4",
  label: undefined,
  typeGuid: undefined,
  keepData: true,
  images: ["os"],
  fstab: { enabled: true, options: "defaults" },
});

function configOf(parts: readonly PartSpec[], volumes: readonly SizeSpec[] = []): DeployConfig {
  const disks = parts.map((part, index) => ({
    pointer: `/${index}`,
    id: { type: "name", value: `sd${index}` } as const,
    size: GiB,
    biosBootSize: MiB,
    parts: [part],
  }));
  return {
    policy: "clean",
    images: [],
    rsyncFlags: [],
    rsyncDryRun: false,
    parallel: undefined,
    kernelParams: "",
    menuTimeout: 1,
    firmware: "auto",
    bootOrder: "first",
    espSize: undefined,
    rescue: undefined,
    disks,
    arrays: formArrays(disks),
    groups: [
      {
        ...{ pointer: "/g", name: "g", keepData: false },
        volumes: volumes.map((size, index) => volume(`/g/${index}`, `lv-${index}`, size)),
      },
    ],
  };
}

function group(
  parts: readonly { readonly size: number; readonly metaSize: number }[],
  volumes: readonly SizeSpec[],
  sectorSizes: readonly number[] = [],
): PlannedGroup {
  const specs = parts.map(({ metaSize }, index): PhysicalVolumeSpec => ({
    kind: "pv",
    pointer: `/pv/${index}`,
    name: undefined,
    size: { kind: "remaining" },
    group: "g",
    metaSize,
  }));
  const places = new Map(
    specs.map((spec, index) => [
      spec,
      { device: `/dev/sd${index}2`, size: nth(parts, index).size, sectorSize: sectorSizes[index] ?? 512 },
    ]),
  );
  return nth(
    planGroups({ config: configOf(specs, volumes), elsewhere: { groups: [], others: [] } }, places).lists.groups,
    0,
  );
}

function tryGroup(...request: Parameters<typeof group>): PlannedGroup | undefined {
  try {
    return group(...request);
  } catch (error) {
    if (error instanceof BareonError && error.exit === "mismatch") return undefined;
    throw error;
  }
}

/** The extents of 1 MiB that may come of what is asked for: from, to. */
function bounds(size: SizeSpec, room: number, rest: number): { readonly least: number; readonly most: number } {
  if (size.kind === "remaining") return { least: rest, most: rest };
  if (size.kind === "bytes") return { least: Math.ceil(size.bytes / MiB), most: Math.ceil(size.bytes / MiB) };
  const exact = (room * size.percent) / 100;
  return { least: exact - 1, most: Math.max(exact, 1) };
}

type Parts = Parameters<typeof group>[0];

/** MiB that each part gives to the group. */
function usable(parts: Parts): number[] {
  return parts.map(({ size, metaSize }) => Math.max(size / MiB - Math.ceil(metaSize / MiB), 0));
}

function expectRefusal(parts: Parts, asked: readonly SizeSpec[]): void {
  const room = usable(parts).reduce((sum, size) => sum + size, 0);
  const least = asked.reduce(
    (sum, size) =>
      sum +
      (size.kind === "bytes"
        ? Math.ceil(size.bytes / MiB)
        : size.kind === "percent"
          ? Math.max(Math.floor((room * size.percent) / 100), 1)
          : 1),
    0,
  );
  expect(least > room || usable(parts).includes(0)).toBe(true);
}

function expectWhole(planned: PlannedGroup, parts: Parts, asked: readonly SizeSpec[]): void {
  const room = usable(parts).reduce((sum, size) => sum + size, 0);
  expect(planned.size).toBe(room * MiB);
  expect(planned.physicalVolumes.reduce((sum, { size }) => sum + size, 0)).toBe(planned.size);
  const given = planned.volumes.map(({ size }) => size / planned.extentSize);
  const used = given.reduce((sum, extents) => sum + extents, 0);
  expect(used).toBeLessThanOrEqual(room);
  given.forEach((extents, index) => {
    const { least, most } = bounds(nth(asked, index), room, room - (used - extents));
    expect(Number.isInteger(extents)).toBe(true);
    expect(extents).toBeGreaterThanOrEqual(least);
    expect(extents).toBeLessThanOrEqual(most);
  });
}

test("no volume group is overfull, and no logical volume has another size than asked for", () => {
  const seen = { fits: 0, refused: 0 };
  assert(
    property(holders, sizes, (parts, asked) => {
      const planned = tryGroup(parts, asked);
      seen[planned === undefined ? "refused" : "fits"] += 1;
      if (planned === undefined) expectRefusal(parts, asked);
      else expectWhole(planned, parts, asked);
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.fits, seen.refused)).toBeGreaterThan(1000);
});

test("a physical volume of 2000 MiB gives 1936 to its group", () => {
  const planned = group(
    [{ size: 2000 * MiB, metaSize: 64 * MiB }],
    [{ kind: "percent", percent: 25 }, { kind: "remaining" }],
  );
  expect([planned.size / MiB, ...planned.volumes.map(({ size, device }) => `${device} ${size / MiB}`)]).toEqual([
    1936,
    "/dev/mapper/g-lv--0 484",
    "/dev/mapper/g-lv--1 1452",
  ]);
});

test("disks with sectors of different sizes do not go into one group, nor does a group whose name another disk has", () => {
  const parts = [
    { size: GiB, metaSize: 64 * MiB },
    { size: GiB, metaSize: 64 * MiB },
  ];
  expect(() => group(parts, [], [512, 4096])).toThrow(
    /sectors of different sizes into one group \(\/dev\/sd02 512, \/dev\/sd12 4096 bytes\)/u,
  );
  const taken = { ...nth(readMachine("awake").groups, 0), name: "g" };
  expect(() => planGroups({ config: configOf([]), elsewhere: { groups: [taken], others: [] } }, new Map())).toThrow(
    /volume group named g on disks that the config does not name/u,
  );
  const mapping = { path: "/dev/mapper/g-lv--0", type: "crypt", parents: ["/dev/sdz"], content: null, uses: [] };
  const request = { config: configOf([], [{ kind: "remaining" }]), elsewhere: { groups: [], others: [mapping] } };
  expect(() => planGroups(request, new Map())).toThrow("/dev/mapper/g-lv--0 is the name of a device on disks that");
});

function arrayOf(level: RaidLevel, mib: readonly number[], taken: readonly string[] = []): PlannedArray {
  const members = mib.map((_, index): MemberSpec => ({
    kind: "member",
    pointer: `/m/${index}`,
    name: undefined,
    size: { kind: "remaining" },
    level,
    typeGuid: undefined,
    content: { ...volume(`/m/${index}`, "", { kind: "remaining" }), kind: "array", mount: "/srv/da ta" },
  }));
  const places = new Map(
    members.map((member, index) => [
      member,
      { device: `/dev/sd${index}2`, size: nth(mib, index) * MiB, sectorSize: 512 },
    ]),
  );
  const found = nth(readMachine("awake").arrays, 0);
  const elsewhere = {
    arrays: taken.slice(1).map((path) => ({ ...found, path })),
    // A volume of a firmware RAID.
    others: taken.slice(0, 1).map((path) => ({ path, type: "raid1", parents: ["/dev/sdz"], content: null, uses: [] })),
  };
  const request = { config: configOf(members), elsewhere, newUuid: () => "u" };
  return nth(planArrays(request, places).lists.arrays, 0);
}

test.for([
  [0, [508, 508], 1000],
  [1, [508, 608], 500],
  [1, [508, 508, 508], 500],
  [5, [508, 508, 508], 1000],
  [6, [508, 508, 508, 508, 608], 1500],
  [10, [508, 508], 500],
  // The kernel makes 751.5 MiB of three times 501, and the device has to have the planned size.
  [10, [509, 509, 509], 750, 500],
  [10, [510, 510, 510], 753],
] as const)("an array of level %s of %s MiB has %s", ([level, mib, size, share]) => {
  const planned = arrayOf(level, mib);
  expect(planned).toMatchObject({
    device: "/dev/md0",
    name: "os-srv-da-ta",
    metadata: "1.2",
    size: size * MiB,
    memberSize: (share ?? Math.min(...mib) - 8) * MiB,
  });
});

test("arrays get nodes that no other has, and members that cannot form one are refused", () => {
  expect(arrayOf(1, [508, 508], ["/dev/md0", "/dev/md1", "/dev/md127"]).device).toBe("/dev/md2");
  expect(() => arrayOf(0, [508, 509])).toThrow(/members of an array of level 0 have 508 MiB, 509 MiB/u);
  expect(() => arrayOf(1, [508, 8])).toThrow(/8 MiB are too small for a member/u);
});

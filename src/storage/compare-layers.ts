/** What of the arrays and volume groups on the named disks is not as the config asks for them; the disks themselves are compare.ts's. */
import type { Difference } from "../base/errors.ts";
import type { VolumeSpec } from "../config/deploy-config.ts";
import type { Content, LogicalVolume, MdArray, VolumeGroup } from "../schema/inventory.ts";
import type { PlannedArray, PlannedGroup } from "../schema/plan.ts";
import { compareContent, none, renderBytes, tolerance } from "./compare.ts";
import type { Stack } from "../machine/layers.ts";

/** What the config asks for, as if it were new, and where in the config that is. */
export interface ExpectedStacks {
  readonly arrays: readonly PlannedArray[];
  readonly groups: readonly PlannedGroup[];
  /** What is to be found on an array or a logical volume, by its device; undefined where that does not matter. */
  readonly contentOf: (device: string) => ExpectedContent | undefined;
  /** The pointer of an array by its device, and of a group by its name. */
  readonly pointers: ReadonlyMap<string, string>;
  readonly repeated: ReadonlySet<string>;
}

export interface ExpectedContent {
  /** What blkid calls it. */
  readonly type: string;
  /** Undefined for a physical volume. */
  readonly volume: VolumeSpec | undefined;
}

/** The arrays and groups of a machine that lie in the places of the planned ones. */
export interface FoundStacks {
  /** By the planned array's device. */
  readonly arrays: ReadonlyMap<string, MdArray>;
  /** By the planned group's name. */
  readonly groups: ReadonlyMap<string, VolumeGroup>;
}

/** An array that has the first member is the one in its place; a group is known by its name, and has one of the physical volumes. */
export function findStacks({ arrays, groups }: Pick<ExpectedStacks, "arrays" | "groups">, machine: Stack): FoundStacks {
  const foundArrays = new Map(
    arrays.flatMap(({ device, members: [first = ""] }) => {
      const found = machine.arrays.find(({ members }) => members.includes(first));
      return found === undefined ? [] : [[device, found] as const];
    }),
  );
  const foundGroups = new Map(
    groups.flatMap(({ name, physicalVolumes }) => {
      const paths = physicalVolumes.map(({ device }) => foundArrays.get(device)?.path ?? device);
      const found = machine.groups.find(
        (group) =>
          group.name === name && group.physicalVolumes.some(({ path }) => path !== null && paths.includes(path)),
      );
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
  return { arrays: foundArrays, groups: foundGroups };
}

type Row = Omit<Difference, "where" | "pointer">;

function row(what: string, expected: string, found: string | null | undefined): Row[] {
  return expected === (found ?? none)
    ? []
    : [{ what, expected, found: found === null || found === undefined || found === "" ? none : found }];
}

function sizeRow(expected: number, found: number, allowed: number): Row[] {
  return Math.abs(expected - found) <= allowed ? [] : row("size", renderBytes(expected), renderBytes(found));
}

function contentRows({ contentOf, repeated }: ExpectedStacks, device: string, found: Content | null): Row[] {
  const { type, volume } = contentOf(device) ?? {};
  return compareContent(type, volume, found, repeated).flatMap(({ what, wanted, is }) => row(what, wanted, is));
}

function compareArray(expected: ExpectedStacks, array: PlannedArray, found: MdArray | undefined): Difference[] {
  const members = array.members.toSorted().join(", ");
  const at = { where: `array ${array.name}`, pointer: expected.pointers.get(array.device) ?? "" };
  if (found === undefined)
    return [{ ...at, what: "array", expected: `level ${array.level} of ${members}`, found: none }];
  const metadata = ["0.90", "1.0", "1.1", "1.2"];
  return [
    ...row("level", `raid${array.level}`, found.level),
    ...row("members", members, found.members.toSorted().join(", ")),
    ...row("number of members", String(array.members.length), String(found.devices)),
    ...(metadata.includes(found.metadata) ? [] : row("metadata", array.metadata, found.metadata)),
    ...sizeRow(array.size, found.size, tolerance),
    ...contentRows(expected, array.device, found.content),
  ].map((difference) => ({ ...difference, ...at }));
}

function compareVolume(
  expected: ExpectedStacks,
  planned: PlannedGroup["volumes"][number],
  found: LogicalVolume | undefined,
  allowed: number,
): Difference[] {
  const at = { where: planned.device, pointer: expected.contentOf(planned.device)?.volume?.pointer ?? "" };
  if (found === undefined) return [{ ...at, what: "logical volume", expected: renderBytes(planned.size), found: none }];
  return [...sizeRow(planned.size, found.size, allowed), ...contentRows(expected, planned.device, found.content)].map(
    (difference) => ({ ...difference, ...at }),
  );
}

/** Sizes may be off by an extent where that is larger than a MiB: a group that was made otherwise cannot be nearer. */
function compareGroup(
  expected: ExpectedStacks,
  group: PlannedGroup,
  found: VolumeGroup | undefined,
  places: ReadonlyMap<string, string>,
  machine: Stack,
): Difference[] {
  const pointer = expected.pointers.get(group.name) ?? "";
  const paths = group.physicalVolumes.map(({ device }) => ({ device, path: places.get(device) ?? device }));
  const groupOf = (path: string): string | undefined =>
    machine.groups.find(({ physicalVolumes }) => physicalVolumes.some((part) => part.path === path))?.name;
  const parts = paths.flatMap(({ device, path }) =>
    row("volume group", group.name, groupOf(path)).map((difference) => ({ ...difference, where: device, pointer })),
  );
  if (found === undefined) return parts;
  const strange = found.physicalVolumes.filter(({ path }) => !paths.some((known) => known.path === path));
  const extra = found.volumes.filter(({ name }) => !group.volumes.some((volume) => volume.name === name));
  const allowed = Math.max(tolerance, found.extentSize);
  return [
    ...parts,
    ...strange.map(({ path, uuid }) => ({
      where: path ?? `missing ${uuid}`,
      what: "volume group",
      expected: none,
      found: group.name,
      pointer,
    })),
    ...group.volumes.flatMap((volume) =>
      compareVolume(
        expected,
        volume,
        found.volumes.find(({ name }) => name === volume.name),
        allowed,
      ),
    ),
    ...extra.map(({ path, size }) => ({
      where: path,
      what: "logical volume",
      expected: none,
      found: renderBytes(size),
      pointer,
    })),
  ];
}

/** Every difference; empty where all arrays and groups can be kept. */
export function compareStacks(expected: ExpectedStacks, found: FoundStacks, machine: Stack): Difference[] {
  const places = new Map(Array.from(found.arrays, ([device, { path }]) => [device, path]));
  return [
    ...expected.arrays.flatMap((array) => compareArray(expected, array, found.arrays.get(array.device))),
    ...expected.groups.flatMap((group) => compareGroup(expected, group, found.groups.get(group.name), places, machine)),
  ];
}

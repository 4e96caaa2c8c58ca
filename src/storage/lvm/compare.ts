/** Planned groups beside those that were found in their places: differences, and sizes that are taken over. */
import type { Difference } from "../../base/errors.ts";
import type { LogicalVolume, VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { contentRows, none, renderBytes, sizeRow, textRow, tolerance } from "../compare.ts";
import type { Expected, FoundPlace, FreshLayout, Layout, StoragePlan, There } from "../layer.ts";

function pathIn(device: string, { places }: There): string {
  return places.get(device)?.path ?? device;
}

/** Matches planned to found: by name, and at least one common physical volume. */
function findGroup({ name, physicalVolumes }: PlannedGroup, there: There): VolumeGroup | undefined {
  const paths = physicalVolumes.map(({ device }) => pathIn(device, there));
  return there.machine.groups.find(
    (group) => group.name === name && group.physicalVolumes.some(({ path }) => path !== null && paths.includes(path)),
  );
}

function findVolume(found: VolumeGroup | undefined, name: string): LogicalVolume | undefined {
  return found?.volumes.find((volume) => volume.name === name);
}

export function matchVolumes({ groups }: Layout, there: There): (readonly [string, FoundPlace])[] {
  return groups.flatMap((group) => {
    const found = findGroup(group, there);
    return group.volumes.flatMap(({ name, device }) => {
      const volume = findVolume(found, name);
      return volume === undefined ? [] : [[device, volume] as const];
    });
  });
}

function compareVolume(
  expected: Expected,
  planned: PlannedGroup["volumes"][number],
  found: LogicalVolume | undefined,
  allowed: number,
): Difference[] {
  const at = { where: planned.device, pointer: expected.contentOf(planned.device)?.volume?.pointer ?? "" };
  if (found === undefined) return [{ ...at, what: "logical volume", expected: renderBytes(planned.size), found: none }];
  return [
    ...sizeRow("size", planned.size, found.size, allowed),
    ...contentRows(expected, planned.device, found.content),
  ].map((difference) => ({ ...difference, ...at }));
}

/** Sizes may be off by an extent if that is larger than a MiB: a group that was made otherwise cannot be nearer. */
function compareGroup(expected: Expected, group: PlannedGroup, there: There): Difference[] {
  const pointer = expected.pointers.get(group.name) ?? "";
  const paths = group.physicalVolumes.map(({ device }) => ({ device, path: pathIn(device, there) }));
  const groupOf = (path: string): string | undefined =>
    there.machine.groups.find(({ physicalVolumes }) => physicalVolumes.some((part) => part.path === path))?.name;
  const parts = paths.flatMap(({ device, path }) =>
    textRow("volume group", group.name, groupOf(path)).map((difference) => ({ ...difference, where: device, pointer })),
  );
  const found = findGroup(group, there);
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
    ...group.volumes.flatMap((volume) => compareVolume(expected, volume, findVolume(found, volume.name), allowed)),
    ...extra.map(({ path, size }) => ({
      where: path,
      what: "logical volume",
      expected: none,
      found: renderBytes(size),
      pointer,
    })),
  ];
}

export function compareGroups(expected: Expected, there: There): Difference[] {
  return expected.layout.groups.flatMap((group) => compareGroup(expected, group, there));
}

export function keepGroups({ groups }: FreshLayout, there: There): Partial<StoragePlan> {
  return {
    groups: groups.map((group) => {
      if (group.added === true) return group;
      const found = findGroup(group, there);
      const { extentSize = group.extentSize, size: sizeNow = group.size } = found ?? {};
      const isGrown = group.physicalVolumes.some(({ grownFrom }) => grownFrom !== undefined);
      const size = isGrown ? group.size : sizeNow;
      return {
        ...group,
        keep: true,
        extentSize,
        size,
        volumes: group.volumes.map((volume) =>
          volume.added === true || volume.grownFrom !== undefined
            ? volume
            : { ...volume, size: findVolume(found, volume.name)?.size ?? volume.size },
        ),
      };
    }),
  };
}

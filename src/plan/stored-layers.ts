/** Whether the arrays and groups of a stored plan are made of its partitions and of nothing else, and have the sizes and nodes that follow from that. */
import type { Violation } from "../base/errors.ts";
import { arraySize, memberShare, physicalVolumeSize } from "../config/capacity.ts";
import type { Plan, PlannedArray, PlannedGroup } from "../schema/plan.ts";
import { mapperPath } from "../programs/lvm.ts";
import { compare } from "./derived.ts";

type Stacks = Pick<Plan, "disks" | "arrays" | "groups">;

/** What lies on partitions without being one: arrays that are no physical volumes, then logical volumes. */
export function stackedDevices({ arrays, groups }: Stacks): string[] {
  const held = groups.flatMap(({ physicalVolumes }) => physicalVolumes.map(({ device }) => device));
  return [
    ...arrays.map(({ device }) => device).filter((device) => !held.includes(device)),
    ...groups.flatMap(({ volumes }) => volumes.map(({ device }) => device)),
  ];
}

const expected = "a plan as bareon-provision printed it";
const arrayNode = /^\/dev\/md\d+$/u;
const arrayName = /^\w[\w.-]*$/u;
/** As in the schema of the deploy config: no name can be an option, or leave /dev. */
const lvmName = /^(?!\.\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$/u;

function checkNames(pointer: string, names: readonly string[], form: RegExp): Violation[] {
  return names.every((name) => form.test(name)) && new Set(names).size === names.length
    ? []
    : [{ pointer, problem: "these names are not what a plan has", expected }];
}

/** A kept one has the sizes that were found. */
function checkArray(
  { keep, level, members, memberSize, size }: PlannedArray,
  index: number,
  sizes: ReadonlyMap<string, number>,
): Violation[] {
  const parts = members.map((member) => sizes.get(member) ?? 0);
  return keep === true
    ? []
    : compare(
        `/arrays/${index}`,
        { memberSize, size },
        { memberSize: memberShare(parts), size: arraySize(level, parts) },
      );
}

function checkGroup(
  { keep, name, size, physicalVolumes, volumes }: PlannedGroup,
  index: number,
  sizes: ReadonlyMap<string, number>,
): Violation[] {
  const pointer = `/groups/${index}`;
  const used = volumes.reduce((sum, volume) => sum + volume.size, 0);
  return [
    ...compare(
      `${pointer}/volumes`,
      volumes.map(({ device }) => device),
      volumes.map((volume) => mapperPath(name, volume.name)),
    ),
    ...checkNames(
      `${pointer}/volumes`,
      volumes.map((volume) => volume.name),
      lvmName,
    ),
    ...(used > size ? [{ pointer: `${pointer}/volumes`, problem: "these are larger than their group", expected }] : []),
    ...(keep === true
      ? []
      : compare(
          `${pointer}/physicalVolumes`,
          physicalVolumes.map((part) => part.size),
          physicalVolumes.map(({ device, metaSize }) => physicalVolumeSize(sizes.get(device) ?? 0, metaSize)),
        )),
    ...(keep === true
      ? []
      : compare(
          `${pointer}/size`,
          size,
          physicalVolumes.reduce((sum, part) => sum + part.size, 0),
        )),
  ];
}

/** `laidOut` are the partitions for members and for physical volumes: each is in one array or group, and nothing else is. */
export function checkStacks(
  { disks, arrays, groups, volumes }: Stacks & Pick<Plan, "volumes">,
  laidOut: { readonly members: readonly string[]; readonly physicalVolumes: readonly string[] },
): Violation[] {
  const formatted = volumes.map(({ device }) => device);
  const lower = arrays.map(({ device }) => device).filter((device) => !formatted.includes(device));
  const sizes = new Map(
    [...disks.flatMap(({ partitions }) => partitions), ...arrays].map(({ device, size }) => [device, size]),
  );
  return [
    ...compare("/arrays", arrays.flatMap(({ members }) => members).toSorted(), laidOut.members.toSorted()),
    ...compare(
      "/groups",
      groups.flatMap(({ physicalVolumes }) => physicalVolumes.map(({ device }) => device)).toSorted(),
      [...laidOut.physicalVolumes, ...lower].toSorted(),
    ),
    ...checkNames(
      "/arrays",
      arrays.map(({ device }) => device),
      arrayNode,
    ),
    ...checkNames(
      "/arrays",
      arrays.map(({ name }) => name),
      arrayName,
    ),
    ...checkNames(
      "/groups",
      groups.map(({ name }) => name),
      lvmName,
    ),
    ...arrays.flatMap((array, index) => checkArray(array, index, sizes)),
    ...groups.flatMap((group, index) => checkGroup(group, index, sizes)),
  ];
}

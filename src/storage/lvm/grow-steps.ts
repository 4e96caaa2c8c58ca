/** The steps by which a group that is kept and switched on gets larger, with its volumes, and gets more of them. */
import { renderBytes } from "../compare.ts";
import { writeZerosFrom } from "../../programs/blkdiscard.ts";
import { createVolumes, extendVolume, finishVolume, growPart, unfinishedTag } from "../../programs/lvm.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { clearDevice, endsOf } from "../erase.ts";
import { type Step, commandStep } from "../step.ts";

type PlannedPart = PlannedGroup["physicalVolumes"][number];
type PlannedLogical = PlannedGroup["volumes"][number];

function describe(what: string, from: number, to: number): string {
  return `${what} larger, from ${renderBytes(from)} to ${renderBytes(to)}`;
}

function growParts(group: PlannedGroup): Step[] {
  const grown = group.physicalVolumes.filter(({ grownFrom }) => grownFrom !== undefined);
  if (grown.length === 0) return [];
  const what = grown
    .map(({ device, grownFrom = 0, size }: PlannedPart) => describe(device, grownFrom, size))
    .join(", ");
  return [
    commandStep(
      `grow-group ${group.name}`,
      `Make in volume group ${group.name} ${what}`,
      grown.map(({ device }) => growPart(group, device)),
    ),
  ];
}

/** Where a larger one ends now, a signature of a former life could lie. */
function clearEnd({ device, size, grownFrom = 0 }: PlannedLogical): ReturnType<typeof writeZerosFrom> {
  const last = Math.max(...endsOf(size).map(({ length }) => length));
  return writeZerosFrom(device, Math.max(size - last, grownFrom));
}

function growVolumes(group: PlannedGroup): Step[] {
  const grown = group.volumes.filter(({ grownFrom }) => grownFrom !== undefined);
  if (grown.length === 0) return [];
  const what = grown.map(({ device, grownFrom = 0, size }) => describe(device, grownFrom, size)).join(", ");
  return [
    commandStep(
      `grow-volumes ${group.name}`,
      `Make ${what}`,
      grown.flatMap((volume) => [extendVolume(group, volume), clearEnd(volume)]),
    ),
  ];
}

/** Its first blocks are wiped by lvcreate, and both its ends here. */
function addVolumes(group: PlannedGroup): Step[] {
  const added = group.volumes.filter((volume) => volume.added === true && volume.unfinished === true);
  if (added.length === 0) return [];
  const what = added.map(({ device, size }) => `${device} with ${renderBytes(size)}`).join(", ");
  return [
    commandStep(`volumes ${group.name}`, `Add ${what} to volume group ${group.name}`, [
      ...createVolumes(group, added, [unfinishedTag]),
      ...added.flatMap(({ device, size }) => clearDevice(device, size)),
    ]),
  ];
}

export function growSteps(group: PlannedGroup): Step[] {
  return [...growParts(group), ...growVolumes(group), ...addVolumes(group)];
}

/** From here on a new volume is what the config says of it, and no deploy takes what is on it for unfinished. */
export function finishVolumes(group: PlannedGroup): Step[] {
  const made = group.volumes.filter(({ unfinished }) => unfinished === true);
  if (made.length === 0) return [];
  const names = made.map(({ device }) => device).join(", ");
  return [
    commandStep(
      `finish-volumes ${group.name}`,
      `Note in volume group ${group.name} that ${names} ${made.length === 1 ? "is" : "are"} made`,
      made.map(({ name }) => finishVolume(group, name)),
    ),
  ];
}

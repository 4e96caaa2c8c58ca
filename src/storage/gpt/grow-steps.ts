/** The steps by which a table that is kept gets larger partitions and more of them, none of them in use. */
import { renderBytes } from "../compare.ts";
import type { Command } from "../../base/command.ts";
import { writeZerosBeside } from "../../programs/blkdiscard.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { endsOf } from "../erase.ts";
import { type Step, toJson } from "../step.ts";

/** The free space in which signatures of a former life could be found once it belongs to a partition: at both ends of a new one, and at the new end of a larger one. */
function clearFree(path: string, { start, size, grownFrom }: PlannedPartition): Command[] {
  const end = start + size;
  if (grownFrom === undefined)
    return endsOf(size).map(({ offset, length }) => writeZerosBeside(path, start + offset, length));
  const free = size - grownFrom;
  const last = Math.min(free, Math.max(...endsOf(size).map(({ length }) => length)));
  return [writeZerosBeside(path, end - last, last)];
}

function describeGrown({ device, grownFrom = 0, size }: PlannedPartition): string {
  return `make ${device} larger, from ${renderBytes(grownFrom)} to ${renderBytes(size)}`;
}

function describeAdded({ device, size }: PlannedPartition): string {
  return `add ${device} with ${renderBytes(size)}`;
}

/** In one change of the table, of which a power cut leaves the former table or the new one. */
export function changePartitions(disk: PlannedDisk): Step[] {
  const { path, partitions } = disk;
  const grown = partitions.filter(({ grownFrom }) => grownFrom !== undefined);
  const added = partitions.filter((partition) => partition.added === true);
  if (grown.length + added.length === 0) return [];
  const what = [...grown.map(describeGrown), ...added.map(describeAdded)].join(", ");
  return [
    {
      kind: "change-table",
      id: `change-table ${path}`,
      title: `Change the partition table of ${path}: ${what}`,
      phase: "storage",
      disk: path,
      grow: grown.map(({ number }) => number),
      add: added.map(({ number }) => number),
      clear: [...grown, ...added].flatMap((partition) => clearFree(path, partition)).map(toJson),
    },
  ];
}

/** From here on a new partition is what the config says of it, and no deploy takes what is on it for unfinished. */
export function finishPartitions(disk: PlannedDisk): Step[] {
  const made = disk.partitions.filter(({ unfinished }) => unfinished === true);
  if (made.length === 0) return [];
  return [
    {
      kind: "finish-partitions",
      id: `finish-partitions ${disk.path}`,
      title: `Note in the partition table that ${made.map(({ device }) => device).join(", ")} ${made.length === 1 ? "is" : "are"} made`,
      phase: "storage",
      disk: disk.path,
      numbers: made.map(({ number }) => number),
    },
  ];
}

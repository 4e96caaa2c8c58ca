/** GPT partitions as a storage layer. */
import { biosBootType, wwidsFile } from "../../base/places.ts";
import type { PlannedDisk } from "../../schema/plan.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { Layer, PlannedNode, Release } from "../layer.ts";
import type { Step } from "../step.ts";
import { compareDisks, keepDisks } from "./compare.ts";
import { drawDisks } from "./draw.ts";
import { checkTable } from "./inspect/check-table.ts";
import { planPartitions } from "./plan.ts";
import { partitionId } from "../identity.ts";
import { forget } from "../partition-device.ts";
import { changePartitions, finishPartitions } from "./grow-steps.ts";
import { appendPartitions, isShown, partitionDisk, showPartitions } from "./steps.ts";

function describePlanned(disk: PlannedDisk): PlannedNode {
  const { path, keep, partitions } = disk;
  return {
    name: "",
    keep: keep === true,
    below: [path],
    devices: partitions.map(({ device, size }) => ({ path: device, size })),
    isCleared: keep !== true,
    steps: stepsOf(disk),
    isMirror: false,
    grubModules: [],
    guest: guestOf(disk),
  };
}

/** With the number of a map in that file its paths are joined by whatever system, also if only one of them is there. */
function guestOf({ multipath }: PlannedDisk): PlannedNode["guest"] {
  if (multipath === undefined) return { programs: [] };
  return { programs: ["multipath"], file: { paths: [wwidsFile], lines: [`/${multipath.wwid}/`] } };
}

function stepsOf(disk: PlannedDisk): Step[] {
  if (disk.keep !== true) return partitionDisk(disk);
  if (disk.stays !== true) return [...changePartitions(disk), ...showPartitions(disk)];
  return disk.partitions.some(isShown) ? appendPartitions(disk) : [];
}

function releasePartition({ disks }: { readonly disks: readonly Disk[] }, device: string): Release | undefined {
  for (const disk of disks) {
    const { path, size: all, sectorSize, partitions } = disk;
    const found = partitions.find((partition) => partition.path === device);
    if (found === undefined) continue;
    const { number, size, partuuid } = found;
    const unlist = { disk: { path, size: all, sectorSize }, number, device };
    return { id: partitionId(partuuid), size, unlist, commands: [forget(disk, number)], below: [] };
  }
  return undefined;
}

/** As it is before anything is made: without what is added, and with the sizes of now. */
function asPresent(disk: PlannedDisk): PlannedDisk {
  const there = disk.partitions.filter(({ added }) => added !== true);
  return { ...disk, partitions: there.map((one) => ({ ...one, size: one.grownFrom ?? one.size })) };
}

export const gpt: Layer = {
  name: "gpt",
  neededTypes: [biosBootType],
  plan: planPartitions,
  planned: ({ disks }) => disks.map(describePlanned),
  match: (_layout, { disks }) =>
    disks.flatMap(({ partitions }) => partitions.map((partition) => [partition.path, partition] as const)),
  present: ({ disks }) => ({ disks: disks.map(asPresent) }),
  release: releasePartition,
  compare: compareDisks,
  keep: keepDisks,
  finish: ({ disks }) => disks.flatMap(finishPartitions),
  checkDisk: checkTable,
  describeService: ({ purpose }) => {
    if (purpose === "bios-boot") return { label: "", type: "-", place: "BIOS boot", images: "" };
    if (purpose === "reserved") return { label: "", type: "-", place: "reserved", images: "" };
    return purpose === "config-drive" ? { label: "config", type: "-", place: "config drive", images: "" } : undefined;
  },
  draw: drawDisks,
};

/** Disks and their partitions as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { Disk, Partition } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { diskTitle } from "../draw-disk.ts";
import type { Block, Box, Element, Row } from "../drawing.ts";
import {
  describeContent,
  describeHolders,
  describePartition,
  fateLine,
  isKept,
  isMadeAnew,
  line,
  nodeName,
} from "../drawing-words.ts";
import type { Frame } from "../layer.ts";
import type { Step } from "../step.ts";

function rowBefore(frame: Frame, { path, number, size, name, content, uses }: Partition): Row {
  const short = [nodeName(path, frame), renderSize(size), describeContent(path, content, frame)];
  const used = describeHolders(uses, frame);
  return [
    [...short, used, name === null || name === "" ? "" : `named "${name}"`],
    [...short, used],
    [`${number}`, ...short.slice(1)],
  ];
}

function boxesBefore(frame: Frame, { path, table, content, size, partitions }: Disk, kept: boolean): Box[] {
  const tone = kept ? "plain" : "bad";
  if (table === null && partitions.length === 0)
    return [{ start: 0, size, number: "", label: describeContent(path, content, frame), tone }];
  return partitions.map((partition) => ({
    start: partition.start,
    size: partition.size,
    number: `${partition.number}`,
    label: partition.content === null ? "" : describeContent(partition.path, partition.content, frame),
    tone,
  }));
}

function drawBefore(frame: Frame, disk: Disk, kept: boolean): Element[] {
  const { path, table, content, size, uses, partitions } = disk;
  if (table === null && content === null && partitions.length === 0)
    return [line("NOW: no table, no filesystem", "faint")];
  const used = describeHolders(uses, frame);
  const whole =
    content !== null || partitions.length === 0
      ? [line(`${describeContent(path, content, frame)} on the whole disk`)]
      : [];
  return [
    fateLine(kept),
    { kind: "bar", size, boxes: boxesBefore(frame, disk, kept) },
    ...whole,
    ...(used === "" ? [] : [line(used, "warn")]),
    { kind: "table", rows: partitions.map((partition) => rowBefore(frame, partition)) },
  ];
}

/** What becomes of what a partition holds on a disk that is kept. */
function fateOf({ purpose, device, added }: PlannedPartition, frame: Frame): string {
  if (added === true) return "NEW";
  if (frame.plan.policy === "extend") return isMadeAnew(device, frame) ? "MADE ANEW" : "kept";
  const isDone = (wanted: Step["kind"]): boolean => frame.plan.steps.some(({ kind }) => kind === wanted);
  if (purpose === "bios-boot") return isDone("install-boot") ? "rewritten" : "kept";
  if (purpose === "config-drive") return isDone("write-config-drive") ? "rewritten" : "kept";
  return isKept(device, frame) ? "kept" : "MADE ANEW";
}

/** With the images if there is room; the images' own part of the plan has them, too. */
function rowAfter(frame: Frame, disk: PlannedDisk, partition: PlannedPartition): Row {
  const { device, number, size } = partition;
  const use = describePartition(partition, frame);
  const fate = disk.keep === true ? [fateOf(partition, frame)] : [];
  const short = [nodeName(device, frame), renderSize(size), ...fate, use.type, use.place];
  return [[...short, use.images], short, [`${number}`, ...short.slice(1)]];
}

function drawAfter(frame: Frame, disk: PlannedDisk): Element[] {
  const boxes = disk.partitions.map((partition): Box => ({
    start: partition.start,
    size: partition.size,
    number: `${partition.number}`,
    label: describePartition(partition, frame).label,
    tone: "plain",
    device: partition.device,
  }));
  return [
    line("THEN"),
    { kind: "bar", size: disk.size, boxes },
    { kind: "table", rows: disk.partitions.map((partition) => rowAfter(frame, disk, partition)) },
  ];
}

export function drawDisks(frame: Frame): Block[] {
  const { plan } = frame;
  return plan.disks.map((disk) => {
    const found = plan.machine.disks.find(({ path }) => path === disk.path);
    return {
      title: found === undefined ? [{ text: disk.path, tone: "bold" }] : diskTitle(found),
      before: found === undefined ? [] : drawBefore(frame, found, disk.keep === true),
      after: drawAfter(frame, disk),
    };
  });
}

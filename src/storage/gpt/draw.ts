/** Disks and their partitions as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { Disk, Partition } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { diskTitle } from "../draw-disk.ts";
import type { Block, Box, Element, Fate, Row, Side, Use } from "../drawing.ts";
import {
  describeContent,
  describeFate,
  describeHolders,
  describePartition,
  emptySide,
  fateOfPlace,
  fateWords,
  grownOn,
  line,
  nodeName,
  nowHeading,
  thenHeading,
} from "../drawing-words.ts";
import type { Frame } from "../layer.ts";
import type { Step } from "../step.ts";

/** What becomes of the place of a planned partition. */
function fateThen(
  { purpose, device, added, unfinished, grownFrom }: PlannedPartition,
  disk: PlannedDisk,
  frame: Frame,
): Fate {
  if (disk.keep !== true) return "made";
  if (added === true || unfinished === true) return "new";
  if (grownFrom !== undefined) return isMadeAnew(device, frame) ? "made-anew" : "grown";
  const { policy, steps } = frame.plan;
  if (policy === "extend") return fateOfPlace(device, frame);
  const isDone = (wanted: Step["kind"]): boolean => steps.some(({ kind }) => kind === wanted);
  if (purpose === "bios-boot") return isDone("install-boot") ? "rewritten" : "kept";
  if (purpose === "config-drive") return isDone("write-config-drive") ? "rewritten" : "kept";
  return fateOfPlace(device, frame);
}

function isMadeAnew(device: string, frame: Frame): boolean {
  return fateOfPlace(device, frame) === "made-anew";
}

/** What becomes of what a partition holds; one that is no part of the plan stays on a disk that is kept. */
function fateNow({ number }: Partition, disk: PlannedDisk, frame: Frame): Fate {
  if (disk.keep !== true) return "lost";
  const planned = disk.partitions.find((one) => one.number === number);
  const fate = planned === undefined ? "kept" : fateThen(planned, disk, frame);
  if (fate === "grown") return "kept";
  return fate === "made-anew" || fate === "new" ? "lost" : fate;
}

/** The fate has a column if not all that is there has the same one. */
function rowBefore(
  frame: Frame,
  { path, number, size, name, content, uses }: Partition,
  fate: Fate,
  isMixed: boolean,
): Row {
  const short = [renderSize(size), ...(isMixed ? [fateWords[fate]] : []), describeContent(path, content, frame)];
  const long = [nodeName(path, frame), ...short, describeHolders(uses, frame)];
  const named = name === null || name === "" ? "" : `named "${name}"`;
  return { fate, words: [[...long, named], long, [`${number}`, ...short]] };
}

/** What is on the disk as a whole, beside or in place of partitions. */
function wholeRow(frame: Frame, { path, size, content, uses }: Disk, fate: Fate): Row {
  const short = [renderSize(size), `${describeContent(path, content, frame)} on the whole disk`];
  return {
    fate,
    words: [
      [nodeName(path, frame), ...short, describeHolders(uses, frame)],
      ["", ...short],
    ],
  };
}

function boxesBefore(frame: Frame, disk: Disk, fates: readonly Fate[], fate: Fate): Box[] {
  const { path, table, content, size, partitions } = disk;
  if (table === null && partitions.length === 0)
    return [{ start: 0, size, number: "", label: describeContent(path, content, frame), notes: [], fate }];
  return partitions.map((partition, index) => ({
    start: partition.start,
    size: partition.size,
    number: `${partition.number}`,
    label: partition.content === null ? "" : describeContent(partition.path, partition.content, frame),
    notes: [],
    fate: fates[index] ?? fate,
  }));
}

function drawBefore(frame: Frame, disk: Disk, planned: PlannedDisk): Side {
  const { table, content, size, uses, partitions } = disk;
  if (table === null && content === null && partitions.length === 0) return emptySide("NOW: no table, no filesystem");
  const kept = planned.keep === true;
  const fate = kept ? "kept" : "lost";
  const fates = partitions.map((partition) => fateNow(partition, planned, frame));
  const isMixed = kept && fates.includes("lost");
  const whole = content !== null || partitions.length === 0 ? [wholeRow(frame, disk, fate)] : [];
  const used = whole.length === 0 ? describeHolders(uses, frame) : "";
  const rows = partitions.map((partition, index) => rowBefore(frame, partition, fates[index] ?? fate, isMixed));
  const heads = ["Device", "Size", ...(isMixed ? ["Fate"] : []), "Content", "Use", "Name"];
  return {
    heading: nowHeading(kept, fates),
    elements: [
      { kind: "bar", size, boxes: boxesBefore(frame, disk, fates, fate) },
      ...(used === "" ? [] : [line(used, "warn")]),
      { kind: "table", heads, rows: [...whole, ...rows] },
    ],
  };
}

/** What a planned partition is for; one that is left alone is what it is now. */
function describeThen(partition: PlannedPartition, found: Disk | undefined, frame: Frame): Use {
  const use = describePartition(partition, frame);
  const now = found?.partitions.find(({ number }) => number === partition.number);
  if (use.type !== "-" || use.place !== "" || now === undefined || now.content === null) return use;
  const { content, path } = now;
  return { ...use, label: describeContent(path, content, frame), type: content.type, place: "left alone" };
}

/** With the images if there is room; the images' own part of the plan has them, too. */
function rowAfter(frame: Frame, { device, number, size, grownFrom }: PlannedPartition, use: Use, fate: Fate): Row {
  const told = describeFate(fate, grownFrom ?? grownOn(device, frame));
  const short = [renderSize(size), ...(fate === "made" ? [] : [told]), use.type, use.place];
  const named = [nodeName(device, frame), ...short];
  return { fate, device, words: [[...named, use.images], named, [`${number}`, ...short]] };
}

function drawAfter(frame: Frame, disk: PlannedDisk, found: Disk | undefined): Side {
  const parts = disk.partitions.map((partition) => ({
    partition,
    use: describeThen(partition, found, frame),
    fate: fateThen(partition, disk, frame),
  }));
  const boxes = parts.map(({ partition: { start, size, number, device }, use, fate }): Box => ({
    ...{ start, size, number: `${number}`, device, fate },
    label: use.label,
    notes: [use.type === "-" ? use.place : use.type, use.images].filter((note) => note !== "" && note !== use.label),
  }));
  const elements: Element[] = [
    { kind: "bar", size: disk.size, boxes },
    {
      kind: "table",
      heads: ["Device", "Size", ...(disk.keep === true ? ["Fate"] : []), "Type", "For", "Systems"],
      rows: parts.map(({ partition, use, fate }) => rowAfter(frame, partition, use, fate)),
    },
  ];
  return { heading: thenHeading, elements };
}

export function drawDisks(frame: Frame): Block[] {
  const { plan } = frame;
  return plan.disks.map((disk) => {
    const found = plan.machine.disks.find(({ path }) => path === disk.path);
    return {
      title: found === undefined ? [{ text: disk.path, tone: "bold" }] : diskTitle(found),
      before: found === undefined ? emptySide("NOW: what is there is not known") : drawBefore(frame, found, disk),
      after: drawAfter(frame, disk, found),
    };
  });
}

/** Disks, arrays and volume groups as they are and as they will be, side by side; drawn to scale where that says something. */
import { renderSize } from "../base/sizes.ts";
import type { Disk, MdArray, Partition, VolumeGroup } from "../schema/inventory.ts";
import type { Plan, PlannedArray, PlannedDisk, PlannedGroup, PlannedPartition } from "../schema/plan.ts";
import { type Line, fitLine, fitTable, sideBySide } from "./columns.ts";
import { type Segment, renderBar } from "./disk-bar.ts";
import { arrayName, nodeName, renderContent, renderDiskTitle, renderUses } from "./disks.ts";
import { type Use, describeDevice, describePartition, paintOf } from "./device-uses.ts";
import { type Style, printable } from "./style.ts";

interface Frame {
  readonly plan: Plan;
  readonly style: Style;
  /** Columns that there are for what is drawn. */
  readonly width: number;
}

interface Part {
  readonly start: number;
  readonly size: number;
  readonly number: string;
  readonly label: string;
  readonly paint: (text: string) => string;
}

/** A gap is drawn where it is more than alignment. */
const smallestGap = 8 * 1024 * 1024;

/** The parts in their places; one that holds another, such as an extended partition, is not drawn. */
function drawParts(parts: readonly Part[], size: number, { width, style }: Frame): Line[] {
  const segments: Segment[] = [];
  let end = 0;
  const addGap = (until: number): void => {
    if (until - end >= smallestGap)
      segments.push({ bytes: until - end, number: "", label: "free", paint: style.faint });
  };
  for (const part of parts.filter(
    (one) => !parts.some((other) => other !== one && other.start >= one.start && other.start < one.start + one.size),
  )) {
    addGap(part.start);
    segments.push({ bytes: part.size, number: part.number, label: part.label, paint: part.paint });
    end = part.start + part.size;
  }
  addGap(size);
  if (segments.length === 0 || segments.length * 2 + 1 > width) return [];
  return renderBar(segments, width, style).map((text) => ({ text, width, isCut: false }));
}

function both(frame: Frame, before: (frame: Frame) => Line[], after: (frame: Frame) => Line[]): string[] {
  return sideBySide(
    (width) => before({ ...frame, width }),
    (width) => after({ ...frame, width }),
    frame.width,
    frame.style,
  );
}

/** The heading of what is there now: its fate, so that nobody can overlook it. */
function fate({ style, width }: Frame, kept: boolean): Line {
  return kept
    ? fitLine("NOW, and it is kept", width, style.good)
    : fitLine("NOW, and WILL BE DESTROYED", width, style.bad);
}

function nothing({ width, style }: Frame, text: string): Line[] {
  return [fitLine(text, width, style.faint)];
}

function presentRow(frame: Frame, { path, number, size, name, content, uses }: Partition): string[][] {
  const { machine } = frame.plan;
  const short = [nodeName(path, machine), renderSize(size), renderContent(path, content, machine)];
  const used = renderUses(uses, machine);
  return [
    [...short, used, name === null || name === "" ? "" : `named "${printable(name)}"`],
    [...short, used],
    [`${number}`, ...short.slice(1)],
  ];
}

/** Each with its rows in ever fewer words, as tables in ever fewer words. */
function byWords(rows: readonly (readonly string[][])[]): string[][][] {
  return [0, 1, 2].map((index) => rows.map((words) => words[Math.min(index, words.length - 1)] ?? []));
}

function partsBefore({ plan, style }: Frame, { partitions }: Disk, kept: boolean): Part[] {
  const paint = kept ? (text: string): string => text : style.bad;
  return partitions.map(({ path, number, start, size, content }) => ({
    start,
    size,
    number: `${number}`,
    label: content === null ? "" : renderContent(path, content, plan.machine),
    paint,
  }));
}

function diskBefore(frame: Frame, disk: Disk, kept: boolean): Line[] {
  const { path, table: found, content, size, uses, partitions } = disk;
  const { machine } = frame.plan;
  if (found === null && content === null) return nothing(frame, "NOW: no table, no filesystem");
  const used = renderUses(uses, machine);
  const whole =
    found === null || content !== null
      ? [fitLine(`${renderContent(path, content, machine)} on the whole disk`, frame.width)]
      : [];
  const parts =
    found === null
      ? [
          {
            start: 0,
            size,
            number: "",
            label: renderContent(path, content, machine),
            paint: kept ? (text: string): string => text : frame.style.bad,
          },
        ]
      : partsBefore(frame, disk, kept);
  return [
    fate(frame, kept),
    ...drawParts(parts, size, frame),
    ...whole,
    ...(used === "" ? [] : [fitLine(used, frame.width, frame.style.warn)]),
    ...fitTable(byWords(partitions.map((partition) => presentRow(frame, partition))), frame.width),
  ];
}

/** On a disk that is kept, what becomes of what a partition holds. */
function fateOf({ volumes, arrays, groups }: Plan, { purpose, device }: PlannedPartition): string {
  if (purpose === "bios-boot") return "rewritten";
  const stacked =
    arrays.find(({ members }) => members.includes(device)) ??
    groups.find(({ physicalVolumes }) => physicalVolumes.some((one) => one.device === device));
  return (volumes.find((volume) => volume.device === device) ?? stacked)?.keep === true ? "kept" : "MADE ANEW";
}

/** With the images where there is room; the images' own part of the plan has them, too. */
function useRow(
  { plan }: Frame,
  { device, number, size }: PlannedPartition,
  use: Use,
  fates: readonly string[],
): string[][] {
  const short = [nodeName(device, plan.machine), renderSize(size), ...fates, use.type, use.place];
  return [[...short, use.images], short, [`${number}`, ...short.slice(1)]];
}

function diskAfter(frame: Frame, disk: PlannedDisk): Line[] {
  const { plan, style } = frame;
  const parts = disk.partitions.map((partition) => ({
    ...partition,
    number: `${partition.number}`,
    label: describePartition(plan, partition).label,
    paint: paintOf(plan, partition.device, style),
  }));
  const rows = disk.partitions.map((partition) =>
    useRow(frame, partition, describePartition(plan, partition), disk.keep === true ? [fateOf(plan, partition)] : []),
  );
  return [fitLine("THEN", frame.width), ...drawParts(parts, disk.size, frame), ...fitTable(byWords(rows), frame.width)];
}

function renderDisk(frame: Frame, disk: PlannedDisk): string[] {
  const { plan, style } = frame;
  const found = plan.machine.disks.find(({ path }) => path === disk.path);
  const title = found === undefined ? style.bold(disk.path) : renderDiskTitle(found, style);
  return [
    title,
    ...both(
      frame,
      (side) => (found === undefined ? [] : diskBefore(side, found, disk.keep === true)),
      (side) => diskAfter(side, disk),
    ),
  ];
}

function arrayBefore(frame: Frame, array: MdArray): string[][] {
  const { machine } = frame.plan;
  const { path, level, size, members, content } = array;
  const places = members.map((member) => nodeName(member, machine)).join(", ");
  const short = [arrayName(array), level, renderSize(size)];
  return [
    [...short, places, renderContent(path, content, machine)],
    [...short, places],
    [arrayName(array), level, places],
  ];
}

function arrayAfter({ plan }: Frame, { device, name, level, size, members, keep }: PlannedArray): string[][] {
  const { type, place } = describeDevice(plan, device);
  const places = members.map((member) => nodeName(member, plan.machine)).join(", ");
  const short = [printable(name), `raid${level}`, renderSize(size), ...(keep === true ? ["kept"] : [])];
  return [
    [...short, places, type, place],
    [...short, places],
    [printable(name), `raid${level}`, places],
  ];
}

function arraysBefore(frame: Frame): Line[] {
  const { arrays } = frame.plan.machine;
  if (arrays.length === 0) return nothing(frame, "NOW: none");
  const kept = frame.plan.arrays.some(({ keep }) => keep === true);
  return [fate(frame, kept), ...fitTable(byWords(arrays.map((array) => arrayBefore(frame, array))), frame.width)];
}

function arraysAfter(frame: Frame): Line[] {
  const { arrays } = frame.plan;
  if (arrays.length === 0) return nothing(frame, "THEN: none");
  return [
    fitLine("THEN", frame.width),
    ...fitTable(byWords(arrays.map((array) => arrayAfter(frame, array))), frame.width),
  ];
}

function renderArrays(frame: Frame): string[] {
  const { plan, style } = frame;
  if (plan.machine.arrays.length + plan.arrays.length === 0) return [];
  return [style.bold("RAID arrays"), ...both(frame, arraysBefore, arraysAfter)];
}

/** Volumes one after the other: where their extents lie in the group is LVM's. */
function inTurn<T extends { readonly name: string; readonly size: number }>(
  volumes: readonly T[],
  paint: (volume: T) => (text: string) => string,
): Part[] {
  let start = 0;
  return volumes.map((volume) => {
    const part = { start, size: volume.size, number: "", label: printable(volume.name), paint: paint(volume) };
    start += volume.size;
    return part;
  });
}

function groupBefore(frame: Frame, { volumes, physicalVolumes, size }: VolumeGroup, kept: boolean): Line[] {
  const { machine } = frame.plan;
  const places = physicalVolumes
    .map(({ path }) => (path === null ? "a missing device" : nodeName(path, machine)))
    .join(", ");
  const rows = volumes.map(({ name, path, size: bytes, content, uses }) => {
    const short = [printable(name), renderSize(bytes), renderContent(path, content, machine)];
    return [[...short, renderUses(uses, { arrays: [], groups: [] })], short, short];
  });
  return [
    fate(frame, kept),
    fitLine(`${renderSize(size)} on ${places}`, frame.width),
    ...drawParts(
      inTurn(volumes, () => (kept ? (text) => text : frame.style.bad)),
      size,
      frame,
    ),
    ...fitTable(byWords(rows), frame.width),
  ];
}

function groupAfter(frame: Frame, { volumes, physicalVolumes, size, keep }: PlannedGroup): Line[] {
  const { plan, style } = frame;
  const places = physicalVolumes
    .map(({ device }) => plan.arrays.find((array) => array.device === device))
    .map((array, index) =>
      array === undefined
        ? nodeName(physicalVolumes[index]?.device ?? "", plan.machine)
        : `array ${printable(array.name)}`,
    );
  const rows = volumes.map(({ name, device, size: bytes }) => {
    const use = describeDevice(plan, device);
    const isKept = plan.volumes.find((volume) => volume.device === device)?.keep === true;
    const short = [
      printable(name),
      renderSize(bytes),
      ...(keep === true ? [isKept ? "kept" : "MADE ANEW"] : []),
      use.type,
      use.place,
    ];
    return [[...short, use.images], short, short];
  });
  return [
    fitLine("THEN", frame.width),
    fitLine(`${renderSize(size)} on ${places.join(", ")}`, frame.width),
    ...drawParts(
      inTurn(volumes, ({ device }) => paintOf(plan, device, style)),
      size,
      frame,
    ),
    ...fitTable(byWords(rows), frame.width),
  ];
}

/** A group that is there and one that will be are shown beside each other where they have one name. */
function renderGroups(frame: Frame): string[][] {
  const { plan, style } = frame;
  const planned = new Map(plan.groups.map((group) => [group.name, group]));
  const pairs: [VolumeGroup | undefined, PlannedGroup | undefined][] = plan.machine.groups.map((group) => {
    const after = planned.get(group.name);
    planned.delete(group.name);
    return [group, after];
  });
  return [...pairs, ...Array.from(planned.values(), (group): [undefined, PlannedGroup] => [undefined, group])].map(
    ([before, after]) => [
      style.bold(`Volume group ${printable(before?.name ?? after?.name ?? "")}`),
      ...both(
        frame,
        (side) =>
          before === undefined
            ? nothing(side, "NOW: none of that name")
            : groupBefore(side, before, after?.keep === true),
        (side) => (after === undefined ? nothing(side, "THEN: none of that name") : groupAfter(side, after)),
      ),
    ],
  );
}

function renderOthers({ plan, style, width }: Frame): string[] {
  const { others } = plan.machine;
  if (others.length === 0) return [];
  const isKept = plan.disks.every(({ keep }) => keep === true);
  const rows = others.map(({ path, type, parents }) => [
    nodeName(path, plan.machine),
    type,
    `on ${parents.map((parent) => nodeName(parent, plan.machine)).join(", ")}`,
  ]);
  return [
    style.bold(isKept ? "Other devices, which are closed" : "Other devices, which WILL BE DESTROYED"),
    ...fitTable([rows], width).map(({ text }) => text),
  ];
}

/** A block of lines for each disk, the arrays, each group, and what else sits there; `columns` is the width of the terminal. */
export function renderLayout(plan: Plan, columns: number, style: Style): string[] {
  const frame: Frame = { plan, style, width: columns - 2 };
  const blocks = [
    ...plan.disks.map((disk) => renderDisk(frame, disk)),
    renderArrays(frame),
    ...renderGroups(frame),
    renderOthers(frame),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map(([title = "", ...lines]) => [title, ...lines.map((text) => `  ${text}`.trimEnd())].join("\n"));
}

/** Volume groups as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import type { Block, Box, Fate, Row, Section, Side, Span, Table } from "../drawing.ts";
import {
  describeAllHolders,
  describeContent,
  describeDevice,
  describeFate,
  describeHolders,
  emptySide,
  fateOfContent,
  fateOfPlace,
  fateWords,
  grownOn,
  line,
  nodeName,
  nowHeading,
  placeName,
  thenHeading,
} from "../drawing-words.ts";
import type { Frame, InventoryFrame } from "../layer.ts";

/** Volumes one after the other: LVM alone knows where their extents lie in the group. */
function inTurn<T extends { readonly name: string; readonly size: number }>(
  volumes: readonly T[],
  look: (volume: T) => Pick<Box, "fate" | "notes" | "device">,
): Box[] {
  let start = 0;
  return volumes.map((volume) => {
    const box = { start, size: volume.size, number: "", label: volume.name, ...look(volume) };
    start += volume.size;
    return box;
  });
}

/** What becomes of what a group's volume holds; what no part of the plan asks for stays in a group that is kept. */
function fateNow(name: string, then: PlannedGroup | undefined, frame: Frame): Fate {
  if (!isGroupKept(then, frame)) return "lost";
  const volume = then?.volumes.find((one) => one.name === name);
  return volume === undefined ? "kept" : fateOfContent(volume.device, frame);
}

/** A node that gets more keeps also the groups that are no part of the plan. */
function isGroupKept(then: PlannedGroup | undefined, { plan }: Frame): boolean {
  return then?.keep === true || (then === undefined && plan.policy === "extend");
}

function volumesBefore(frame: Frame, { volumes }: VolumeGroup, fates: readonly Fate[], isMixed: boolean): Table {
  const rows = volumes.map(({ name, path, size, content, uses }, index): Row => {
    const fate = fates[index] ?? "lost";
    const told = isMixed ? [fateWords[fate]] : [];
    const short = [name, renderSize(size), ...told, describeContent(path, content, frame)];
    return { fate, words: [[...short, describeAllHolders(uses)], short] };
  });
  return { kind: "table", heads: ["Volume", "Size", ...(isMixed ? ["Fate"] : []), "Content", "Use"], rows };
}

function drawBefore(frame: Frame, group: VolumeGroup, then: PlannedGroup | undefined): Side {
  const { volumes, physicalVolumes, size } = group;
  const kept = isGroupKept(then, frame);
  const fates = volumes.map(({ name }) => fateNow(name, then, frame));
  const places = physicalVolumes
    .map(({ path }) => (path === null ? "a missing device" : nodeName(path, frame)))
    .join(", ");
  const boxes = inTurn(volumes, ({ name, path, content }) => ({
    fate: fateNow(name, then, frame),
    notes: content === null ? [] : [describeContent(path, content, frame)],
  }));
  return {
    heading: nowHeading(kept, fates),
    elements: [
      line(`${renderSize(size)} on ${places}`),
      { kind: "bar", size, boxes },
      volumesBefore(frame, group, fates, kept && fates.includes("lost")),
    ],
  };
}

/** What becomes of the place of a volume of a planned group. */
function fateThen(
  { keep }: PlannedGroup,
  { added, unfinished, grownFrom, device }: PlannedGroup["volumes"][number],
  frame: Frame,
): Fate {
  if (keep !== true) return "made";
  if (added === true || unfinished === true) return "new";
  const fate = fateOfPlace(device, frame);
  return fate === "kept" && grownFrom !== undefined ? "grown" : fate;
}

/** How much the group had before its physical volumes were made larger; nothing if they are not. */
function describeGain({ size, physicalVolumes }: PlannedGroup): string {
  const gained = physicalVolumes.reduce(
    (sum, part) => sum + (part.grownFrom === undefined ? 0 : part.size - part.grownFrom),
    0,
  );
  return gained === 0 ? "" : `, ${describeFate("grown", size - gained)}`;
}

function drawAfter(frame: Frame, group: PlannedGroup): Side {
  const { volumes, physicalVolumes, size, keep } = group;
  const places = physicalVolumes.map(({ device }) => placeName(device, frame));
  const rows = volumes.map((volume): Row => {
    const { name, device, size: bytes, grownFrom = grownOn(device, frame) } = volume;
    const use = describeDevice(device, frame);
    const fate = fateThen(group, volume, frame);
    const told = describeFate(fate, grownFrom);
    const short = [name, renderSize(bytes), ...(fate === "made" ? [] : [told]), use.type, use.place];
    return { fate, device, words: [[...short, use.images], short] };
  });
  const boxes = inTurn(volumes, (volume) => {
    const { type, place, images } = describeDevice(volume.device, frame);
    const notes = [type, place === type ? "" : place, images].filter((note) => note !== "" && note !== "-");
    return { fate: fateThen(group, volume, frame), notes, device: volume.device };
  });
  return {
    heading: thenHeading,
    elements: [
      line(`${renderSize(size)} on ${places.join(", ")}${describeGain(group)}`),
      { kind: "bar", size, boxes },
      {
        kind: "table",
        heads: ["Volume", "Size", ...(keep === true ? ["Fate"] : []), "Type", "For", "Systems"],
        rows,
      },
    ],
  };
}

/** What is said of a group that is there and no part of the plan. */
function leftOut({ plan }: Frame): Side {
  return emptySide(plan.policy === "extend" ? "THEN: as it is" : "THEN: none of that name");
}

/** A group that is there and one that will be are shown beside each other if they have one name. */
export function drawGroups(frame: Frame): Block[] {
  const { plan } = frame;
  const planned = new Map(plan.groups.map((group) => [group.name, group]));
  const pairs: [VolumeGroup | undefined, PlannedGroup | undefined][] = plan.machine.groups.map((group) => {
    const then = planned.get(group.name);
    planned.delete(group.name);
    return [group, then];
  });
  return [...pairs, ...Array.from(planned.values(), (group): [undefined, PlannedGroup] => [undefined, group])].map(
    ([now, then]) => ({
      title: [{ text: `Volume group ${now?.name ?? then?.name ?? ""}`, tone: "bold" }],
      before: now === undefined ? emptySide("NOW: none of that name") : drawBefore(frame, now, then),
      after: then === undefined ? leftOut(frame) : drawAfter(frame, then),
    }),
  );
}

function foundTitle(group: VolumeGroup, frame: InventoryFrame): Span[] {
  const places = group.physicalVolumes.flatMap(({ path }, index): Span[] => [
    ...(index === 0 ? [] : [{ text: ", ", tone: "plain" as const }]),
    path === null ? { text: "a missing device", tone: "warn" } : { text: nodeName(path, frame), tone: "plain" },
  ]);
  return [
    { text: `Volume group ${group.name}`, tone: "bold" },
    { text: `  ${renderSize(group.size)}  on `, tone: "plain" },
    ...places,
    ...(group.lock === null
      ? []
      : [
          { text: "  ", tone: "plain" as const },
          { text: `shared with other hosts (${group.lock})`, tone: "warn" as const },
        ]),
  ];
}

export function drawFoundGroups(frame: InventoryFrame): Section[] {
  return frame.machine.groups.map((group) => ({
    title: foundTitle(group, frame),
    rows: group.volumes.map(({ name, path, size, active, content, uses }) => [
      name,
      renderSize(size),
      active ? "active" : "not active",
      describeContent(path, content, frame),
      describeHolders(uses, frame),
    ]),
  }));
}

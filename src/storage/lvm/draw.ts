/** Volume groups as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import type { Block, Box, Element, Row, Section, Span } from "../drawing.ts";
import {
  describeAllHolders,
  describeContent,
  describeDevice,
  describeHolders,
  fateLine,
  isKept,
  isMadeAnew,
  line,
  nodeName,
  placeName,
} from "../drawing-words.ts";
import type { Frame, InventoryFrame } from "../layer.ts";

/** Volumes one after the other: LVM alone knows where their extents lie in the group. */
function inTurn<T extends { readonly name: string; readonly size: number }>(
  volumes: readonly T[],
  look: (volume: T) => Pick<Box, "tone" | "device">,
): Box[] {
  let start = 0;
  return volumes.map((volume) => {
    const box = { start, size: volume.size, number: "", label: volume.name, ...look(volume) };
    start += volume.size;
    return box;
  });
}

function drawBefore(frame: Frame, { volumes, physicalVolumes, size }: VolumeGroup, kept: boolean): Element[] {
  const places = physicalVolumes
    .map(({ path }) => (path === null ? "a missing device" : nodeName(path, frame)))
    .join(", ");
  const rows = volumes.map(({ name, path, size: bytes, content, uses }): Row => {
    const short = [name, renderSize(bytes), describeContent(path, content, frame)];
    return [[...short, describeAllHolders(uses)], short, short];
  });
  return [
    fateLine(kept),
    line(`${renderSize(size)} on ${places}`),
    { kind: "bar", size, boxes: inTurn(volumes, () => ({ tone: kept ? "plain" : "bad" })) },
    { kind: "table", rows },
  ];
}

/** What becomes of what a volume of a group that is kept holds. */
function fateOf(device: string, frame: Frame): string {
  const isOther = frame.plan.policy === "extend" ? isMadeAnew(device, frame) : !isKept(device, frame);
  return isOther ? "MADE ANEW" : "kept";
}

function drawAfter(frame: Frame, { volumes, physicalVolumes, size, keep }: PlannedGroup): Element[] {
  const places = physicalVolumes.map(({ device }) => placeName(device, frame));
  const rows = volumes.map(({ name, device, size: bytes, added }): Row => {
    const use = describeDevice(device, frame);
    const fate = keep === true ? [added === true ? "NEW" : fateOf(device, frame)] : [];
    const short = [name, renderSize(bytes), ...fate, use.type, use.place];
    return [[...short, use.images], short, short];
  });
  return [
    line("THEN"),
    line(`${renderSize(size)} on ${places.join(", ")}`),
    { kind: "bar", size, boxes: inTurn(volumes, ({ device }) => ({ tone: "plain", device })) },
    { kind: "table", rows },
  ];
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
      before:
        now === undefined ? [line("NOW: none of that name", "faint")] : drawBefore(frame, now, then?.keep === true),
      after: then === undefined ? [line("THEN: none of that name", "faint")] : drawAfter(frame, then),
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

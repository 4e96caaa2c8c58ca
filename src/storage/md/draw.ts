/** Arrays as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { MdArray } from "../../schema/inventory.ts";
import type { PlannedArray } from "../../schema/plan.ts";
import type { Block, Fate, Row, Section, Side } from "../drawing.ts";
import {
  describeContent,
  describeDevice,
  describeHolders,
  emptySide,
  fateOfContent,
  fateOfPlace,
  fateWords,
  nodeName,
  nowHeading,
  thenHeading,
} from "../drawing-words.ts";
import type { Frame, InventoryFrame } from "../layer.ts";

const title = { text: "RAID arrays", tone: "bold" } as const;

/** What becomes of what an array holds; a node that gets more keeps also those that are no part of the plan. */
function fateNow({ uuid }: MdArray, frame: Frame): Fate {
  const planned = frame.plan.arrays.find((array) => array.uuid === uuid);
  if (planned?.keep === true) return fateOfContent(planned.device, frame);
  return planned === undefined && frame.plan.policy === "extend" ? "kept" : "lost";
}

function rowBefore(frame: Frame, array: MdArray, isMixed: boolean): Row {
  const { path, name, uuid, level, size, members, content } = array;
  const fate = fateNow(array, frame);
  const own = name ?? uuid;
  const places = members.map((member) => nodeName(member, frame)).join(", ");
  const told = isMixed ? [fateWords[fate]] : [];
  const short = [own, level, renderSize(size), ...told];
  return {
    fate,
    words: [
      [...short, places, describeContent(path, content, frame)],
      [...short, places],
      [own, level, ...told, places],
    ],
  };
}

/** What becomes of the place of a planned array. */
function fateThen({ keep, added, device }: PlannedArray, frame: Frame): Fate {
  if (keep === true) return fateOfPlace(device, frame);
  return added === true ? "new" : "made";
}

/** The fate has a column if something is kept. */
function rowAfter(frame: Frame, array: PlannedArray, isKeeping: boolean): Row {
  const { device, name, level, size, members } = array;
  const { type, place, images } = describeDevice(device, frame);
  const fate = fateThen(array, frame);
  const places = members.map((member) => nodeName(member, frame)).join(", ");
  const short = [name, `raid${level}`, renderSize(size), ...(isKeeping ? [fateWords[fate]] : []), places];
  return {
    ...{ fate, device },
    words: [[...short, type, place, images], [...short, type, place], short, [name, `raid${level}`, places]],
  };
}

function drawBefore(frame: Frame): Side {
  const { arrays } = frame.plan.machine;
  if (arrays.length === 0) return emptySide("NOW: none");
  const fates = arrays.map((array) => fateNow(array, frame));
  const kept = fates.some((fate) => fate !== "lost");
  const isMixed = kept && fates.includes("lost");
  return {
    heading: nowHeading(kept, fates),
    elements: [
      {
        kind: "table",
        heads: ["Array", "Level", "Size", ...(isMixed ? ["Fate"] : []), "On", "Content"],
        rows: arrays.map((array) => rowBefore(frame, array, isMixed)),
      },
    ],
  };
}

function drawAfter(frame: Frame): Side {
  const { arrays } = frame.plan;
  if (arrays.length === 0) return emptySide(frame.plan.policy === "extend" ? "THEN: as they are" : "THEN: none");
  const isKeeping = arrays.some(({ keep }) => keep === true);
  return {
    heading: thenHeading,
    elements: [
      {
        kind: "table",
        heads: ["Array", "Level", "Size", ...(isKeeping ? ["Fate"] : []), "On", "Type", "For", "Systems"],
        rows: arrays.map((array) => rowAfter(frame, array, isKeeping)),
      },
    ],
  };
}

export function drawArrays(frame: Frame): Block[] {
  const { plan } = frame;
  if (plan.machine.arrays.length + plan.arrays.length === 0) return [];
  return [{ title: [title], before: drawBefore(frame), after: drawAfter(frame) }];
}

function foundRow(array: MdArray, frame: InventoryFrame): string[] {
  const { path, active, name, uuid, level, size, devices, members, content, uses } = array;
  const missing = devices > members.length ? `${devices - members.length} missing` : "";
  return [
    name ?? uuid,
    level,
    renderSize(size),
    members.map((member) => nodeName(member, frame)).join(", "),
    missing,
    active ? path : "not assembled",
    describeContent(path, content, frame),
    describeHolders(uses, frame),
  ];
}

export function drawFoundArrays(frame: InventoryFrame): Section[] {
  const { arrays } = frame.machine;
  return arrays.length === 0 ? [] : [{ title: [title], rows: arrays.map((array) => foundRow(array, frame)) }];
}

/** Arrays as they are and as they will be. */
import { renderSize } from "../../base/sizes.ts";
import type { MdArray } from "../../schema/inventory.ts";
import type { PlannedArray } from "../../schema/plan.ts";
import type { Block, Element, Row, Section } from "../drawing.ts";
import { describeContent, describeDevice, describeHolders, fateLine, line, nodeName } from "../drawing-words.ts";
import type { Frame, InventoryFrame } from "../layer.ts";

const title = { text: "RAID arrays", tone: "bold" } as const;

function rowBefore(frame: Frame, { path, name, uuid, level, size, members, content }: MdArray): Row {
  const own = name ?? uuid;
  const places = members.map((member) => nodeName(member, frame)).join(", ");
  const short = [own, level, renderSize(size)];
  return [
    [...short, places, describeContent(path, content, frame)],
    [...short, places],
    [own, level, places],
  ];
}

function rowAfter(frame: Frame, { device, name, level, size, members, keep }: PlannedArray): Row {
  const { type, place } = describeDevice(device, frame);
  const places = members.map((member) => nodeName(member, frame)).join(", ");
  const short = [name, `raid${level}`, renderSize(size), ...(keep === true ? ["kept"] : [])];
  return [
    [...short, places, type, place],
    [...short, places],
    [name, `raid${level}`, places],
  ];
}

function drawBefore(frame: Frame): Element[] {
  const { arrays } = frame.plan.machine;
  if (arrays.length === 0) return [line("NOW: none", "faint")];
  const kept = frame.plan.arrays.some(({ keep }) => keep === true);
  return [fateLine(kept), { kind: "table", rows: arrays.map((array) => rowBefore(frame, array)) }];
}

function drawAfter(frame: Frame): Element[] {
  const { arrays } = frame.plan;
  if (arrays.length === 0) return [line("THEN: none", "faint")];
  return [line("THEN"), { kind: "table", rows: arrays.map((array) => rowAfter(frame, array)) }];
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

/** Devices that sit on disks and that no other layer knows: they are closed and erased if it is known how, and never made. */
import type { FoundNode } from "../../machine/found-layers.ts";
import { removeMapping } from "../../programs/dmsetup.ts";
import type { StackedDevice } from "../../schema/inventory.ts";
import type { Block, Row, Section, Table } from "../drawing.ts";
import { describeContent, describeHolders, nodeName } from "../drawing-words.ts";
import { wipeAll } from "../erase.ts";
import type { Frame, InventoryFrame, Layer, TakeDown } from "../layer.ts";

/** Devices that can be closed, by what lsblk calls them. */
const closableTypes = ["crypt", "dm", "part"];

function refusalsOf({ path, type, parents }: StackedDevice): string[] {
  const where = parents.join(", ");
  if (type === "mpath")
    return [
      `${where} ${parents.length === 1 ? "is a path" : "are paths"} of the multipath map ${path}, and only a map of whole disks is written to`,
    ];
  return closableTypes.includes(type)
    ? []
    : [`${path} (${type}) sits on ${where}, and it is not known how to close it`];
}

function describeFound(device: StackedDevice): FoundNode {
  const { path, type, parents, content, uses } = device;
  return {
    item: device,
    name: path,
    key: path,
    title: type === "mpath" ? null : `${type} device ${path} on ${parents.join(", ")}`,
    below: parents,
    devices: [{ path, content, uses, active: true }],
    refusals: refusalsOf(device),
  };
}

/** What is no mapping, such as the partition of an array, goes with the device that it is on. */
function takeDown(device: StackedDevice, erase: boolean): TakeDown {
  const { path, type, parents } = device;
  const isMapping = path.startsWith("/dev/mapper/");
  const what = type === "crypt" ? "encrypted device" : type === "part" ? "partition" : `${type} device`;
  return {
    id: `device ${path}`,
    title: `${erase ? "Erase" : "Close"} ${what} ${path} on ${parents.join(", ")}`,
    below: parents,
    devices: [{ path }],
    commands: [...wipeAll([path], erase), ...(isMapping ? [removeMapping(path), ...wipeAll(parents, erase)] : [])],
  };
}

function draw(frame: Frame): Block[] {
  const { others } = frame.plan.machine;
  if (others.length === 0) return [];
  const kept = frame.plan.disks.every(({ keep }) => keep === true);
  const text = kept ? "Other devices, which are closed" : "Other devices, which WILL BE DESTROYED";
  const rows = others.map(({ path, type, parents }): Row => {
    const places = parents.map((parent) => nodeName(parent, frame)).join(", ");
    return { fate: kept ? "kept" : "lost", words: [[nodeName(path, frame), type, `on ${places}`]] };
  });
  const table: Table = { kind: "table", heads: ["Device", "Type", "Place"], rows };
  return [{ title: [{ text, tone: "bold" }], before: { elements: [table] } }];
}

function drawFound(frame: InventoryFrame): Section[] {
  const { others } = frame.machine;
  if (others.length === 0) return [];
  const rows = others.map(({ path, type, parents, content, uses }) => [
    path,
    type,
    `on ${parents.join(", ")}`,
    describeContent(path, content, frame),
    describeHolders(uses, frame),
  ]);
  return [{ title: [{ text: "Other devices", tone: "bold" }], rows }];
}

export const other: Layer = {
  name: "other",
  found: ({ others }) => others.map(describeFound),
  takeDown: ({ others }, { erase }) => others.map((device) => takeDown(device, erase)),
  draw,
  drawFound,
};

/** A machine's disks, and what sits on them, as a person reads it: what they are and what is on them now. */
import type { Disk, Inventory } from "../schema/inventory.ts";
import { diskSummary, diskTitle, partitionRows, pathsLine } from "../storage/draw-disk.ts";
import type { Section } from "../storage/drawing.ts";
import type { InventoryFrame, Layer } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { renderSpans } from "./spans.ts";
import { type Style, printable, renderTable } from "./style.ts";

function indentTable(rows: readonly (readonly string[])[], indent: string): string[] {
  return renderTable(rows.map((row) => row.map(printable))).map((row) => `${indent}${row}`);
}

function renderSection({ title, rows }: Section, style: Style): string {
  return [renderSpans(title, style), ...indentTable(rows, "  ")].join("\n");
}

function renderDisk(disk: Disk, frame: InventoryFrame, style: Style): string {
  return [
    renderSpans(diskTitle(disk), style),
    ...(disk.multipath === undefined ? [] : [`  ${renderSpans(pathsLine(disk), style)}`]),
    `  ${renderSpans(diskSummary(disk, frame), style)}`,
    ...indentTable(partitionRows(disk, frame), "    "),
  ].join("\n");
}

/** A machine's disks and what sits on them. */
export function renderInventory(inventory: Inventory, style: Style, layers: readonly Layer[] = storageLayers): string {
  const { architecture, firmware, secureBoot, bootInterface, disks, unreadable } = inventory;
  const head = `${architecture}, started by ${firmware === "bios" ? "BIOS" : "UEFI"}${secureBoot === true ? " with Secure Boot on" : ""}${bootInterface === null ? "" : `, from the network (BOOTIF=${printable(bootInterface)})`}`;
  const frame: InventoryFrame = { machine: inventory, layers };
  const lost: Section = {
    title: [{ text: "Members of something that cannot be read", tone: "bold" }],
    rows: unreadable.map(({ path, problem }) => [path, problem]),
  };
  const sections = [
    ...layers.flatMap(({ drawFound }) => drawFound?.(frame) ?? []),
    ...(unreadable.length === 0 ? [] : [lost]),
  ];
  const blocks = [
    ...disks.map((disk) => renderDisk(disk, frame, style)),
    ...sections.map((section) => renderSection(section, style)),
  ];
  return `${[head, ...(blocks.length === 0 ? ["No disks were found."] : blocks)].join("\n\n")}\n`;
}

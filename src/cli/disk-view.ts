/** A disk as a person reads it: what it is and what is on it now. */
import { renderSize } from "../base/sizes.ts";
import type { Content, Disk, Inventory } from "../schema/inventory.ts";
import { type Style, printable, renderTable } from "./style.ts";

/** Path, model, serial number and size in one line. */
export function renderDiskTitle(disk: Disk, style: Style): string {
  const facts = [
    ...(disk.model === null ? [] : [printable(disk.model)]),
    disk.serial === null ? "no serial number" : `serial ${printable(disk.serial)}`,
    renderSize(disk.size),
    ...(disk.transport === null ? [] : [printable(disk.transport)]),
    ...(disk.readOnly ? [style.warn("read-only")] : []),
    ...(disk.removable ? [style.warn("removable")] : []),
  ];
  return `${style.bold(disk.path)}  ${facts.join("  ")}`;
}

function renderContent(content: Content | null): string {
  if (content === null) return "nothing known";
  return content.label === null ? printable(content.type) : `${printable(content.type)} "${printable(content.label)}"`;
}

function renderUses(uses: readonly string[]): string {
  return uses.length === 0 ? "" : `in use: ${uses.map(printable).join(", ")}`;
}

/** One row for each partition: number, device, size, content, uses. */
function partitionRows({ partitions }: Disk): string[][] {
  return partitions.map(({ number, path, size, name, content, uses }) => {
    const shown = name === null || name === "" ? "" : `named "${printable(name)}"`;
    return [`${number}`, path, renderSize(size), renderContent(content), shown, renderUses(uses)];
  });
}

/** What is on the disk now, one line each; one line where that is nothing. */
export function renderPresent(disk: Disk, style: Style): string[] {
  const { table, content, uses, partitions } = disk;
  const summary = [
    ...(content === null || table !== null ? [] : [`${renderContent(content)} on the whole disk`]),
    ...(table === null ? [] : [`a partition table (${printable(table.type)}) with ${partitions.length} partition${partitions.length === 1 ? "" : "s"}`]),
    ...(uses.length === 0 ? [] : [style.warn(renderUses(uses))]),
  ];
  if (summary.length === 0) return ["empty: no partition table, no known filesystem"];
  return [summary.join(", "), ...renderTable(partitionRows(disk)).map((line) => `  ${line}`)];
}

/** The disks of a machine. */
export function renderInventory(inventory: Inventory, style: Style): string {
  const { architecture, firmware, secureBoot, bootInterface, disks } = inventory;
  const head = `${architecture}, started by ${firmware === "bios" ? "BIOS" : "UEFI"}${secureBoot === true ? " with Secure Boot on" : ""}${bootInterface === null ? "" : `, from the network (BOOTIF=${printable(bootInterface)})`}`;
  const blocks = disks.map((disk) => [renderDiskTitle(disk, style), ...renderPresent(disk, style).map((line) => `  ${line}`)].join("\n"));
  return `${[head, ...(blocks.length === 0 ? ["No disks were found."] : blocks)].join("\n\n")}\n`;
}

/** What bareon-boot shows to people: plain text, aligned, with colour only where a style brings it. */
import type { Entry, ListResult, Partition, SetDefaultResult, StatusResult } from "../schema/bareon-boot.ts";

/** How to emphasise; each is the identity where the output is no terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

export const plainStyle: Style = { bold: (text) => text, good: (text) => text, bad: (text) => text, faint: (text) => text };

/** Text from the partition must not steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ");
}

function imageOf(entry: Entry): string {
  if (entry.kind === "foreign") return "(not deployed)";
  const name = printable(entry.image_name ?? "");
  return entry.kind === "kernel" ? `${name} (older kernel)` : name;
}

function stateOf(entry: Entry, style: Style): string {
  const marks = [
    ...(entry.current ? [style.bold("running")] : []),
    ...(entry.default ? [style.bold("default")] : []),
    entry.valid ? style.good("ok") : style.bad(`cannot be booted: ${printable(entry.problem ?? "")}`),
  ];
  return marks.join(", ");
}

/** Columns as wide as their widest cell; the last one is not padded, so it may hold colour. */
function renderTable(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("  ");
  return [style.faint(line(head)), ...rows.map(line)].join("\n");
}

function renderWarnings(warnings: readonly string[], style: Style): string {
  return warnings.map((warning) => `${style.bad("Warning:")} ${printable(warning)}\n`).join("");
}

export function renderList({ entries, warnings }: ListResult, style: Style): string {
  const rows = entries.map((entry) => [
    entry.grub_id === null ? "-" : String(entry.grub_id),
    printable(entry.entry_id ?? "-"),
    imageOf(entry),
    printable(entry.boot_name),
    stateOf(entry, style),
  ]);
  return `${renderTable(["ENTRY", "ID", "IMAGE", "TITLE", "STATE"], rows, style)}\n${renderWarnings(warnings, style)}`;
}

function nameEntry(entry: Entry): string {
  const place = entry.grub_id === null ? "not in the menu" : `entry ${entry.grub_id}`;
  return `${printable(entry.os_id ?? entry.entry_id ?? "")} (${place}, ${printable(entry.boot_name)})`;
}

const means: Record<Partition["found_by"], string> = { option: "given with --uuid", file: "named in /etc/bareon/multiboot", name: "found by its GPT name" };

export function renderStatus({ current, root_uuid: rootUuid, next, multiboot, warnings }: StatusResult, style: Style): string {
  const root = rootUuid === null ? "its root is on no filesystem with a UUID" : `its root is ${rootUuid}`;
  const running = current === null ? `no entry of the boot menu; ${root}` : `${style.bold(nameEntry(current))}; ${root}`;
  const bootable = next.valid ? [] : [`            ${style.bad(`It cannot be booted: ${printable(next.problem ?? "")}`)}`];
  const lines = [
    `Running:    ${running}`,
    `Next boot:  ${style.bold(nameEntry(next))}, because it is the default`,
    ...bootable,
    `Multiboot:  ${multiboot.device}, UUID ${multiboot.uuid}, ${means[multiboot.found_by]}`,
  ];
  return `${lines.join("\n")}\n${renderWarnings(warnings, style)}`;
}

export function renderSetDefault({ changed, default: entry, previous }: SetDefaultResult): string {
  if (!changed) return `${nameEntry(entry)} is the default already; nothing was written.\n`;
  return `The default is now ${nameEntry(entry)}; it was entry ${previous}.\n`;
}

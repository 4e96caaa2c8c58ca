/** What bareon-boot shows to people: plain text, aligned, with colour only where a style brings it. */
import { type Style, printable, renderTable } from "./style.ts";
import type { Entry, ListResult, Partition, SetDefaultResult, StatusResult } from "../schema/bareon-boot.ts";

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

function renderWarnings(warnings: readonly string[], style: Style): string {
  return warnings.map((warning) => `${style.warn("Warning:")} ${printable(warning)}\n`).join("");
}

export function renderList({ entries, warnings }: ListResult, style: Style): string {
  const rows = entries.map((entry) => [
    entry.grub_id === null ? "-" : String(entry.grub_id),
    printable(entry.entry_id ?? "-"),
    imageOf(entry),
    printable(entry.boot_name),
  ]);
  // The states may hold colours, so they stand behind the columns that are measured.
  const [head = "", ...lines] = renderTable([["ENTRY", "ID", "IMAGE", "TITLE", "|"], ...rows.map((row) => [...row, "|"])]).map((line) => line.slice(0, -1));
  const states = entries.map((entry, index) => `${lines[index] ?? ""}${stateOf(entry, style)}`);
  return `${[style.faint(`${head}STATE`), ...states].join("\n")}\n${renderWarnings(warnings, style)}`;
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

export function renderSetDefault({ changed, default: entry, previous, warnings }: SetDefaultResult, style: Style): string {
  const text = changed ? `The default is now ${nameEntry(entry)}; it was entry ${previous}.` : `${nameEntry(entry)} is the default already; nothing was written.`;
  return `${text}\n${renderWarnings(warnings, style)}`;
}

/** What bareon-boot shows to people: plain text, aligned, with colour only if the style has it. */
import { type Style, printable, renderTable } from "./style.ts";
import type {
  ChangeResult,
  Copy,
  CurrentResult,
  Entry,
  HistoryResult,
  Line,
  ListResult,
  Partition,
  StatusResult,
} from "../schema/bareon-boot.ts";

function imageOf(entry: Entry): string {
  if (entry.kind === "foreign") return "(not deployed)";
  if (entry.kind === "rescue") return "(rescue system)";
  const name = printable(entry.image_name ?? "");
  return entry.kind === "kernel" ? `${name} (older kernel)` : name;
}

function describeProblem({ problem, updating }: Entry): string {
  const text = printable(problem ?? "");
  return updating === undefined ? `cannot be booted: ${text}` : `${text.replace(/^it is /u, "")}; cannot be booted`;
}

function stateOf(entry: Entry, style: Style): string {
  const marks = [
    ...(entry.current ? [style.bold("running")] : []),
    ...(entry.default ? [style.bold("default")] : []),
    ...(entry.valid ? [] : [style.bad(describeProblem(entry))]),
    ...(entry.unchecked === null ? [] : [style.warn(`could not be looked into: ${printable(entry.unchecked)}`)]),
    ...(entry.valid && entry.unchecked === null ? [style.good("ok")] : []),
  ];
  return marks.join(", ");
}

export function renderWarnings(warnings: readonly string[], style: Style): string {
  return warnings.map((warning) => `${style.warn("Warning:")} ${printable(warning)}\n`).join("");
}

export function renderList({ entries, age, warnings }: ListResult, style: Style): string {
  const rows = entries.map((entry) => [
    entry.grub_id === null ? "-" : String(entry.grub_id),
    printable(entry.entry_id ?? "-"),
    imageOf(entry),
    printable(entry.boot_name),
  ]);
  // The states may hold colours, so they stand behind the columns that are measured.
  const [head = "", ...lines] = renderTable([
    ["ENTRY", "ID", "IMAGE", "TITLE", "|"],
    ...rows.map((row) => [...row, "|"]),
  ]).map((line) => line.slice(0, -1));
  const states = entries.map((entry, index) => `${lines[index] ?? ""}${stateOf(entry, style)}`);
  return `${[style.faint(`${head}STATE`), ...states].join("\n")}\n${renderAge(age)}${renderWarnings(warnings, style)}`;
}

/** For users without root, who see the published status. */
function renderAge(age: number | undefined): string {
  return age === undefined ? "" : `As root saw it ${age} s ago.\n`;
}

/** Whether a machine that hangs comes back. */
function renderHang(watchdog: StatusResult["watchdog"], style: Style): string[] {
  if (watchdog === null) return [];
  const { device, problem } = watchdog;
  return [
    problem === null
      ? `ended by the watchdog ${printable(device ?? "")}`
      : style.warn(`cannot be recovered: ${printable(problem)}`),
  ];
}

function nameEntry(entry: Entry): string {
  const place = entry.grub_id === null ? "not in the menu" : `entry ${entry.grub_id}`;
  return `${printable(entry.os_id ?? entry.entry_id ?? "")} (${place}, ${printable(entry.boot_name)})`;
}

const means: Record<Partition["found_by"], string> = {
  option: "named on the command line",
  file: "named in /etc/bareon/multiboot",
  name: "found by its GPT name",
};

/** The sentences of an explanation, each on a line of its own. */
function explain(text: string): string[] {
  return printable(text).split("; ");
}

function renderProblem(entry: Entry, style: Style): string[] {
  if (!entry.valid) return [style.bad(`It cannot be booted: ${printable(entry.problem ?? "")}`)];
  return entry.unchecked === null ? [] : [style.warn(`It could not be looked into: ${printable(entry.unchecked)}`)];
}

function renderLine({ time, who, what, from, to, why }: Line): string[] {
  const change = from === to ? (from ?? "-") : `${from ?? "-"} -> ${to ?? "-"}`;
  return [time.replace(/\.\d+Z$/u, "Z"), who, what, change, why].map(printable);
}

/** "ubuntu by anna at 2026-11-28T18:49:37Z: mirror, from ubuntu 1 to ubuntu 2, on trial". */
function renderUpdated({ updated, trial, current }: StatusResult): string[] {
  if (updated === undefined) return [];
  const { time, who, to, why } = updated;
  const isTried =
    trial !== null &&
    trial.entry_id === to &&
    (trial.state === "armed" || (trial.state === "spent" && current?.entry_id === to));
  const what = `${to ?? ""} by ${who} at ${time.replace(/\.\d+Z$/u, "Z")}: ${why.slice(why.indexOf(": ") + 2)}`;
  return [`${printable(what)}${isTried ? ", on trial" : ""}`];
}

function renderFirmware(firmware: StatusResult["firmware"], style: Style): string[] {
  if (firmware === null) return [];
  const { started_by: startedBy, secure_boot: secureBoot, entry, problem } = firmware;
  const secure = secureBoot === null ? "not known" : secureBoot ? "on" : "off";
  const kind = startedBy === "bios" ? "BIOS" : `UEFI, Secure Boot is ${secure}`;
  const listed =
    entry === null
      ? ""
      : `; entry ${entry.id} (${printable(entry.file)}) ${entry.first ? "comes first" : "does not come first"} in its boot list`;
  return [`${kind}${listed}`, ...(problem === null ? [] : [style.warn(printable(problem))])];
}

/** One of the copies of the multiboot partition. */
function renderCopy({ uuid, device, state }: Copy, style: Style): string {
  const text = `${device ?? `UUID ${uuid}`}: ${state}`;
  return state === "alike" ? text : style.warn(text);
}

export function renderStatus(result: StatusResult, style: Style): string {
  const { current, root_uuid: rootUuid, default: usual, next, multiboot, watchdog, last_change: last } = result;
  const root = rootUuid === null ? "its root is on no filesystem with a UUID" : `its root is ${rootUuid}`;
  const running =
    current === null ? `no entry of the boot menu; ${root}` : `${style.bold(nameEntry(current))}; ${root}`;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["Running:", [running]],
    ["Default:", [nameEntry(usual), ...renderProblem(usual, style)]],
    [
      "Next boot:",
      [
        style.bold(nameEntry(next)),
        ...(next.grub_id === usual.grub_id ? [] : renderProblem(next, style)),
        ...explain(result.explanation),
      ],
    ],
    [
      "Updating:",
      (result.updating ?? []).map((entry) =>
        style.warn(`${printable(entry.os_id ?? entry.entry_id ?? "")}: ${describeProblem(entry)}`),
      ),
    ],
    ["Updated:", renderUpdated(result)],
    ["A hang:", renderHang(watchdog, style)],
    ["Last change:", [last === null ? "none is recorded" : renderLine(last).join("  ")]],
    ["Firmware:", renderFirmware(result.firmware, style)],
    ["Multiboot:", [`${multiboot.device}, UUID ${multiboot.uuid}, ${means[multiboot.found_by]}`]],
    ["Copies:", (multiboot.copies ?? []).map((copy) => renderCopy(copy, style))],
  ];
  const lines = rows.flatMap(([name, texts]) =>
    texts.map((text, index) => `${(index === 0 ? name : "").padEnd(14)}${text}`),
  );
  return `${lines.join("\n")}\n${renderAge(result.age)}${renderWarnings(result.warnings, style)}`;
}

export function renderCurrent({ current, warnings }: CurrentResult, style: Style): string {
  return `${printable(current.entry_id ?? "")}\n${renderWarnings(warnings, style)}`;
}

export function renderHistory({ lines, explanation, warnings }: HistoryResult, style: Style): string {
  const [head = "", ...rows] = renderTable([["TIME", "WHO", "COMMAND", "ENTRY", "WHY"], ...lines.map(renderLine)]);
  const now = explain(explanation)
    .map((text) => `Now: ${text}\n`)
    .join("");
  return `${[style.faint(head), ...rows].join("\n")}\n${now}${renderWarnings(warnings, style)}`;
}

/** What is so now, and first whether that is new. */
export function renderChange(
  { command, changed, dry_run: dryRun, default: usual, explanation, reboot, kexec, warnings }: ChangeResult,
  style: Style,
): string {
  const done = changed ? (dryRun ? "Would be written: " : "Written: ") : "Nothing was written: ";
  const plan = explain(explanation);
  const text = command === "set-default" ? `the default is ${style.bold(nameEntry(usual))}` : plan[0];
  const more = command === "set-default" ? plan : plan.slice(1);
  const lines = [
    `${done}${text ?? ""}.`,
    ...more.map((sentence) => `${sentence}.`),
    ...(reboot ? [`${dryRun ? "The machine would be rebooted" : "Rebooting"}${kexec ? " by kexec" : ""}.`] : []),
  ];
  return `${lines.join("\n")}\n${renderWarnings(warnings, style)}`;
}

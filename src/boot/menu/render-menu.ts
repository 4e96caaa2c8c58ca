/** Writes the boot menu as grub.cfg. */
import { defaultMarker, renderDefault } from "./default-field.ts";
import { renderElection, renderFirstMark } from "./copies.ts";
import { fingerprint } from "./fingerprint.ts";
import { driverOf, partitionModule } from "./filesystem-modules.ts";
import { oneLine, quoteWord } from "./grub-script.ts";
import { isRescue } from "./rescue.ts";
import type { SerialLine } from "./serial-line.ts";
import {
  kinOf,
  type LoadLines,
  renderEntryBody,
  renderState,
  renderUpdating,
  stateArguments,
  updatingFunction,
} from "./grub-state.ts";
import {
  argumentsOf,
  type Attempt,
  attemptsOf,
  isOffered,
  type LinuxEntry,
  type Menu,
  type MenuEntry,
  rescueClass,
} from "./menu.ts";

/**
 * Everything before the entries: which entry is booted, and how the menu shows itself.
 * Its first line, and the mark behind it, are all that changes later, in place; they must stay in the first sector.
 */
function renderPrologue(menu: Menu): string[] {
  const { copies = [] } = menu;
  const lines = [
    `${defaultMarker}${renderDefault(menu.defaultIndex)}`,
    ...(copies.length === 0 ? [] : [renderFirstMark(menu.defaultIndex)]),
    "# The boot menu, written by bareon-provision. The number above is the entry that is booted; bareon-boot changes it in",
    "# place, so keep it in the first 512 bytes and the blanks behind it. Entries count from 0 in the order of this file.",
    ...renderElection(copies),
    `timeout=${menu.timeout}`,
    "timeout_style=menu",
    ...[partitionModule, ...menu.modules].map((module) => `insmod ${module}`),
  ];
  return [...lines, ...renderSerialLine(menu.serial)];
}

/**
 * What shows a menu on a serial line as well. Any byte that GRUB reads in its menu ends the countdown for good, and a serial line carries
 * noise, boot messages and the prompts of what is at its other end. So the menu is written to the line, and never read from it. Without
 * such a port, `serial` fails and the menu stays on the console.
 */
export function renderSerialLine(serial: SerialLine | null): string[] {
  if (serial === null) return [];
  return [
    `if serial --unit=${serial.unit} --speed=${serial.speed} --word=${serial.word} --parity=${serial.parity}; then`,
    "  terminal_output console serial",
    "  terminal_input console",
    "fi",
  ];
}

/** The lines of one entry: two entries that have the same lines are the same entry. */
export function renderEntry(entry: MenuEntry, index: number, kin: number | null = null): string[] {
  // A title that begins with a dash would be an option of menuentry.
  const title = oneLine(entry.title).replace(/^[- ]+/u, "") || entry.id;
  const mark = isRescue(entry) ? ` --class ${rescueClass}` : "";
  const head = `menuentry ${quoteWord(title)} --id ${quoteWord(entry.id)}${mark} {`;
  if (entry.kind === "updating") {
    const words = [entry.rootUuid, entry.since, entry.what].map((word) => quoteWord(oneLine(word)));
    return [head, `  ${updatingFunction} ${words.join(" ")}`, "}"];
  }
  const attempts =
    entry.kind === "chain"
      ? [findAndLoad(entry, ["chainloader +1"])]
      : attemptsOf(entry).map((attempt, place) =>
          findAndLoad(attempt, renderLinux(entry, attempt, stateArguments(index, place + 1))),
        );
  return [head, ...renderEntryBody(index, attempts, kin), "}"];
}

function findAndLoad(
  { bootUuid, bootType }: Pick<Attempt, "bootUuid" | "bootType">,
  load: readonly string[],
): LoadLines {
  return {
    prepare: driverOf(bootType).map((driver) => `insmod ${driver}`),
    load: [`search --no-floppy --fs-uuid --set=root ${quoteWord(bootUuid)}`, ...load],
  };
}

/** The files are looked for first: GRUB boots a kernel that it has loaded, even if its initrd is missing. */
function renderLinux(entry: LinuxEntry, attempt: Attempt, state: string): string[] {
  const { kernel, initrd } = attempt;
  const files = [kernel, ...(initrd === null ? [] : [initrd])];
  const words = [kernel, ...argumentsOf(entry, attempt)];
  return [
    ...files.map((path) => `[ -s "($root)"${quoteWord(path)} ]`),
    `linux ${words.map(quoteWord).join(" ")} ${state}`,
    ...(initrd === null ? [] : [`initrd ${quoteWord(initrd)}`]),
  ];
}

/** The indexes of the entries that load a Linux, those of one root together, in the order of the menu. GRUB never falls back to the rescue system. */
function groupByRoot(entries: readonly MenuEntry[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, entry] of entries.entries())
    if (entry.kind === "linux" && !isRescue(entry))
      groups.set(entry.rootUuid, [...(groups.get(entry.rootUuid) ?? []), index]);
  return [...groups.values()];
}

export interface RenderedMenu {
  /** The text of grub.cfg. */
  readonly text: string;
  /** As parseMenu finds it in the text. */
  readonly generation: string;
}

/** Writes the menu. Whatever titles and parameters hold, `set default=` stands in the text once. */
export function renderMenu(menu: Menu): RenderedMenu {
  const groups = groupByRoot(menu.entries);
  const entries = menu.entries.flatMap((entry, index) => ["", ...renderEntry(entry, index, kinOf(groups, index))]);
  const generation = fingerprint(entries.join("\n"));
  const offered = menu.entries.flatMap((entry, index) => (isOffered(entry) ? [index] : []));
  const state = renderState(generation, offered, groups);
  if (offered.length < menu.entries.length) state.push(...renderUpdating());
  return { text: `${[...renderPrologue(menu), ...state, ...entries].join("\n")}\n`, generation };
}

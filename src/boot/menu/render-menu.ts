/** Writes the boot menu as grub.cfg. */
import { defaultMarker, renderDefault } from "./default-field.ts";
import { fingerprint } from "./fingerprint.ts";
import { driverOf, partitionModule } from "./filesystem-modules.ts";
import { oneLine, quoteWord, splitArguments } from "./grub-script.ts";
import { renderEntryBody, renderState, stateArguments } from "./grub-state.ts";
import type { LinuxEntry, Menu, MenuEntry } from "./menu.ts";

/**
 * Everything before the entries: which entry is booted, and how the menu shows itself.
 * The first line is the only one that changes later, in place; it must stay in the first sector.
 */
function renderPrologue(menu: Menu): string[] {
  const lines = [
    `${defaultMarker}${renderDefault(menu.defaultIndex)}`,
    "# The boot menu, written by bareon-provision. The number above is the entry that is booted; bareon-boot changes it in",
    "# place, so keep it in the first 512 bytes and the blanks behind it. Entries count from 0 in the order of this file.",
    `timeout=${menu.timeout}`,
    "timeout_style=menu",
    ...[partitionModule, ...menu.modules].map((module) => `insmod ${module}`),
  ];
  const { serial } = menu;
  if (serial === null) return lines;
  // Any byte that GRUB reads in its menu ends the countdown for good, and a serial line carries noise, boot messages and the
  // prompts of what is at its other end. So the menu is written to the line, and never read from it. Without such a
  // port, `serial` fails and the menu stays on the console.
  return [
    ...lines,
    `if serial --unit=${serial.unit} --speed=${serial.speed} --word=${serial.word} --parity=${serial.parity}; then`,
    "  terminal_output console serial",
    "  terminal_input console",
    "fi",
  ];
}

/** The lines of one entry: two entries that have the same lines are the same entry. */
export function renderEntry(entry: MenuEntry, index: number): string[] {
  // A title that begins with a dash would be an option of menuentry.
  const title = oneLine(entry.title).replace(/^[- ]+/u, "") || entry.id;
  const prepare = driverOf(entry.bootType).map((driver) => `insmod ${driver}`);
  const search = `search --no-floppy --fs-uuid --set=root ${quoteWord(entry.bootUuid)}`;
  const load = entry.kind === "chain" ? ["chainloader +1"] : renderLinux(entry, index);
  return [
    `menuentry ${quoteWord(title)} --id ${quoteWord(entry.id)} {`,
    ...renderEntryBody(index, prepare, [search, ...load]),
    "}",
  ];
}

/** The files are looked for first: GRUB boots a kernel that it has loaded, even if its initrd is missing. */
function renderLinux({ kernel, initrd, rootUuid, parameters }: LinuxEntry, index: number): string[] {
  const files = [kernel, ...(initrd === null ? [] : [initrd])];
  const words = [kernel, `root=UUID=${rootUuid}`, ...splitArguments(parameters)];
  return [
    ...files.map((path) => `[ -s "($root)"${quoteWord(path)} ]`),
    `linux ${words.map(quoteWord).join(" ")} ${stateArguments(index)}`,
    ...(initrd === null ? [] : [`initrd ${quoteWord(initrd)}`]),
  ];
}

export interface RenderedMenu {
  /** The text of grub.cfg. */
  readonly text: string;
  /** As parseMenu finds it in the text. */
  readonly generation: string;
}

/** Writes the menu. Whatever titles and parameters hold, `set default=` stands in the text once. */
export function renderMenu(menu: Menu): RenderedMenu {
  const entries = menu.entries.flatMap((entry, index) => ["", ...renderEntry(entry, index)]);
  const linux = menu.entries.flatMap(({ kind }, index) => (kind === "linux" ? [index] : []));
  const generation = fingerprint(entries.join("\n"));
  const state = renderState(generation, menu.entries.length, linux);
  return { text: `${[...renderPrologue(menu), ...state, ...entries].join("\n")}\n`, generation };
}

/** The boot menu as text: what bareon writes as grub.cfg and reads back; which systems it offers is decided elsewhere. */
import { filesystems } from "../../storage/filesystem/filesystems.ts";
import { sectorSize } from "../../base/sizes.ts";
import { grubDirectory } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { joinArguments, oneLine, quoteWord, splitArguments, splitWords } from "./grub-script.ts";
import { isStateArgument, renderEntryBody, renderState, stateArguments } from "./grub-state.ts";

/** The menu, relative to the multiboot partition. */
export const menuPath = `${grubDirectory}/grub.cfg`;
/** boot-info.json, relative to the multiboot partition. */
export const infoPath = "bareon/boot-info.json";

/** A serial line that the menu is shown on; `speed` is baud. */
export interface SerialLine {
  readonly unit: number;
  readonly speed: number;
  readonly parity: "no" | "odd" | "even";
  readonly word: number;
}

export interface LinuxEntry {
  readonly kind: "linux";
  /** Stable over regenerations and unique in the menu: letters, digits and `._+-`. */
  readonly id: string;
  readonly title: string;
  readonly rootUuid: string;
  /** The filesystem that holds the kernel, and what blkid calls its type. */
  readonly bootUuid: string;
  readonly bootType: string;
  /** Paths on the filesystem of bootUuid. */
  readonly kernel: string;
  readonly initrd: string | null;
  /** The kernel's arguments after root=, without what the menu itself adds. */
  readonly parameters: string;
}

/** Another system's own boot loader, in the first sector of its partition. */
interface ChainEntry {
  readonly kind: "chain";
  readonly id: string;
  readonly title: string;
  readonly bootUuid: string;
  readonly bootType: string;
}

export type MenuEntry = LinuxEntry | ChainEntry;

export interface Menu {
  readonly defaultIndex: number;
  /** Seconds. */
  readonly timeout: number;
  readonly serial: SerialLine | null;
  /** GRUB's modules for what the entries lie on beside partitions, such as lvm. */
  readonly modules: readonly string[];
  /** In the order of the menu; there is no submenu, so an entry's place is its grub_id. */
  readonly entries: readonly MenuEntry[];
}

export interface ParsedLinuxEntry {
  readonly kind: "linux";
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly rootUuid: string;
  readonly bootUuid: string;
  /** A type whose driver the entry asks for, not always the very one; empty where it asks for none. */
  readonly bootType: string;
  readonly kernel: string;
  readonly initrd: string | null;
  /** The arguments of the kernel, without what the state machine of the menu adds. */
  readonly commandLine: string;
}

interface ParsedChainEntry {
  readonly kind: "chain";
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly bootUuid: string;
  readonly bootType: string;
}

export type ParsedEntry = ParsedLinuxEntry | ParsedChainEntry;

export interface ParsedMenu {
  /** As it stands in the file; GRUB boots entry 0 where there is no such entry. */
  readonly defaultIndex: number;
  /** Byte offset of the number, inside the first 512 bytes. */
  readonly defaultOffset: number;
  /** Bytes of the number and the blanks after it, all inside the first 512; 3 as written, 4 or more after an outside edit. */
  readonly defaultLength: number;
  readonly timeout: number;
  /** What the environment must say too for anything that is armed in it to count: another one for another menu. */
  readonly generation: string;
  readonly entries: readonly ParsedEntry[];
}

const marker = "set default=";

/** The number as it stands in the menu: 3 characters, padded with blanks, since GRUB reads leading zeros as octal. */
export function renderDefault(index: number): string {
  return String(index).padEnd(3, " ");
}

/** The serial line that a kernel command line names with `console=ttyS...`; the last one, as for the kernel. */
export function serialLine(parameters: string): SerialLine | null {
  const pattern = /^console=ttyS(?<unit>[0-3])(?:,(?<speed>\d{2,7})(?<parity>[noe])?(?<word>[5-8])?r?)?$/u;
  const groups = splitArguments(parameters)
    .map((word) => pattern.exec(word)?.groups)
    .findLast((found) => found !== undefined);
  if (groups === undefined) return null;
  const parity = groups["parity"] === "o" ? "odd" : groups["parity"] === "e" ? "even" : "no";
  // 9600n8 is what the kernel takes where the argument does not say (Documentation/admin-guide/serial-console).
  return {
    unit: Number(groups["unit"]),
    speed: Number(groups["speed"] ?? 9600),
    parity,
    word: Number(groups["word"] ?? 8),
  };
}

/**
 * Everything before the entries: which entry is booted, and how the menu shows itself.
 * The first line is the only one that changes later, in place; it must stay in the first sector.
 */
function renderPrologue(menu: Menu): string[] {
  const lines = [
    `${marker}${renderDefault(menu.defaultIndex)}`,
    "# The boot menu, written by bareon-provision. The number above is the entry that is booted; bareon-boot changes it in",
    "# place, so keep it in the first 512 bytes and the blanks behind it. Entries count from 0 in the order of this file.",
    `timeout=${menu.timeout}`,
    "timeout_style=menu",
    ...["part_gpt", ...menu.modules].map((module) => `insmod ${module}`),
  ];
  const { serial } = menu;
  if (serial === null) return lines;
  // Any byte that GRUB reads in its menu ends the countdown for good, and a serial line carries noise, boot messages and the
  // prompts of what is at its other end. So the menu is written to the line, and never read from it. Where there is no such
  // port, `serial` fails and the menu stays on the console.
  return [
    ...lines,
    `if serial --unit=${serial.unit} --speed=${serial.speed} --word=${serial.word} --parity=${serial.parity}; then`,
    "  terminal_output console serial",
    "  terminal_input console",
    "fi",
  ];
}

/** GRUB's module for each type of filesystem that an entry may lie on; other systems have some that no config can ask for. */
const modules: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(filesystems).map(([type, { grubModule }]) => [type, grubModule])),
  ntfs: "ntfs",
};

function renderEntry(entry: MenuEntry, index: number): string[] {
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

/** The files are looked for first: GRUB boots a kernel that it has loaded, also where the initrd is missing then. */
function renderLinux({ kernel, initrd, rootUuid, parameters }: LinuxEntry, index: number): string[] {
  const files = [kernel, ...(initrd === null ? [] : [initrd])];
  const words = [kernel, `root=UUID=${rootUuid}`, ...splitArguments(parameters)];
  return [
    ...files.map((path) => `[ -s "($root)"${quoteWord(path)} ]`),
    `linux ${words.map(quoteWord).join(" ")} ${stateArguments(index)}`,
    ...(initrd === null ? [] : [`initrd ${quoteWord(initrd)}`]),
  ];
}

/** FNV-1a, 32 bits, as 8 hexadecimal digits: equal menus have equal marks, so that what was armed for one counts for the other. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** The text of grub.cfg. `parseMenu` tells its generation. Whatever titles and parameters hold, `set default=` stands in it once. */
export function renderMenu(menu: Menu): string {
  const entries = menu.entries.flatMap((entry, index) => ["", ...renderEntry(entry, index)]);
  const linux = menu.entries.flatMap(({ kind }, index) => (kind === "linux" ? [index] : []));
  const state = renderState(fingerprint(entries.join("\n")), menu.entries.length, linux);
  return `${[...renderPrologue(menu), ...state, ...entries].join("\n")}\n`;
}

function damaged(problem: string): BareonError {
  return new BareonError("unverified", `The boot menu ${menuPath} is damaged: ${problem}.`, {
    hint: "bareon-boot verify --repair makes it anew.",
  });
}

function parseDefault(text: string): Pick<ParsedMenu, "defaultIndex" | "defaultOffset" | "defaultLength"> {
  const [before = "", after, ...more] = text.split(marker);
  if (after === undefined) throw damaged(`it has no "${marker}"`);
  if (more.length > 0) throw damaged(`it has "${marker}" more than once`);
  if (!/(?:^|\n)[ \t]*$/u.test(before)) throw damaged(`"${marker}" does not begin a line`);
  const match = /^(?<digits>0|[1-9]\d{0,3})(?<blanks> *)(?=\n|$)/u.exec(after);
  const { digits, blanks } = match?.groups ?? {};
  if (digits === undefined || blanks === undefined)
    throw damaged(`"${marker}" is not followed by the number of an entry`);
  const defaultOffset = new TextEncoder().encode(before + marker).length;
  const room = sectorSize - defaultOffset;
  if (digits.length > room) throw damaged(`"${marker}" is not in its first ${sectorSize} bytes`);
  return { defaultIndex: Number(digits), defaultOffset, defaultLength: Math.min(digits.length + blanks.length, room) };
}

/** The GRUB module that reads such a filesystem; none where GRUB looks for one by itself. */
export function driverOf(type: string): readonly string[] {
  const driver = modules[type];
  return driver === undefined ? [] : [driver];
}

function typeOfDriver(driver: string | undefined): string {
  return Object.entries(modules).find(([, module]) => module === driver)?.[0] ?? "";
}

function parseEntry(head: readonly string[], body: readonly (readonly string[])[], index: number): ParsedEntry {
  const [, title, option, id] = head;
  if (title === undefined || option !== "--id" || id === undefined) throw damaged(`entry ${index} has no --id`);
  const commands = body
    .map((words) => words.slice(words[0] === "then" ? 1 : 0))
    .map((words) => words.slice(words[0] === "if" ? 1 : 0));
  const find = (name: string): readonly string[] | undefined => commands.find((words) => words[0] === name)?.slice(1);
  const bootUuid = find("search")?.at(-1);
  if (bootUuid === undefined) throw damaged(`entry ${index} does not say on which filesystem it is`);
  const bootType = typeOfDriver(find("insmod")?.[0]);
  if (find("chainloader") !== undefined) return { kind: "chain", index, id, title, bootUuid, bootType };
  const [kernel, ...words] = find("linux") ?? [];
  const rootUuid = words.find((word) => word.startsWith("root=UUID="))?.slice("root=UUID=".length);
  if (kernel === undefined || rootUuid === undefined) throw damaged(`entry ${index} has no kernel or no root`);
  const initrd = find("initrd")?.[0] ?? null;
  return {
    kind: "linux",
    index,
    id,
    title,
    rootUuid,
    bootUuid,
    bootType,
    kernel,
    initrd,
    commandLine: joinArguments(words.filter((word) => !isStateArgument(word))),
  };
}

/**
 * Reads a menu that renderMenu wrote, also after the number of its default was edited in place by whatever tool.
 * Throws BareonError "unverified" for anything else.
 */
export function parseMenu(text: string): ParsedMenu {
  const position = parseDefault(text);
  const timeout = /^timeout=(?<seconds>\d+)$/mu.exec(text)?.groups?.["seconds"];
  if (timeout === undefined) throw damaged("it has no timeout");
  const generation = /^bareon_menu=(?<mark>[0-9a-f]{8})$/mu.exec(text)?.groups?.["mark"];
  if (generation === undefined) throw damaged("it does not say which menu it is (bareon_menu=)");
  const entries: ParsedEntry[] = [];
  let open: { head: readonly string[]; body: string[][] } | undefined;
  for (const [number, line] of text.split("\n").entries()) {
    if (line.startsWith("#")) continue;
    const words = splitWords(line);
    if (words === undefined) throw damaged(`line ${number + 1} has an open quote`);
    const inside = open !== undefined;
    if (words[0] === "menuentry") {
      if (inside || words.at(-1) !== "{") throw damaged(`line ${number + 1} begins an entry in an unknown way`);
      open = { head: words, body: [] };
    } else if (open !== undefined && words[0] === "}") {
      entries.push(parseEntry(open.head, open.body, entries.length));
      open = undefined;
    } else open?.body.push(words);
  }
  if (open !== undefined) throw damaged("its last entry is not closed");
  if (entries.length === 0) throw damaged("it has no entries");
  return { ...position, timeout: Number(timeout), generation, entries };
}

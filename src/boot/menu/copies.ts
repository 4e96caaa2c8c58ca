/** What a menu has beside its entries if the multiboot partition has copies: their UUIDs, by which GRUB finds the newest one, and a mark that says how new it is itself. */
import { sectorSize } from "../../base/sizes.ts";
import { grubDirectory } from "../../base/places.ts";
import { renderDefault } from "./default-field.ts";
import { quoteWord } from "./grub-script.ts";

/** The variable of the environment block with the number of the change that wrote it: of two copies the one with the higher number is newer. */
export const sequenceName = "bareon_seq";
const digits = 10;
/**
 * The greatest number, which the clock has in 2255. One beyond it is none: nothing could be newer than the greatest of so many digits, so
 * that a copy on which damage has made that number would be the truth for ever. GRUB goes by it until the next change or refresh.
 */
export const lastSequence = 9 * 10 ** (digits - 1) - 1;

/** The number of a change that a text of the right width is; undefined for one that no change has had. */
export function parseSequence(text: string | undefined): number | undefined {
  const sequence = text !== undefined && /^\d{10}$/u.test(text) ? Number(text) : undefined;
  return sequence === undefined || sequence > lastSequence ? undefined : sequence;
}

/** Always of the same width, so that nothing moves and texts compare as numbers do. */
export function renderSequence(sequence: number): string {
  return String(Math.min(sequence, lastSequence)).padStart(digits, "0");
}

/** What the first sector of a menu says of itself. */
export interface CopyMark {
  /** The number of the change that wrote the default or the whole menu. */
  readonly sequence: number;
  /** The default as it was written then: with another one now, another program has changed it since. */
  readonly written: number;
}

const markPattern = /^# bareon-copy (?<sequence>\d{10}) (?<written>\d{1,3}) *$/mu;

function renderMark({ sequence, written }: CopyMark): string {
  return `# bareon-copy ${renderSequence(sequence)} ${renderDefault(written)}`;
}

/** Undefined for the menu of a node without copies. Only the first sector is looked at, the one that is changed in place. */
export function findMark(text: string): CopyMark | undefined {
  const groups = markPattern.exec(firstSector(text))?.groups;
  return groups === undefined
    ? undefined
    : { sequence: parseSequence(groups["sequence"]) ?? 0, written: Number(groups["written"]) };
}

/** The text up to the end of its first sector. All that is looked for there is ASCII. */
function firstSector(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, sectorSize));
}

/** The menu with another mark, of the same length; one without a mark stays without. */
export function withMark(text: string, mark: CopyMark): string {
  return findMark(text) === undefined ? text : text.replace(markPattern, renderMark(mark));
}

/** The menu with the mark of one that was never written: for the question whether two menus are the same otherwise. */
export function withoutMark(text: string): string {
  return withMark(text, { sequence: 0, written: 0 });
}

/** The line behind the default's, for a menu that has not been written yet. */
export function renderFirstMark(defaultIndex: number): string {
  return renderMark({ sequence: 0, written: defaultIndex });
}

const listPattern = /^ {2}for bareon_copy in (?<uuids>[\w -]+); do$/mu;

/** The UUIDs of all copies in their order; none for the menu of a node without copies. */
export function findCopyUuids(text: string): readonly string[] {
  return listPattern.exec(text)?.groups?.["uuids"]?.split(" ") ?? [];
}

/**
 * GRUB goes on with the newest copy of all that it can read, the first of those that are equally new: one that was away for a while
 * boots nothing by what it remembers, and what is armed is counted in one place. Its directory is the prefix from then on, so that the
 * state is read there and written there. A copy without a number, or without a menu, is none. `bareon_led` says that this was decided.
 * For a copy that is on no disk GRUB looks at every partition, with every filesystem that it knows, which takes seconds in an emulator.
 */
export function renderElection(uuids: readonly string[]): string[] {
  if (uuids.length === 0) return [];
  const at = (name: string): string => `"($bareon_at)/${grubDirectory}/${name}"`;
  return [
    'if [ "$bareon_led" != yes ]; then',
    "  bareon_lead=",
    "  bareon_newest=",
    `  for bareon_copy in ${uuids.map(quoteWord).join(" ")}; do`,
    '    if search --no-floppy --fs-uuid --set=bareon_at "$bareon_copy"; then',
    `      if [ -s ${at("grub.cfg")} -a -s ${at("grubenv")} ]; then`,
    `        ${sequenceName}=`,
    `        load_env --skip-sig --file ${at("grubenv")} ${sequenceName}`,
    `        if [ "$${sequenceName}" ">" "$bareon_newest" ]; then`,
    `          bareon_newest="$${sequenceName}"`,
    '          bareon_lead="$bareon_at"',
    "        fi",
    "      fi",
    "    fi",
    "  done",
    '  if [ -n "$bareon_lead" ]; then',
    "    bareon_led=yes",
    "    export bareon_led",
    '    bareon_own="$prefix"',
    `    prefix="($bareon_lead)/${grubDirectory}"`,
    "    export prefix",
    '    configfile "$prefix/grub.cfg"',
    '    prefix="$bareon_own"',
    "  fi",
    "fi",
  ];
}

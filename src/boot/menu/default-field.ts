/** The number of the default entry in grub.cfg: where it stands, and the bytes that change it inside the first sector. boot/store/write.ts writes them (bareon-design(7), "Write protocols"). */
import { BareonError } from "../../base/errors.ts";
import { sectorSize } from "../../base/sizes.ts";
import { menuPath } from "./menu.ts";

/** Stands once in the file: the existing client (bareon-design(7), "grub.cfg") finds the number by it with sed, so every other assignment is written without `set`. */
export const defaultMarker = "set default=";

/** The number as it stands in the menu: 3 characters, padded with blanks, since GRUB reads leading zeros as octal. */
export function renderDefault(index: number): string {
  return String(index).padEnd(3, " ");
}

/** The error for a menu that renderMenu did not write. */
export function damagedMenu(problem: string): BareonError {
  return new BareonError("unverified", `The boot menu ${menuPath} is damaged: ${problem}.`, {
    hint: "bareon-boot verify --repair makes it anew.",
  });
}

export interface DefaultField {
  /** As it stands in the file; GRUB boots entry 0 if there is no such entry. */
  readonly index: number;
  /** Byte offset of the number, inside the first 512 bytes. */
  readonly offset: number;
  /** Bytes of the number and the blanks after it, all inside the first 512; 3 as written, 4 or more after an outside edit. */
  readonly length: number;
}

/** Finds the number. Throws BareonError "unverified" if it does not stand there once, on a line of its own, in the first sector. */
export function findDefault(text: string): DefaultField {
  const [before = "", after, ...more] = text.split(defaultMarker);
  if (after === undefined) throw damagedMenu(`it has no "${defaultMarker}"`);
  if (more.length > 0) throw damagedMenu(`it has "${defaultMarker}" more than once`);
  if (!/(?:^|\n)[ \t]*$/u.test(before)) throw damagedMenu(`"${defaultMarker}" does not begin a line`);
  const match = /^(?<digits>0|[1-9]\d{0,3})(?<blanks> *)(?=\n|$)/u.exec(after);
  const { digits, blanks } = match?.groups ?? {};
  if (digits === undefined || blanks === undefined)
    throw damagedMenu(`"${defaultMarker}" is not followed by the number of an entry`);
  const offset = new TextEncoder().encode(before + defaultMarker).length;
  const space = sectorSize - offset;
  if (digits.length > space) throw damagedMenu(`"${defaultMarker}" is not in its first ${sectorSize} bytes`);
  return { index: Number(digits), offset, length: Math.min(digits.length + blanks.length, space) };
}

export interface DefaultChange {
  /** Byte offset in the file. */
  readonly offset: number;
  /** The number and the blanks after it: as long as what it replaces, all in the first sector. */
  readonly field: string;
  /** The whole file afterwards. */
  readonly after: string;
}

/** The bytes that make entry `index` the default. Throws BareonError "unverified" if the menu is damaged or has no space for the number. */
export function planDefault(text: string, index: number): DefaultChange {
  const { offset, length } = findDefault(text);
  const field = String(index).padEnd(length, " ");
  if (field.length > length) {
    throw new BareonError(
      "unverified",
      `${menuPath} has room for ${length} digit(s) of the default, and ${index} has more.`,
      {
        hint: "Pad the number in the file's line `set default=` with blanks to 3 characters.",
      },
    );
  }
  const bytes = new TextEncoder().encode(text);
  bytes.set(new TextEncoder().encode(field), offset);
  return { offset, field, after: new TextDecoder().decode(bytes) };
}

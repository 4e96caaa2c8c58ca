/**
 * Computes the bytes that change the default inside the first sector of grub.cfg (bareon-design(7), "Write protocols");
 * src/boot/store/write.ts writes them.
 */
import { BareonError } from "../../base/errors.ts";
import { menuPath, parseMenu } from "./menu.ts";

export interface DefaultChange {
  /** Byte offset in the file. */
  readonly offset: number;
  /** The number and the blanks after it: as long as what it replaces, all in the first sector. */
  readonly field: string;
  /** The whole file afterwards. */
  readonly after: string;
}

/** What makes entry `index` the default of this menu. Throws "unverified" where the menu is damaged or has no room for the number. */
export function planDefault(text: string, index: number): DefaultChange {
  const { defaultOffset: offset, defaultLength: length } = parseMenu(text);
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

/** The UEFI variables that hold the firmware's list of what it can boot, as data. Which entries stay, go and come is boot/firmware/boot-order.ts. */
import { valueOf } from "./efivars.ts";

export interface NvramEntry {
  /** Four hexadecimal digits, as in Boot0001. */
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  /** The GPT partition that it names, in capitals; null if it names none. */
  readonly partuuid: string | null;
  /** The file on that partition, with backslashes; null if it names none. */
  readonly file: string | null;
  readonly network: boolean;
}

export interface Nvram {
  readonly entries: readonly NvramEntry[];
  /** Ids; some may have no entry. */
  readonly order: readonly string[];
  /** What the machine was started by; null where the firmware does not say. */
  readonly current: string | null;
}

/** The id of a Boot#### variable by its name in efivarfs. */
export function bootNumber(name: string): string | undefined {
  return /^Boot(?<id>[0-9A-F]{4})-8be4df61-93ca-11d2-aa0d-00e098032b8c$/u.exec(name)?.groups?.["id"];
}

/** The ids in BootOrder or BootCurrent. */
export function parseIds(bytes: Uint8Array | undefined): string[] {
  if (bytes === undefined) return [];
  const value = valueOf(bytes);
  return Array.from({ length: Math.floor(value.byteLength / 2) }, (_, index) =>
    value
      .getUint16(index * 2, true)
      .toString(16)
      .toUpperCase()
      .padStart(4, "0"),
  );
}

function readText(view: DataView, start: number, end: number): { readonly text: string; readonly next: number } {
  let text = "";
  let place = start;
  for (; place + 1 < end; place += 2) {
    const unit = view.getUint16(place, true);
    if (unit === 0) return { text, next: place + 2 };
    text += String.fromCodePoint(unit);
  }
  return { text, next: place };
}

/** A GUID's first three parts are little-endian (UEFI specification, appendix A). */
function readGuid(view: DataView, start: number): string {
  const hex = (offsets: readonly number[]): string =>
    offsets
      .map((offset) =>
        view
          .getUint8(start + offset)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("");
  return [hex([3, 2, 1, 0]), hex([5, 4]), hex([7, 6]), hex([8, 9]), hex([10, 11, 12, 13, 14, 15])]
    .join("-")
    .toUpperCase();
}

const messaging = 3;
const media = 4;
/** MAC address, IPv4, IPv6 and URI (UEFI specification 10.3.4). */
const networkKinds = new Set([11, 12, 13, 24]);
const guidSignature = 2;

/** The variable Boot####: attributes, length of the path, label, device path (UEFI specification 3.1.3). */
export function parseEntry(id: string, bytes: Uint8Array): NvramEntry {
  const view = valueOf(bytes);
  const nothing = { id, label: "", active: false, partuuid: null, file: null, network: false };
  if (view.byteLength < 6) return nothing;
  const { text: label, next } = readText(view, 6, view.byteLength);
  const end = Math.min(next + view.getUint16(4, true), view.byteLength);
  let entry: NvramEntry = { ...nothing, label, active: (view.getUint32(0, true) & 1) === 1 };
  for (let place = next; place + 4 <= end;) {
    const [type, kind, length] = [view.getUint8(place), view.getUint8(place + 1), view.getUint16(place + 2, true)];
    if (length < 4 || place + length > end) break;
    if (type === media && kind === 1 && length >= 42 && view.getUint8(place + 41) === guidSignature)
      entry = { ...entry, partuuid: readGuid(view, place + 24) };
    if (type === media && kind === 4)
      entry = { ...entry, file: (entry.file ?? "") + readText(view, place + 4, place + length).text };
    if (type === messaging && networkKinds.has(kind)) entry = { ...entry, network: true };
    place += length;
  }
  return entry;
}

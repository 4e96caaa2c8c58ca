/** The firmware's list of what it can boot, read from the bytes of its variables, and what is to become of it; writing it is efibootmgr's. */
import type { BootOrder } from "../../config/deploy-config.ts";
import { valueOf } from "../../formats/efivars.ts";
import { loaderName } from "./efi-files.ts";

export interface NvramEntry {
  /** Four hexadecimal digits, as in Boot0001. */
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  /** The GPT partition that it names, in capitals; null where it names none. */
  readonly partuuid: string | null;
  /** The file on that partition, with backslashes; null where it names none. */
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

/** Where our loader is. */
export interface LoaderPlace {
  readonly partuuid: string;
  /** As the firmware writes it: \EFI\bareon\grubx64.efi. */
  readonly file: string;
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

function isSame(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** True for an entry that a deploy made, on whichever partition. */
function isOurs({ label, file }: NvramEntry): boolean {
  return label === loaderName && file?.toLowerCase().startsWith(`\\efi\\${loaderName}\\`) === true;
}

/** The entry that starts our loader in this place; the first in the order where there are several. */
export function findEntry({ entries, order }: Nvram, { partuuid, file }: LoaderPlace): NvramEntry | undefined {
  const matches = entries.filter(
    (entry) => isOurs(entry) && entry.active && isSame(entry.partuuid, partuuid) && isSame(entry.file, file),
  );
  return order.map((id) => matches.find((entry) => entry.id === id)).find((entry) => entry !== undefined) ?? matches[0];
}

/**
 * Our own entries that are to go: those for a partition that is not there any more, and those for this one beside the one that
 * is kept. Foreign entries never.
 */
export function findDeadEntries(nvram: Nvram, place: LoaderPlace, partuuids: readonly string[]): NvramEntry[] {
  const kept = findEntry(nvram, place);
  const isThere = (partuuid: string | null): boolean => partuuids.some((one) => isSame(partuuid, one));
  return nvram.entries.filter(
    (entry) =>
      isOurs(entry) && entry.id !== kept?.id && (isSame(entry.partuuid, place.partuuid) || !isThere(entry.partuuid)),
  );
}

/**
 * The order with our entry `id` in its place. `former` is the order before anything was changed, `gone` what was removed since;
 * foreign entries keep their order among themselves.
 */
export function planOrder(
  { entries, order: former }: Nvram,
  id: string,
  gone: readonly string[],
  mode: BootOrder,
): string[] {
  const others = former.filter((other) => other !== id && !gone.includes(other));
  const isNetwork = (other: string): boolean => entries.find((entry) => entry.id === other)?.network === true;
  const before = former.slice(
    0,
    Math.max(
      former.findIndex((other) => other === id || gone.includes(other)),
      0,
    ),
  );
  const places: Readonly<Record<BootOrder, number>> = {
    first: 0,
    "after-network": others.findLastIndex(isNetwork) + 1,
    keep: former.some((other) => other === id || gone.includes(other)) ? before.length : others.length,
  };
  return [...others.slice(0, places[mode]), id, ...others.slice(places[mode])];
}

/** How a table comes to have other entries so that a power cut at any moment leaves a table that is whole: the former one or the new one. */
import { type TableHeader, renderHeader } from "./gpt.ts";

/** Bytes for a place of the disk; they are on the disk before the next ones are begun. Of these only a header has to be written at once. */
export interface TableWrite {
  /** Bytes from the disk's start. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface TableOnDisk {
  /** Bytes of a sector, and sectors of the disk. */
  readonly sectorSize: number;
  readonly sectors: number;
  readonly header: TableHeader;
  /** The first sector that a partition has. */
  readonly firstUsed: number;
}

/** Where entries can lie for a moment: right before the first partition, since small machines start from sectors further in front. */
export function findAside({ sectorSize, header, firstUsed }: TableOnDisk): number | undefined {
  const length = Math.ceil(header.length / sectorSize);
  const place = firstUsed - length;
  return place === header.entries || place >= Math.max(header.entries, 2) + length ? place : undefined;
}

/**
 * The kernel takes no table whose entries do not have the checksum of its header, and not its copy at the end of the disk either (not
 * without the parameter "gpt"). A header is one sector, so it is the switch: the new entries are written beside the former ones, the
 * header names them there, and once more when they are in their usual place. If there is no room aside, which a deploy always leaves,
 * they are written over the former ones, as sfdisk and all others do.
 */
export function planWrites(table: TableOnDisk, entries: Uint8Array): TableWrite[] {
  const { sectorSize, sectors, header } = table;
  const length = Math.ceil(entries.length / sectorSize);
  const [end, aside] = [sectors - 1, findAside(table)];
  // Left there by a change that was cut off.
  const usual = header.entries === aside && aside >= 2 + length ? 2 : header.entries;
  const last = end - length - 1;
  const write = (sector: number, bytes: Uint8Array): TableWrite => ({ offset: sector * sectorSize, bytes });
  // No partition may begin before the entries end (UEFI 2.10, 5.3.2).
  const own = (place: number): TableWrite => {
    const first = Math.max(header.first, place + length);
    return write(1, renderHeader(header, { own: 1, other: end, entries: place, first, last }, entries));
  };
  const { first } = header;
  return [
    write(end - length, entries),
    write(end, renderHeader(header, { own: end, other: 1, entries: end - length, first, last }, entries)),
    ...(aside === undefined || aside === header.entries ? [] : [write(aside, entries), own(aside)]),
    write(usual, entries),
    own(usual),
  ];
}

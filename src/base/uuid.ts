/** UUIDs of filesystems as text: programs print some in capitals (vfat) and some in small letters, and people write either. */

/** Whether both are there and the same, whatever their letters are. */
export function isSameUuid(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === "string" && one.toLowerCase() === other?.toLowerCase();
}

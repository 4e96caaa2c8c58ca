/** The table of filesystems, by blkid's name of each; whatever depends on which filesystem it is, is in the row. */
import { renderChoice } from "../../base/choice.ts";
import type { PlannedVolume } from "../../schema/plan.ts";
import { btrfs } from "./btrfs.ts";
import { ext2, ext3, ext4 } from "./ext.ts";
import type { Filesystem, FoundSuperblock, Growable, Superblock, Traits } from "./filesystem.ts";
import { swap } from "./swap.ts";
import { vfat } from "./vfat.ts";
import { xfs } from "./xfs.ts";

export type FilesystemType = PlannedVolume["type"];
export type Filesystems = Readonly<Record<string, Filesystem>>;

export const filesystems = { ext2, ext3, ext4, xfs, btrfs, vfat, swap } satisfies Readonly<
  Record<FilesystemType, Filesystem>
>;

/** The row of what was found on the machine; undefined for a type that a config cannot ask for. */
export function filesystemNamed(type: string, table: Filesystems = filesystems): Filesystem | undefined {
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

/** Whether a filesystem of that type has subvolumes, one of which the kernel mounts if none is named. */
export function hasSubvolumes(type: string | null): boolean {
  return (filesystemNamed(type ?? "")?.view?.whole ?? []).length > 0;
}

/** Those that can hold the root of an operating system, in a message. */
export const filesystemsForRoots = renderChoice(
  Object.entries(filesystems).flatMap(([type, { keepsOwnership }]) => (keepsOwnership ? [type] : [])),
);

/** Each superblock once. The last row's comes first, as an older filesystem may have left one that lies nearer to the start. */
function superblocksOf(table: Filesystems): Superblock[] {
  return [...new Set(Object.values(table).flatMap(({ image }) => image?.superblock ?? []))].toReversed();
}

/** What the first 128 KiB of an image, or all of a shorter one, say; undefined if it is the image of no filesystem of the table. */
export function readSuperblock(head: Uint8Array, table: Filesystems = filesystems): FoundSuperblock | undefined {
  for (const { read } of superblocksOf(table)) {
    const found = read(head);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What more the superblock of that type says in them; undefined if it is not there. */
export function readTraits(type: string, head: Uint8Array, table: Filesystems = filesystems): Traits | undefined {
  const superblock = filesystemNamed(type, table)?.image?.superblock;
  return superblock?.read(head) === undefined ? undefined : superblock.traits?.(head);
}

/** The families of which there are images, in a message. */
export function renderImageFamilies(table: Filesystems = filesystems): string {
  return renderChoice(
    superblocksOf(table)
      .map(({ family }) => family)
      .toReversed(),
  );
}

/** The modules by which GRUB reads all of them, each once. */
export const filesystemModules: readonly string[] = [
  ...new Set(Object.values(filesystems).flatMap(({ grubModule }) => grubModule ?? [])),
];

/** Of a filesystem that is there: the bytes that it takes, what limits how large it can become, and why it cannot, if that is so. `head` is that of readSuperblock. */
export function measureFilesystem(
  type: string,
  head: Uint8Array,
  table: Filesystems = filesystems,
): (Growable & { readonly size: number; readonly fixed?: string }) | undefined {
  const { image, growth } = filesystemNamed(type, table) ?? {};
  const size = image?.superblock.read(head)?.size;
  if (size === undefined) return undefined;
  const fixed = growth?.unfit(head);
  return fixed === undefined ? { size, ...growth?.measure?.(head) } : { size, fixed };
}

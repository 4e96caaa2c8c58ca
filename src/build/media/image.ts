/** The filesystems of a medium: a FAT for UEFI, and the ISO 9660 that has all the rest, with the tables by which each firmware finds its own. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { MiB } from "../../base/sizes.ts";
import { type Entry, sortedWithParents } from "../packages/contents.ts";
import { runProgram } from "../packages/program.ts";
import { stage } from "../packages/stage.ts";

/** The label of both. Nothing looks for it. */
const label = "BAREON";

export interface ImageOptions {
  readonly entries: readonly Entry[];
  /** A folder that does not exist, for the files. */
  readonly scratch: string;
  /** The file that is made. */
  readonly target: string;
  /** Seconds: the time of everything in it. */
  readonly epoch: number;
}

/** The same entries make the same bytes: mtools takes the time of folders from SOURCE_DATE_EPOCH, and that of files from the files. */
export async function makeEfiImage({ entries, scratch, target, epoch }: ImageOptions): Promise<void> {
  await stage(scratch, entries, epoch);
  const all = sortedWithParents(entries);
  const paths = (kind: Entry["kind"]): string[] => all.filter((entry) => entry.kind === kind).map(({ path }) => path);
  let bytes = 0;
  for (const path of paths("file")) bytes += (await stat(join(scratch, path))).size;
  // FAT16, which all firmware reads: clusters of 1 KiB, and more of them than FAT12 has.
  const size = Math.max(8, Math.ceil(bytes / MiB) + 1);
  const form = ["--invariant", "-F", "16", "-s", "2", "-i", "ba4e0f01", "-n", label];
  await runProgram("mkfs.fat", [...form, "-C", target, String((size * MiB) / 1024)], { epoch });
  await runProgram("mmd", ["-i", target, ...paths("directory").map((path) => `::${path}`)], { epoch });
  for (const path of paths("file"))
    await runProgram("mcopy", ["-i", target, "-m", join(scratch, path), `::${path}`], { epoch });
}

export interface IsoOptions extends ImageOptions {
  /** Becomes the second partition, and what UEFI starts from a CD. */
  readonly efiImage: string;
  /** The path of the image that a BIOS starts from a CD, and the file with the sector that starts it from a stick. */
  readonly bios: { readonly path: string; readonly sector: string } | null;
}

/** El Torito for a CD and the first sector for a stick; the empty MBR partition is active, as some BIOSes start no disk without one. */
function biosOptions(bios: IsoOptions["bios"]): readonly string[] {
  if (bios === null) return [];
  const { path, sector } = bios;
  const image = ["-b", path.slice(1), "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "--grub2-boot-info"];
  return [...image, "--grub2-mbr", sector, "--mbr-force-bootable", "-eltorito-alt-boot"];
}

/**
 * A CD and a stick in one file. The FAT is there once: behind the ISO 9660, as a partition of the GPT and as image of the boot catalog. The same
 * entries make the same bytes.
 */
export async function makeIso({ entries, scratch, target, epoch, efiImage, bios }: IsoOptions): Promise<void> {
  await stage(scratch, entries, epoch);
  await runProgram(
    "xorriso",
    [
      ...["-as", "mkisofs", "-r", "-iso-level", "3", "-volid", label, "-appid", "BAREON DEPLOYMENT RAMDISK"],
      // The ISO 9660 can be mounted as the first partition, too.
      ...["-partition_offset", "16", "-appended_part_as_gpt", "-append_partition", "2", "0xef", efiImage],
      ...biosOptions(bios),
      ...["-e", "--interval:appended_partition_2:all::", "-no-emul-boot"],
      ...["-o", target, scratch],
    ],
    { epoch },
  );
}

/** Volumes of a disk image with ext4, looked at without a mount: as GRUB sees them, or with their journal replayed on a copy. */
import { mkdir, rm } from "node:fs/promises";
import { execa } from "execa";
import { sectorSize } from "./write-log.ts";
import type { SectorRange } from "./disk-history.ts";

interface Table {
  readonly partitiontable: {
    readonly partitions: readonly { readonly start: number; readonly size: number; readonly name?: string }[];
  };
}

export interface Volume extends SectorRange {
  /** Its number in the partition table. */
  readonly number: number;
}

/** The volumes by the label of their filesystem; those without one by the name of the partition. */
export async function findVolumes(image: string): Promise<ReadonlyMap<string, Volume>> {
  const { stdout } = await execa("sfdisk", ["--json", "--", image]);
  const found = new Map<string, Volume>();
  for (const [index, { start, size, name = "" }] of (JSON.parse(stdout) as Table).partitiontable.partitions.entries()) {
    const probe = ["--probe", `--offset=${start * sectorSize}`, `--size=${size * sectorSize}`];
    const { stdout: label } = await execa("blkid", [...probe, "--match-tag=LABEL", "--output=value", "--", image], {
      reject: false,
    });
    found.set(label === "" ? name : label, { number: index + 1, start, end: start + size });
  }
  return found;
}

/** The volume as it is, which is what GRUB reads, in a file of its own. */
export async function copyVolume(image: string, { start, end }: SectorRange, to: string): Promise<void> {
  await rm(to, { force: true });
  const range = [`skip=${start}`, `count=${end - start}`, "iflag=skip_bytes,count_bytes"];
  const bytes = range.map((word) => word.replace(/\d+/u, (sectors) => String(Number(sectors) * sectorSize)));
  await execa("dd", [`if=${image}`, `of=${to}`, "bs=1M", "conv=sparse", "status=none", ...bytes]);
  await execa("truncate", [`--size=${(end - start) * sectorSize}`, "--", to]);
}

/**
 * All files of the volume once its journal is replayed, in a folder. Throws if the filesystem is damaged; what a mount clears up by
 * itself is no damage.
 */
export async function takeTree(image: string, volume: SectorRange, folder: string): Promise<string> {
  const copy = `${folder}.img`;
  await copyVolume(image, volume, copy);
  const { exitCode, stdout } = await execa("e2fsck", ["-fp", copy], { reject: false });
  if (exitCode === undefined || exitCode > 1) throw new Error(`e2fsck: ${exitCode}: ${stdout}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { stderr } = await execa("debugfs", ["-R", `rdump / ${folder}`, copy]);
  const problems = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("debugfs "));
  if (problems.length > 0) throw new Error(`debugfs: ${problems.join("\n")}`);
  await rm(copy);
  return folder;
}

/** How one tree differs from another in content, type, mode and owner of its files: one line for each, as rsync has it. */
export async function compareTrees(one: string, other: string, without: readonly string[] = []): Promise<string[]> {
  const options = ["--recursive", "--links", "--perms", "--owner", "--group", "--devices", "--specials", "--checksum"];
  const left = without.map((path) => `--exclude=${path}`);
  const words = [...options, "--numeric-ids", "--dry-run", "--itemize-changes", "--delete", ...left];
  const { stdout } = await execa("rsync", [...words, "--", `${one}/`, `${other}/`]);
  return stdout.split("\n").filter((line) => line !== "" && !/^\.[fdLDS][.tT]+ /u.test(line));
}

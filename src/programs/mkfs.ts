/** mkfs and mkswap: filesystems that the image's kernel and any GRUB can read, though the ramdisk's programs are newer. */
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";
import type { PlannedVolume } from "../schema/plan.ts";

type FileSystemType = PlannedVolume["type"];

/** What a filesystem is made from. */
export interface FileSystemRequest {
  readonly device: string;
  readonly uuid: string;
  readonly label: string | null;
}

interface FileSystemKind {
  readonly make: (request: FileSystemRequest) => Command;
  /** Smallest device in bytes that its mkfs accepts. */
  readonly minimum: number;
  /** Pass number for fsck in fstab(5) of a root and of another filesystem; xfs and btrfs check themselves when mounted. */
  readonly fsckPass: { readonly root: number; readonly other: number };
}

function labelled(option: string, label: string | null): string[] {
  return label === null ? [] : [option, label];
}

/** metadata_csum_seed and orphan_file are unreadable to GRUB before 2.12 and kernels before 5.15. */
function ext(type: "ext2" | "ext3" | "ext4"): FileSystemKind {
  return {
    make: ({ device, uuid, label }) => ({
      program: `mkfs.${type}`,
      args: ["-q", "-F", "-O", "^metadata_csum_seed,^orphan_file", "-U", uuid, ...labelled("-L", label), device],
    }),
    minimum: MiB,
    fsckPass: { root: 1, other: 2 },
  };
}

const kinds: Readonly<Record<FileSystemType, FileSystemKind>> = {
  ext2: ext("ext2"),
  ext3: ext("ext3"),
  ext4: ext("ext4"),
  // bigtime and inobtcount need Linux 5.10, nrext64 5.19; mkfs.xfs refuses less than 300 MB since 5.19.
  xfs: {
    make: ({ device, uuid, label }) => ({
      program: "mkfs.xfs",
      args: [
        "-q",
        "-f",
        "-m",
        `uuid=${uuid},bigtime=0,inobtcount=0`,
        "-i",
        "nrext64=0",
        ...labelled("-L", label),
        device,
      ],
    }),
    minimum: 300 * MiB,
    fsckPass: { root: 0, other: 0 },
  },
  btrfs: {
    make: ({ device, uuid, label }) => ({
      program: "mkfs.btrfs",
      args: ["--quiet", "--force", "--uuid", uuid, ...labelled("--label", label), "--", device],
    }),
    minimum: 109 * MiB,
    fsckPass: { root: 0, other: 0 },
  },
  vfat: {
    make: ({ device, uuid, label }) => ({
      program: "mkfs.vfat",
      args: ["-i", uuid.replace("-", ""), ...labelled("-n", label), device],
    }),
    minimum: MiB,
    fsckPass: { root: 0, other: 2 },
  },
  swap: {
    make: ({ device, uuid, label }) => ({
      program: "mkswap",
      args: ["--force", "--uuid", uuid, ...labelled("--label", label), "--", device],
    }),
    minimum: MiB,
    fsckPass: { root: 0, other: 0 },
  },
};

export function makeFileSystem(type: FileSystemType, request: FileSystemRequest): Command {
  return kinds[type].make(request);
}

export function minimumSize(type: FileSystemType): number {
  return kinds[type].minimum;
}

export function fsckPass(type: FileSystemType, isRoot: boolean): number {
  return isRoot ? kinds[type].fsckPass.root : kinds[type].fsckPass.other;
}

/** An EFI system partition: FAT32, whatever its size, with clusters of one sector where it is small (mkfs.fat 4.2 does that by itself up to 260 MiB). */
export function makeEspFileSystem({ device, uuid, label }: FileSystemRequest): Command {
  return { program: "mkfs.vfat", args: ["-F", "32", "-i", uuid.replace("-", ""), ...labelled("-n", label), device] };
}

/**
 * The multiboot partition: exactly the ext4 features that every GRUB from 2.02 on reads and that survive a torn
 * superblock write (metadata_csum does not); 4K blocks, since a small ext4 gets 1K by default.
 */
export function makeMultibootFileSystem({ device, uuid, label }: FileSystemRequest): Command {
  const features = "none,has_journal,ext_attr,dir_index,filetype,extent,flex_bg,sparse_super,large_file";
  return {
    program: "mkfs.ext4",
    args: ["-q", "-F", "-b", "4096", "-I", "256", "-O", features, "-U", uuid, ...labelled("-L", label), device],
  };
}

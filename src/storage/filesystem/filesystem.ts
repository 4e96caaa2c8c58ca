/** What the node has to know of a filesystem: one row of the table in filesystems.ts. Data alone, so that every room can read it. */
import type { Command, Output } from "../../base/command.ts";

/** What a filesystem is made from. */
export interface FilesystemRequest {
  readonly device: string;
  readonly uuid: string;
  /** Null for none; for a filesystem that came as an image, null keeps the image's own. */
  readonly label: string | null;
}

/** What the superblock at the start of an image says. */
export interface FoundSuperblock {
  /** As blkid calls the filesystem. */
  readonly type: string;
  /** Bytes that it takes of its volume. */
  readonly size: number;
  readonly uuid: string;
}

/** Something of a filesystem that not every kernel mounts. */
export interface FilesystemFeature {
  /** As mkfs calls it. */
  readonly name: string;
  /** The first Linux that mounts it. */
  readonly linux: string;
  readonly isReadByGrub: boolean;
}

/** What decides where a filesystem can be mounted. */
export interface Traits {
  /** Bytes that are read and written at once at least: a disk's sectors must not be larger. */
  readonly unit: number;
  readonly features: readonly FilesystemFeature[];
  /** Why the image can be nobody's volume, in words that follow "the image of a filesystem"; absent if nothing is against it. */
  readonly unfit?: string | undefined;
}

/** The superblock that the filesystems of one family share. */
export interface Superblock {
  /** The family in messages. */
  readonly family: string;
  /** `head` are the first 128 KiB of an image, or all of a shorter one; undefined if this superblock is not there. */
  readonly read: (head: Uint8Array) => FoundSuperblock | undefined;
  /** More of a head in which this superblock is. */
  readonly traits?: (head: Uint8Array) => Traits;
}

/** What a check program did to a filesystem that was not whole. */
export interface Damage {
  /** Its own words, one thing each; none for a filesystem that was whole. */
  readonly repaired: readonly string[];
  /** True if files are gone, or may be. */
  readonly isLost: boolean;
}

/** A check whose exit code alone does not tell what it did. */
export interface CheckCommand extends Command {
  readonly findDamage: (output: Output) => Damage;
}

/** How a filesystem that came as an image becomes the one that was planned. The steps are done in the order of the fields. */
export interface Adoption {
  /** Options for one mount that replays the journal first; undefined if the programs of `identify` accept a journal that is not empty. */
  readonly replay: readonly string[] | undefined;
  /** Checks it and gives it its new UUID and label, before it is mounted. */
  readonly identify: (request: FilesystemRequest) => readonly (Command | CheckCommand)[];
  /** Lets it take the whole volume while it is mounted; undefined if `identify` has done that. */
  readonly grow: ((mountPoint: string) => Command) | undefined;
  /** Bytes of the smallest volume that it can be grown to. */
  readonly leastToGrow: number;
}

/** What its superblock says of how large a filesystem can become, in bytes. */
export interface Growable {
  /** It takes nothing of a room behind its end that is less than this; absent for none. */
  readonly spare?: number;
  /** Absent for one that can become as large as any device. */
  readonly largest?: number;
}

/**
 * How a filesystem that is kept takes the whole of its device after that has become larger. It is mounted meanwhile: then the kernel does
 * it in steps of which a power cut leaves each whole, so that the same command makes the rest of it.
 */
export interface Growth {
  /** Looks at it while it is not mounted; none for a filesystem whose mount refuses what is damaged. */
  readonly check: (device: string) => readonly CheckCommand[];
  readonly grow: (place: { readonly device: string; readonly mountPoint: string }) => Command;
  /** The capability that Linux wants for that (capabilities(7)) beside those of a mount; absent if those are enough. */
  readonly capability?: { readonly name: string; readonly bit: number };
  /** Bytes of the smallest device for which that works. */
  readonly least: number;
  /** Why it cannot become larger, in words that follow the name of its type; `head` is that of Superblock. */
  readonly unfit: (head: Uint8Array) => string | undefined;
  /** Absent for a filesystem of any size. */
  readonly measure?: (head: Uint8Array) => Growable;
}

/** A form of label that its length alone does not describe. */
export interface LabelForm {
  readonly pattern: RegExp;
  /** The form in a message. */
  readonly expected: string;
}

/** The form in which blkid tells a filesystem's UUID. */
export interface UuidForm {
  readonly pattern: RegExp;
  /** Makes one of a random UUID in small letters. */
  readonly from: (uuid: string) => string;
}

export interface Filesystem {
  /** The command that makes one; the image's kernel and any GRUB must be able to read it, although the ramdisk's programs are newer. */
  readonly make: (request: FilesystemRequest) => Command;
  /** Bytes of the smallest device that its mkfs accepts. */
  readonly minimum: number;
  /** Bytes of the longest label. */
  readonly labelLimit: number;
  readonly labelForm: LabelForm | undefined;
  readonly uuid: UuidForm;
  /** False for swap, which no mount point can have. */
  readonly isMountable: boolean;
  /** Whether it keeps owners, modes, links and extended attributes of files, as the root of an operating system needs. */
  readonly keepsOwnership: boolean;
  /** Whether several devices can hold one filesystem, and then all have its UUID. */
  readonly spansDevices: boolean;
  /** Pass number for fsck in fstab(5) of a root and of another filesystem; 0 for what checks itself when it is mounted. */
  readonly fsckPass: { readonly root: number; readonly other: number };
  /** The module by which GRUB reads it; undefined if GRUB cannot. */
  readonly grubModule: string | undefined;
  /** Mount options for every mount here: what its superblock asks of the kernel in case of an error, such as a panic, does not count. */
  readonly safe: readonly string[];
  /**
   * Mount options for a look at it: `whole` in any case, `unreplayed` to leave the journal alone in a read-only mount. Where the
   * running kernel refuses those, `otherwise` are tried in turn instead.
   */
  readonly view: {
    readonly whole: readonly string[];
    readonly unreplayed: readonly string[];
    readonly otherwise?: readonly (readonly string[])[];
  };
  /** Undefined for a filesystem of which there are no images. */
  readonly image: { readonly superblock: Superblock; readonly adoption: Adoption } | undefined;
  /** Absent for a filesystem that is not made larger with what is on it. */
  readonly growth?: Growth;
}

/** The options for a label, none without one. */
export function labelOptions(option: string, label: string | null): string[] {
  return label === null ? [] : [option, label];
}

/** The command for a label, none without one. */
export function labelCommands(label: string | null, make: (label: string) => Command): Command[] {
  return label === null ? [] : [make(label)];
}

/** The form of all filesystems except FAT. */
export const plainUuid: UuidForm = {
  pattern: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u,
  from: (uuid) => uuid,
};

/** The bytes of a UUID at a place in a superblock. */
export function uuidAt(head: Uint8Array, offset: number): string {
  const hex = Array.from(head.subarray(offset, offset + 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** A magic of letters, as Latin-1, in which every byte is one character. */
export function textAt(head: Uint8Array, offset: number, length: number): string {
  return new TextDecoder("latin1").decode(head.subarray(offset, offset + length));
}

export function viewOf(head: Uint8Array): DataView {
  return new DataView(head.buffer, head.byteOffset, head.byteLength);
}

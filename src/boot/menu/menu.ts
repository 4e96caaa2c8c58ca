/** The boot menu as data. render-menu.ts writes it as grub.cfg, and parse-menu.ts reads that back; plan.ts decides what is in it. */
import { grubDirectory } from "../../base/places.ts";
import { splitArguments } from "./grub-script.ts";
import type { SerialLine } from "./serial-line.ts";

/** The menu, relative to the multiboot partition. */
export const menuPath = `${grubDirectory}/grub.cfg`;
/** boot-info.json, relative to the multiboot partition. */
export const infoPath = "bareon/boot-info.json";

/** One attempt to load a system: where GRUB finds kernel and initrd, and the kernel's arguments. */
export interface Attempt {
  /** The filesystem that holds kernel and initrd. */
  readonly bootUuid: string;
  /** What blkid calls its type. In a menu that was read back, a type that the same GRUB module reads; empty for no module. */
  readonly bootType: string;
  /** Paths from the top of that filesystem. */
  readonly kernel: string;
  readonly initrd: string | null;
  /** The kernel's arguments after root=, without those that the menu itself adds. */
  readonly parameters: string;
}

/**
 * A kernel that can be booted. From the tree in which it is found to the menu it has this one shape; a KernelCandidate
 * (kernels.ts) before that is only names that may exist, and a LinuxEntry after that is the kernel with a name in the menu.
 */
export interface MenuKernel extends Attempt {
  /** By its path, else by what says so itself, for ids and titles; null for a kernel of which none is known. */
  readonly version: string | null;
  /** The links by which the system means these files, where they are others and GRUB can follow them. */
  readonly links?: Pick<Attempt, "kernel" | "initrd">;
}

type Files = Pick<Attempt, "bootUuid" | "kernel" | "initrd">;

export function isSameFiles(one: Files, other: Files): boolean {
  return one.bootUuid === other.bootUuid && one.kernel === other.kernel && one.initrd === other.initrd;
}

/** The class of the rescue system's entry in grub.cfg, by which it is told from the others. */
export const rescueClass = "bareon-rescue";

/** The argument by which a kernel finds its root. */
export const rootArgument = "root=UUID=";

/** An entry's own fields are its first attempt. */
export interface LinuxEntry extends Attempt {
  readonly kind: "linux";
  /** Stable over regenerations and unique in the menu: letters, digits and `._+-`. */
  readonly id: string;
  readonly title: string;
  readonly rootUuid: string;
  /** What GRUB tries in this order, in the same entry, where the one before cannot be loaded: the same system otherwise. */
  readonly fallbacks?: readonly Attempt[];
  /** True for the rescue system (rescue.ts), whose root is in memory, and whose rootUuid is its bootUuid; absent for every other. */
  readonly isRescue?: true;
}

/** All that GRUB tries for an entry, in its order. */
export function attemptsOf(entry: LinuxEntry): readonly Attempt[] {
  return [entry, ...(entry.fallbacks ?? [])];
}

/** The kernel's arguments for an attempt, each a word, without those that say how it was booted. */
export function argumentsOf({ rootUuid, isRescue }: LinuxEntry, { parameters }: Attempt): string[] {
  // The rescue system has its root in memory, and does not hold the disk that it was loaded from.
  const root = isRescue === true ? [] : [`${rootArgument}${rootUuid}`];
  return [...root, ...splitArguments(parameters)];
}

/** Another system's own boot loader, in the first sector of its partition. */
interface ChainEntry {
  readonly kind: "chain";
  readonly id: string;
  readonly title: string;
  readonly bootUuid: string;
  readonly bootType: string;
}

/** A deployed system that is being updated: its entry says so and starts the machine again, and GRUB boots it in no case. */
export interface UpdatingEntry {
  readonly kind: "updating";
  readonly id: string;
  readonly title: string;
  readonly rootUuid: string;
  /** UTC, ISO 8601. */
  readonly since: string;
  /** As boot-info has it: "from A to B". */
  readonly what: string;
}

export type MenuEntry = LinuxEntry | ChainEntry | UpdatingEntry;

/** Whether GRUB may boot the entry by itself; false for one that the menu lacks. */
export function isOffered(entry: MenuEntry | undefined): entry is LinuxEntry | ChainEntry {
  return entry !== undefined && entry.kind !== "updating";
}

/** The boot menu as data: what renderMenu writes and parseMenu reads. */
export interface Menu {
  /** GRUB boots another if there is no such entry, or if it is being updated; see defaultIndex in entries.ts. */
  readonly defaultIndex: number;
  /** Seconds. */
  readonly timeout: number;
  readonly serial: SerialLine | null;
  /** GRUB's modules for what the entries lie on beside partitions, such as lvm. */
  readonly modules: readonly string[];
  /** The UUIDs of all copies of the multiboot partition in their order; absent where there is one alone. */
  readonly copies?: readonly string[];
  /** In the order of the menu; there is no submenu, so an entry's place is its grub_id. */
  readonly entries: readonly MenuEntry[];
}

/** A menu that is written, with its fingerprint. */
export interface ParsedMenu extends Menu {
  /** Fingerprint of the entries: what grubenv arms counts only while grubenv carries the same one. */
  readonly generation: string;
}

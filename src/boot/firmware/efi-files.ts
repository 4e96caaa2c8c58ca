/** What is on an EFI system partition: which files, from where, and the small configuration that leads to the boot menu. boot/loader/efi-partition.ts writes them. */
import { filesystemModules } from "../../storage/filesystem/filesystems.ts";
import type { EfiPlatform } from "../platforms/platforms.ts";
import { quoteWord } from "../menu/grub-script.ts";

/** The folder of our own loader on the partition, and the name of the entry in the firmware's list. */
export const loaderName = "bareon";
const own = `EFI/${loaderName}`;
const fallback = "EFI/BOOT";
/** On the multiboot partition: a copy of every file that an EFI system partition has from us. */
export const copiesPath = "bareon/esp";
/** Compiled into the GRUB that Debian signs: where it looks for its configuration. */
const signedDirectory = "EFI/debian";

/** Where GRUB finds its menu. */
export interface MenuHome {
  readonly uuid: string;
  /** Those of its copies, in which the menu is as well; absent for none. */
  readonly copies?: readonly string[];
  /** GRUB's directory from the top of that filesystem, such as /boot/grub2. */
  readonly directory: string;
}

/** One file of the partition: a text, a file of this machine, or the GRUB that is made here. Paths begin at the partition's top. */
export type LoaderFile =
  | { readonly path: string; readonly kind: "text"; readonly text: string }
  | { readonly path: string; readonly kind: "copy"; readonly from: string }
  | { readonly path: string; readonly kind: "image" };

/**
 * Everything that the firmware or the menu may need, built in: under Secure Boot no module is loaded from a disk, and without
 * it no module can then be missing. What a platform does not have is left out.
 */
export const builtIn: readonly string[] = [
  ...[
    "part_gpt",
    "part_msdos",
    ...filesystemModules,
    "ntfs",
    "lvm",
    "mdraid09",
    "mdraid1x",
    "diskfilter",
    "raid5rec",
    "raid6rec",
  ],
  ...[
    "search",
    "search_fs_uuid",
    "search_fs_file",
    "search_label",
    "probe",
    "normal",
    "configfile",
    "loadenv",
    "test",
    "true",
    "echo",
    "regexp",
  ],
  ...[
    "linux",
    "chain",
    "boot",
    "gzio",
    "minicmd",
    "reboot",
    "halt",
    "sleep",
    "cat",
    "ls",
    "help",
    "efifwsetup",
    "keystatus",
  ],
  ...["terminal", "serial", "all_video", "video", "gfxterm", "font", "gettext", "password_pbkdf2"],
];

/** GRUB's prefix when the firmware has started it, on the partition that it was started from. */
export const loaderPrefix = `/${own}`;

/** If there is no menu, also on no copy, GRUB exits to the firmware, which tries what comes next in its order. */
export function renderLoaderConfig({ uuid, copies = [], directory }: MenuHome): string {
  return [
    "# Written by bareon-provision: leads to the boot menu. A GRUB update of a system that mounts this partition may replace it.",
    ...[uuid, ...copies].flatMap((one) => [
      `if search --no-floppy --fs-uuid --set=root ${quoteWord(one)}; then`,
      `  set prefix=($root)${quoteWord(directory)}`,
      "  configfile $prefix/grub.cfg",
      "fi",
    ]),
    "exit",
    "",
  ].join("\n");
}

/**
 * The files of the partition in the order in which they are written: the one that firmware finds by itself comes last.
 * `signed` takes the shim and the GRUB that are signed for Secure Boot.
 */
export function planLoader(platform: EfiPlatform, home: MenuHome, signed: boolean): LoaderFile[] {
  const text = renderLoaderConfig(home);
  if (!signed) {
    return [
      { path: `${own}/grub.cfg`, kind: "text", text },
      { path: `${own}/${platform.grub}`, kind: "image" },
      { path: `${fallback}/${platform.fallback}`, kind: "image" },
    ];
  }
  const [shim, grub] = [platform.signedShim.file, platform.signedGrub.file];
  return [
    { path: `${signedDirectory}/grub.cfg`, kind: "text", text },
    { path: `${own}/${platform.grub}`, kind: "copy", from: grub },
    { path: `${own}/${platform.shim}`, kind: "copy", from: shim },
    { path: `${fallback}/${platform.grub}`, kind: "copy", from: grub },
    { path: `${fallback}/${platform.fallback}`, kind: "copy", from: shim },
  ];
}

/** Those in our own folder: what firmware finds by itself may be that of another system. */
export function ownFiles(files: readonly LoaderFile[]): LoaderFile[] {
  return files.filter(({ path }) => path.startsWith(`${own}/`));
}

/** Every file by which a firmware may start what a deploy installed, on a partition whose other files are kept. */
export function loaderStarts(platform: EfiPlatform): string[] {
  return [`${fallback}/${platform.fallback}`, `${own}/${platform.shim}`, `${own}/${platform.grub}`];
}

/** The file that the entry in the firmware's list names. */
export function startFile(platform: EfiPlatform, signed: boolean): string {
  return `${own}/${signed ? platform.shim : platform.grub}`;
}

/** The path of the loader in the firmware's list, as device paths have it: \EFI\bareon\grubx64.efi. */
export function firmwarePath(platform: EfiPlatform, signed: boolean): string {
  return `\\${startFile(platform, signed).replaceAll("/", "\\")}`;
}

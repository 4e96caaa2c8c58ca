/** GRUB's own programs: installing it, checking a menu's grammar, and reading a filesystem with GRUB's drivers. */
import type { Command, Output } from "../base/command.ts";

export interface GrubInstall {
  /** The directory that holds GRUB's own, usually /boot. */
  readonly bootDirectory: string;
  /** The disk whose boot sector and BIOS boot partition are written. */
  readonly disk: string;
}

/**
 * Installs GRUB for BIOS. It fails rather than fall back to block lists. Without fonts, themes and translations, which a
 * text menu does not use (4 of 12 MB).
 */
export function installForBios({ bootDirectory, disk }: GrubInstall): Command {
  const args = [
    "--target=i386-pc",
    `--boot-directory=${bootDirectory}`,
    "--recheck",
    "--fonts=",
    "--themes=",
    "--locales=",
    "--",
    disk,
  ];
  return { program: "grub-install", args };
}

/** The same without the boot sector and without the core image on the disk: all of it is in the boot directory then. */
export function installFilesForBios(install: GrubInstall): Command {
  const { program, args } = installForBios(install);
  return { program, args: ["--no-bootsector", ...args] };
}

export interface GrubImage {
  /** GRUB's name for the platform, such as x86_64-efi. */
  readonly platform: string;
  /** The directory of that platform's modules. */
  readonly directory: string;
  readonly modules: readonly string[];
  /** Where GRUB looks for its configuration, on the filesystem that it was started from. */
  readonly prefix: string;
  readonly output: string;
}

/** Makes a GRUB that a firmware can start, with everything in one file. */
export function makeImage({ platform, directory, modules, prefix, output }: GrubImage): Command {
  const args = [
    `--directory=${directory}`,
    `--format=${platform}`,
    `--prefix=${prefix}`,
    `--output=${output}`,
    "--",
    ...modules,
  ];
  return { program: "grub-mkimage", args };
}

/** Fails if the text is not a GRUB script. */
export function checkScript(text: string): Command {
  return { program: "grub-script-check", args: [], input: text };
}

const notRead = 1;

/** The first 512 bytes of a file, as GRUB's own driver finds them on the device; `path` begins at the top of its filesystem. */
export function readFirstSector(device: string, path: string, program: FstestName = "grub-fstest"): Command {
  return { program, args: ["--length=512", "--", device, "hex", path], okCodes: [0, notRead] };
}

/** What distributions call the program that reads with GRUB's drivers. */
export const fstestNames = ["grub-fstest", "grub2-fstest"] as const;
export type FstestName = (typeof fstestNames)[number];

/** True if readFirstSector found something; GRUB prints nothing for an empty file. */
export function wasRead(output: Output): boolean {
  return output.exitCode === 0 && output.stdout.trim() !== "";
}

/** A whole text file, as GRUB's own driver finds it on the device. */
export function readWhole(device: string, path: string): Command {
  return { program: "grub-fstest", args: ["--", device, "cat", path] };
}

/** The names of GRUB's programs and its directory in distributions: plain, or with a 2. */
export type GrubName = "grub" | "grub2";

/** A system's own grub-install, for its own /boot; to be run in that system. */
export function installOwn(name: GrubName, disk: string): Command {
  return { program: `${name}-install`, args: ["--target=i386-pc", "--recheck", disk] };
}

/** A system's own grub-mkconfig, writing where its own GRUB reads; to be run in that system. */
export function configureOwn(name: GrubName): Command {
  return { program: `${name}-mkconfig`, args: ["--output", `/boot/${name}/grub.cfg`] };
}

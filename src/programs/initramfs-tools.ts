/** initramfs-tools of an image: making the initramfs of a kernel anew, and what is in it. Its programs run in the image. */
import type { Command } from "../base/command.ts";

/** Debian's name of a kernel's initramfs. */
export function initramfsPlace(release: string): string {
  return `/boot/initrd.img-${release}`;
}

/** By mkinitramfs and not by update-initramfs, which knows only those that it made itself. */
export function makeInitramfs(release: string): Command {
  return { program: "mkinitramfs", args: ["-o", initramfsPlace(release), release] };
}

/** Prints a line for each file, as `ls -l` does. */
export function listInitramfs(release: string): Command {
  return { program: "lsinitramfs", args: ["-l", initramfsPlace(release)] };
}

/** The path of a file that has something in it; undefined for a line of another kind. */
export function parseListed(line: string): string | undefined {
  const { size = "0", path } = /^-\S{9}\s+\d+\s+\S+\s+\S+\s+(?<size>\d+)\s.*\s(?<path>\S+)$/u.exec(line)?.groups ?? {};
  return size === "0" ? undefined : path;
}

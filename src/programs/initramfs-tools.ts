/** initramfs-tools of an image: making the initramfs of a kernel anew, and what is in it. Its programs run in the image. */
import type { Command } from "../base/command.ts";

/** By mkinitramfs and not by update-initramfs, which knows only those that it made itself. */
export function makeInitramfs(release: string, place: string): Command {
  return { program: "mkinitramfs", args: ["-o", place, release] };
}

/** Prints a line for each file, as `ls -l` does. */
export function listInitramfs(place: string): Command {
  return { program: "lsinitramfs", args: ["-l", place] };
}

/** The path of a file that has something in it; undefined for a line of another kind. */
export function parseListed(line: string): string | undefined {
  const { size = "0", path } = /^-\S{9}\s+\d+\s+\S+\s+\S+\s+(?<size>\d+)\s.*\s(?<path>\S+)$/u.exec(line)?.groups ?? {};
  return size === "0" ? undefined : path;
}

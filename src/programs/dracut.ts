/** dracut of an image: making the initramfs of a kernel anew, and what is in it. Its programs run in the image. */
import type { Command } from "../base/command.ts";

/** For any machine, since the one that runs it shows the image none of its devices. */
export function makeWithDracut(release: string, place: string): Command {
  return { program: "dracut", args: ["--force", "--no-hostonly", "--kver", release, place] };
}

/** Prints a line for each file, as `ls -l` does, among others. */
export function listWithDracut(place: string): Command {
  return { program: "lsinitrd", args: [place] };
}

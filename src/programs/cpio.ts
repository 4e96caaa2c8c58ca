/** cpio(1), which packs an initramfs. The form "newc" is the one that the kernel unpacks. */
import type { Command } from "../base/command.ts";

/** Packs these of a folder, in their order, into a new file; everything belongs to root. */
export function packFolder(folder: string, paths: readonly string[], target: string): Command {
  return {
    program: "cpio",
    args: [
      ...["--create", "--null", "--format=newc", "--owner=+0:+0", "--reproducible", "--quiet"],
      ...[`--directory=${folder}`, `--file=${target}`],
    ],
    input: paths.map((path) => `${path}\0`).join(""),
  };
}

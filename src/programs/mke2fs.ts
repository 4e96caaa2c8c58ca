/** mke2fs(8): a filesystem in a file, with the content of a folder. */
import type { Command } from "../base/command.ts";

/** Makes the file, of so many bytes in whole KiB, with an ext2 that holds what is in the folder. */
export function makeFilledFile(
  file: string,
  { label, folder, bytes }: { readonly label: string; readonly folder: string; readonly bytes: number },
): Command {
  const form = ["-q", "-F", "-t", "ext2", "-b", "4096", "-m", "0", "-L", label];
  return { program: "mke2fs", args: [...form, "-d", folder, file, `${bytes / 1024}k`] };
}

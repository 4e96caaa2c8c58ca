/** blockdev(8): what concerns a block device as a whole. */
import type { Command } from "../base/command.ts";

/**
 * Writes what is dirty of the device's own page cache and forgets the rest; filesystems that are mounted keep theirs (BLKFLSBUF).
 * It takes no `--`; a failure is accepted, since what is read afterwards may only be older than the disk.
 */
export function forgetCache(device: string): Command {
  return { program: "blockdev", args: ["--flushbufs", device], okCodes: [0, 1] };
}

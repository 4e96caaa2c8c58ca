/** wipefs: erasing the signatures on a device. */
import type { Command } from "../base/command.ts";

/**
 * Erases every signature that libblkid knows, so that nothing of a previous life is found again. Opens the device
 * exclusively, and so fails if it is in use; without --force it leaves a partition table alone.
 */
export function wipeSignatures(device: string): Command {
  return { program: "wipefs", args: ["--all", "--quiet", "--lock=yes", "--", device] };
}

/** As wipeSignatures, while this program has the lock on the disk that keeps udev away. */
export function wipeLocked(device: string): Command {
  return { program: "wipefs", args: ["--all", "--quiet", "--", device] };
}

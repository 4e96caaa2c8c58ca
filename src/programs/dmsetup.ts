/** dmsetup: removing a device of the device mapper, however it was made (LUKS and other encryption, kpartx, by hand). */
import type { Command } from "../base/command.ts";

/** Fails if it is in use; with --retry not at once, because udev may have it open for a moment. The key of an encrypted one is forgotten. */
export function removeMapping(path: string): Command {
  return { program: "dmsetup", args: ["remove", "--retry", "--", path] };
}

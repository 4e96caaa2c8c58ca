/** dmsetup: removing a device of the device mapper, whoever made it (LUKS and other encryption, kpartx, by hand). */
import type { Command } from "../base/command.ts";

/** Fails where it is in use; with --retry not at once, since udev may have it open for a moment. The key of an encrypted one is forgotten. */
export function removeMapping(path: string): Command {
  return { program: "dmsetup", args: ["remove", "--retry", "--", path] };
}

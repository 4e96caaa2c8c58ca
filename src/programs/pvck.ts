/** pvck: printing the metadata of a physical volume; reading them is src/formats/lvm-metadata.ts. */
import type { Command } from "../base/command.ts";

/**
 * Prints the newest metadata of a device, or of a file with the device's first part. Exits with 5 if that is damaged; prints
 * no metadata if the physical volume is in no group, or if its group keeps all metadata on others (lvm2 2.03.16).
 */
export function dumpMetadata(path: string): Command {
  return { program: "pvck", args: ["--dump", "metadata", "--", path], okCodes: [0, 5] };
}

/** pvck: printing the metadata of a physical volume; reading them is src/formats/lvm-metadata.ts. */
import type { Command } from "../base/command.ts";

/**
 * Prints the newest metadata of a device, or of a file with the device's first part. Ends with 5 where that is damaged; prints
 * no metadata where the physical volume is in no group, or where its group keeps all metadata on others (lvm2 2.03.16).
 */
export function dumpMetadata(path: string): Command {
  return { program: "pvck", args: ["--dump", "metadata", "--", path], okCodes: [0, 5] };
}

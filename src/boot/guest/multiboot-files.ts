/** What an image is told of the multiboot partition and its copies, as texts of files. */
import { multibootFile } from "../../base/places.ts";

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Behind udev's own rules for storage, which read the UUID. */
const rulesFile = "/etc/udev/rules.d/61-bareon-copies.rules";

/**
 * While the multiboot partition is away, its link in /dev/disk/by-uuid leads to the first copy that is there: a client that knows one UUID
 * alone (bareon-design(7), "EXISTING CONTROLLER") mounts that. udev gives a link to the device with the highest priority.
 */
function renderRules([first = "", ...copies]: readonly string[]): string {
  return [
    "# Written by bareon-provision: if the multiboot partition is away, its name leads to a copy of it.",
    ...copies.map(
      (uuid, index) =>
        `SUBSYSTEM=="block", ACTION!="remove", ENV{ID_FS_UUID}=="${uuid}", OPTIONS+="link_priority=-${101 + index}", SYMLINK+="disk/by-uuid/${first}"`,
    ),
    "",
  ].join("\n");
}

/** `uuids` are those of all copies, the multiboot partition's own first. */
export function multibootFiles(uuids: readonly string[]): readonly TextFile[] {
  const known = { path: multibootFile, text: `${uuids.join("\n")}\n` };
  return uuids.length < 2 ? [known] : [known, { path: rulesFile, text: renderRules(uuids) }];
}

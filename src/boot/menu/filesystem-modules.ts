/** The GRUB modules that a menu asks for: that of the partition table, and those of filesystems by what blkid calls their types. */
import { filesystems } from "../../storage/filesystem/filesystems.ts";

export {
  featureHead,
  grubVersion,
  unreadableFeatures,
  type UnreadableFeatures,
} from "../../storage/filesystem/grub-features.ts";

/** Every menu loads it first. */
export const partitionModule = "part_gpt";

/** Other systems lie on some that no config can ask for. */
const modules: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(filesystems).map(([type, { grubModule }]) => [type, grubModule])),
  ntfs: "ntfs",
};

/** The GRUB module that reads such a filesystem; none if GRUB looks for one by itself. */
export function driverOf(type: string): readonly string[] {
  const driver = modules[type];
  return driver === undefined ? [] : [driver];
}

/** A type that the module reads, the first in the table; empty for no module. */
export function typeOfDriver(driver: string | undefined): string {
  return Object.entries(modules).find(([, module]) => module === driver)?.[0] ?? "";
}

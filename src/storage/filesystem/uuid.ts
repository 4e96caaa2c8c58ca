/** Identities of filesystems. */
import type { PlannedVolume } from "../../schema/plan.ts";
import type { FoundPlace } from "../layer.ts";

/** blkid's form of a FAT serial number, "ABCD-1234"; a UUID for all others. */
export function filesystemUuid(type: PlannedVolume["type"], uuid: string): string {
  return type === "vfat" ? `${uuid.slice(0, 4)}-${uuid.slice(4, 8)}`.toUpperCase() : uuid;
}

const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const fatForm = /^[\dA-F]{4}-[\dA-F]{4}$/u;

/** The UUID that a new filesystem takes over from the one in its place, so that what mounts it by that still does; `repeated` are those that several have. */
export function reusableUuid(
  type: PlannedVolume["type"],
  found: Pick<FoundPlace, "content"> | undefined,
  repeated: ReadonlySet<string>,
): string | undefined {
  const uuid = found?.content?.uuid ?? "";
  return (type === "vfat" ? fatForm : uuidForm).test(uuid) && !repeated.has(uuid) ? uuid : undefined;
}

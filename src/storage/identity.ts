/** Identities of filesystems that are taken over from what was found. */
import type { PlannedVolume } from "../schema/plan.ts";
import { filesystems } from "./filesystem/filesystems.ts";
import type { FoundPlace } from "./layer.ts";

/** The UUID that a new filesystem takes over from the one in its place, so that what mounts it by that still does; `repeated` are those that several have. */
export function reusableUuid(
  type: PlannedVolume["type"],
  found: Pick<FoundPlace, "content"> | undefined,
  repeated: ReadonlySet<string>,
): string | undefined {
  const uuid = found?.content?.uuid ?? "";
  return filesystems[type].uuid.pattern.test(uuid) && !repeated.has(uuid) ? uuid : undefined;
}

/** PARTUUID= and that of the partition: what it is known by whatever is on it. */
export function partitionId(partuuid: string | null): string {
  return `PARTUUID=${(partuuid ?? "").toLowerCase()}`;
}

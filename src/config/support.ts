/** What a valid deploy config may ask for and this release cannot do yet: refused as a whole, never ignored. */
import type { Violation } from "../base/errors.ts";
import type { DeployConfig } from "./deploy-config.ts";

/** Keeping what is on the disks compares partitions alone. */
function policyLimits({ policy, disks, groups }: DeployConfig): Violation[] {
  const isPlain = groups.length === 0 && disks.every((disk) => disk.physicalVolumes.length === 0 && disk.volumes.every(({ kind }) => kind === "partition"));
  if (policy === "clean" || isPlain) return [];
  const problem = `policy "${policy}"${policy === "verify" ? ", the default," : ""} with LVM or MD RAID is not supported yet`;
  return [{ pointer: "/partitions_policy", problem, expected: "\"partitions_policy\": \"clean\", which repartitions the named disks" }];
}

function storageLimits({ disks, groups }: DeployConfig): Violation[] {
  const refuse = (what: string, items: readonly { readonly pointer: string }[]): Violation[] =>
    items.map(({ pointer }) => ({ pointer: `${pointer}/type`, problem: `${what} is not supported yet`, expected: "volumes of type partition on the disks" }));
  return [
    ...refuse("MD RAID", disks.flatMap((disk) => disk.volumes.filter((volume) => volume.kind === "raid"))),
    ...refuse("LVM", [...disks.flatMap((disk) => disk.physicalVolumes), ...groups]),
  ];
}

/** One violation for each part that is not supported yet. */
export function findUnsupported(config: DeployConfig): Violation[] {
  return [...policyLimits(config), ...storageLimits(config)];
}

/** Turns a plan for new disks into one that keeps the partitions that are there, with their identities; refuses disks that differ from the config. */
import { BareonError } from "../base/errors.ts";
import type { DeployConfig, VolumeSpec } from "../config/deploy-config.ts";
import type { Disk, Partition } from "../schema/inventory.ts";
import type { PlannedDisk, PlannedVolume } from "../schema/plan.ts";
import { compareDisk } from "./compare.ts";
import type { AskedStorage, StoragePlan } from "./storage.ts";

/**
 * `disks` are those that config.disks means, in its order, as `asked` lays them out anew. Throws BareonError "mismatch" with
 * every difference of every disk.
 */
export function keepStorage(config: DeployConfig, disks: readonly Disk[], asked: AskedStorage): StoragePlan {
  const volumes = asked.specs;
  const repeated = repeatedUuids(disks);
  const differences = config.disks.flatMap((spec, index) => {
    const [disk, found] = [asked.disks[index], disks[index]];
    if (disk === undefined || found === undefined) throw new Error(`no disk was planned for ${spec.pointer}`);
    return compareDisk({ spec, disk, volumes, repeated }, found);
  });
  if (differences.length > 0) {
    const count = `${differences.length} ${differences.length === 1 ? "thing differs" : "things differ"}`;
    throw new BareonError("mismatch", `the disks are not as the deploy config asks for them: ${count}, and policy "${config.policy}" keeps what is there`, {
      differences,
      hint: "Nothing was changed. Mend the config or the disks; \"partitions_policy\": \"clean\" repartitions the named disks, and everything on them is lost.",
    });
  }
  const partitions = new Map(disks.flatMap((disk) => disk.partitions.map((partition) => [partition.path, partition])));
  return {
    disks: asked.disks.map((disk, index) => keepDisk(disk, disks[index], partitions)),
    arrays: [],
    groups: [],
    volumes: asked.volumes.map((volume) => keepVolume(volume, volumes.get(volume.device), partitions.get(volume.device), repeated)),
    multiboot: asked.multiboot === null ? null : { ...asked.multiboot, uuid: reusableUuid("ext4", partitions.get(asked.multiboot.device), repeated) ?? asked.multiboot.uuid },
  };
}

function keepDisk(disk: PlannedDisk, found: Disk | undefined, partitions: ReadonlyMap<string, Partition>): PlannedDisk {
  const kept = disk.partitions.map((partition) => {
    const { start, size, partuuid, name } = partitions.get(partition.device) ?? {};
    return { ...partition, start: start ?? partition.start, size: size ?? partition.size, partuuid: partuuid ?? partition.partuuid, name: name ?? "" };
  });
  return { ...disk, keep: true, tableId: found?.table?.id ?? disk.tableId, partitions: kept };
}

/** The filesystem UUIDs that several partitions have, which then name none of them. */
function repeatedUuids(disks: readonly Disk[]): ReadonlySet<string> {
  const uuids = disks.flatMap(({ partitions }) => partitions.flatMap(({ content }) => content?.uuid ?? []));
  return new Set(uuids.filter((uuid, index) => uuids.indexOf(uuid) !== index));
}

const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const fatForm = /^[\dA-F]{4}-[\dA-F]{4}$/u;

/** The UUID that a new filesystem takes over from the one in its place, so that whoever mounts it by that still does. */
function reusableUuid(type: PlannedVolume["type"], found: Partition | undefined, repeated: ReadonlySet<string>): string | undefined {
  const uuid = found?.content?.uuid ?? "";
  return (type === "vfat" ? fatForm : uuidForm).test(uuid) && !repeated.has(uuid) ? uuid : undefined;
}

function keepVolume(volume: PlannedVolume, spec: VolumeSpec | undefined, found: Partition | undefined, repeated: ReadonlySet<string>): PlannedVolume {
  const size = found?.size ?? volume.size;
  if (spec?.keepData !== true) return { ...volume, size, uuid: reusableUuid(volume.type, found, repeated) ?? volume.uuid };
  return { ...volume, keep: true, size, uuid: found?.content?.uuid ?? volume.uuid, label: found?.content?.label ?? null };
}

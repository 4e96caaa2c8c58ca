/** LVM volume groups: what each is made of, and how its room is divided. */
import { BareonError } from "../../base/errors.ts";
import { MiB, ceilMiB, divide, renderMiB } from "../../base/sizes.ts";
import { physicalVolumeSize } from "../../config/capacity.ts";
import type { DeployConfig } from "../../config/deploy-config.ts";
import { physicalVolumesOf } from "../../config/volumes.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { mapperPath } from "../../programs/lvm.ts";

/** A partition or an array. */
export interface Holder {
  readonly device: string;
  readonly size: number;
  readonly sectorSize: number;
}

export interface GroupsRequest {
  readonly config: DeployConfig;
  /** What each physical volume lies on, by its pointer. */
  readonly holders: ReadonlyMap<string, Holder>;
  /** Names of groups on disks that stay as they are. */
  readonly takenNames: readonly string[];
}

/** LVM's own 4 MiB would round what the config asks for; sizes in MiB are the measure everywhere else. */
const extentSize = MiB;

/** The groups in config order. Throws BareonError "mismatch" where a group is too small, or LVM would refuse it. */
export function planGroups({ config, holders, takenNames }: GroupsRequest): PlannedGroup[] {
  return config.groups.map(({ name, pointer, volumes }) => {
    if (takenNames.includes(name)) {
      throw new BareonError(
        "mismatch",
        `${pointer}: there is a volume group named ${name} on disks that the config does not name`,
        { hint: "No system could tell the two apart. Take another id." },
      );
    }
    const parts = physicalVolumesOf(config, name).flatMap((part) => {
      const holder = holders.get(part.pointer);
      return holder === undefined
        ? []
        : [{ ...holder, metaSize: ceilMiB(part.metaSize), usable: physicalVolumeSize(holder.size, part.metaSize) }];
    });
    const small = parts.find(({ usable }) => usable < MiB);
    if (small !== undefined) {
      throw new BareonError(
        "mismatch",
        `${pointer}: ${small.device} (${renderMiB(small.size)}) has no room beside LVM's metadata of ${renderMiB(small.metaSize)}`,
        { hint: "Ask for a larger physical volume." },
      );
    }
    const sectors = new Set(parts.map((part) => part.sectorSize));
    if (sectors.size > 1) {
      const list = parts.map((part) => `${part.device} ${part.sectorSize}`).join(", ");
      throw new BareonError(
        "mismatch",
        `${pointer}: LVM takes no disks with sectors of different sizes into one group (${list} bytes)`,
        { hint: "Make a group for each kind of disk." },
      );
    }
    const size = parts.reduce((sum, { usable }) => sum + usable, 0);
    const division = divide(
      size,
      volumes.map((volume) => volume.size),
    );
    if (division.kind === "too-small") {
      throw new BareonError(
        "mismatch",
        `${pointer}: group ${name} is too small: ${renderMiB(division.needed)} are asked for and ${renderMiB(size)} are usable`,
        { hint: 'Ask for less, or use "remaining" for one volume.' },
      );
    }
    return {
      name,
      extentSize,
      size,
      physicalVolumes: parts.map(({ device, metaSize, usable }) => ({ device, metaSize, size: usable })),
      volumes: volumes.map(({ name: volume = "" }, index) => ({
        name: volume,
        device: mapperPath(name, volume),
        size: division.sizes[index] ?? 0,
      })),
    };
  });
}

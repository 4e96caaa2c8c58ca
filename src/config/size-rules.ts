/** Rules of room: whether what is asked for fits its disk or volume group, as far as the declared sizes tell. */
import type { Violation } from "../base/errors.ts";
import { MiB, type SizeSpec, divide, floorMiB, renderMiB, sizeWithin } from "../base/sizes.ts";
import { arraySize, memberOffset, physicalVolumeSize } from "./capacity.ts";
import { type DeployConfig, serviceSize } from "./deploy-config.ts";
import { arraysOf, physicalVolumesOf } from "./volumes.ts";

interface Part {
  readonly pointer: string;
  readonly size: SizeSpec;
}

/** "remaining" stands for what is left, which only one part can have. */
export function findSecondRests({ disks, groups }: DeployConfig): Violation[] {
  const holders: readonly { what: string; parts: readonly Part[] }[] = [
    ...disks.map(({ parts }) => ({ what: "disk", parts })),
    ...groups.map(({ volumes }) => ({ what: "volume group", parts: volumes })),
  ];
  return holders.flatMap(({ what, parts }) =>
    parts
      .filter(({ size }) => size.kind === "remaining")
      .slice(1)
      .map(({ pointer }) => ({
        pointer: `${pointer}/size`,
        problem: `a second "remaining" on this ${what}`,
        expected: `at most one volume of size "remaining" for each ${what}`,
      })),
  );
}

/** The same arithmetic as the layout's, on the declared size alone. */
export function findOverfullDisks(config: DeployConfig): Violation[] {
  return config.disks.flatMap((disk) => {
    const sizes = disk.parts.map(({ size }) => size);
    const service = serviceSize(config, disk);
    const declared = floorMiB(disk.size);
    const asked = sizes.reduce((sum, size) => sum + sizeWithin(size, Math.max(declared - service, 0)), 0);
    if (service + asked <= declared) return [];
    const least = sizes.some((size) => size.kind === "remaining") ? ' with 1 MiB or more for "remaining"' : "";
    return [
      {
        pointer: `${disk.pointer}/size`,
        problem: `its volumes need ${renderMiB(asked)} and its service partitions ${renderMiB(service)}, together more than its ${renderMiB(declared)}`,
        expected: `volumes and service partitions within the disk's size${least}`,
      },
    ];
  });
}

/** Bytes of every part of the disks, and of every array at the pointer of its content; nothing of a disk that is overfull. */
function declaredSizes(config: DeployConfig): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const disk of config.disks) {
    const division = divide(
      floorMiB(disk.size) - serviceSize(config, disk),
      disk.parts.map(({ size }) => size),
    );
    if (division.kind === "fits")
      disk.parts.forEach(({ pointer }, index) => sizes.set(pointer, division.sizes[index] ?? 0));
  }
  const arrays = arraysOf(config).map(({ level, members, pointer }) => ({
    pointer,
    size: arraySize(
      level,
      members.map((member) => sizes.get(member.pointer) ?? Number.NaN),
    ),
  }));
  for (const { pointer, size } of arrays) sizes.set(pointer, size);
  return sizes;
}

/** A real disk can only have less for a group than is found here. */
export function findOverfullGroups(config: DeployConfig): Violation[] {
  const sizes = declaredSizes(config);
  return config.groups.flatMap(({ name, pointer, volumes }): Violation[] => {
    const parts = physicalVolumesOf(config, name).map((part) => ({
      pointer: part.pointer,
      size: physicalVolumeSize(sizes.get(part.pointer) ?? Number.NaN, part.metaSize),
    }));
    const room = parts.reduce((sum, { size }) => sum + size, 0);
    if (parts.length === 0 || Number.isNaN(room)) return [];
    const empty = parts.filter(({ size }) => size < MiB);
    if (empty.length > 0)
      return empty.map((part) => ({
        pointer: `${part.pointer}/size`,
        problem: "LVM's metadata leave nothing of this",
        expected: `a size of more than lvm_meta_size, in an array by ${renderMiB(memberOffset)} more`,
      }));
    const division = divide(
      room,
      volumes.map(({ size }) => size),
    );
    if (division.kind === "fits") return [];
    return [
      {
        pointer: `${pointer}/volumes`,
        problem: `they need ${renderMiB(division.needed)}, and the physical volumes of "${name}" have ${renderMiB(room)}`,
        expected: "logical volumes within the size of their group",
      },
    ];
  });
}

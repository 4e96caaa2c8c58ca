/** Whether what a stored plan takes for kept is what was found, which is what a machine is compared with before the deploy. */
import type { Violation } from "../base/errors.ts";
import type { MdArray, Partition, VolumeGroup } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { findThere } from "../storage/keep.ts";
import { storageLayers } from "../storage/layers.ts";
import { compare } from "./derived.ts";

type Content = Partition["content"];

interface FoundLayers {
  readonly arrays: ReadonlyMap<string, MdArray>;
  readonly groups: ReadonlyMap<string, VolumeGroup>;
}

function findLayers({ arrays, groups }: Pick<Plan, "arrays" | "groups">, machine: Plan["machine"]): FoundLayers {
  const { places } = findThere({ disks: [], arrays, groups, volumes: [] }, { disks: [], machine }, storageLayers);
  const pathOf = (device: string): string => places.get(device)?.path ?? device;
  return {
    arrays: new Map(
      arrays.flatMap(({ device }) => {
        const found = machine.arrays.find(({ path }) => path === places.get(device)?.path);
        return found === undefined ? [] : [[device, found] as const];
      }),
    ),
    groups: new Map(
      groups.flatMap(({ name, physicalVolumes }) => {
        const paths = physicalVolumes.map(({ device }) => pathOf(device));
        const found = machine.groups.find(
          (group) =>
            group.name === name && group.physicalVolumes.some(({ path }) => path !== null && paths.includes(path)),
        );
        return found === undefined ? [] : [[name, found] as const];
      }),
    ),
  };
}

function checkPartitions({ machine, disks }: Plan): Violation[] {
  return disks.flatMap((disk, index) => {
    if (disk.keep !== true) return [];
    const facts = ({
      number,
      start,
      size,
      type,
      partuuid,
    }: Pick<Partition, "number" | "start" | "size" | "type" | "partuuid">): object => ({
      number,
      start,
      size,
      type,
      partuuid,
    });
    const there = (machine.disks[index]?.partitions ?? []).toSorted((one, other) => one.number - other.number);
    return compare(`/disks/${index}/partitions`, disk.partitions.map(facts), there.map(facts));
  });
}

/** What is on each device that is kept, by the plan's name for it. */
function keptContents({ machine, disks, arrays, groups }: Plan): ReadonlyMap<string, Content> {
  const found = findLayers(
    { arrays: arrays.filter(({ keep }) => keep === true), groups: groups.filter(({ keep }) => keep === true) },
    machine,
  );
  return new Map<string, Content>([
    ...disks
      .flatMap((disk, index) => (disk.keep === true ? (machine.disks[index]?.partitions ?? []) : []))
      .map(({ path, content }): [string, Content] => [path, content]),
    ...Array.from(found.arrays, ([device, { content }]): [string, Content] => [device, content]),
    ...Array.from(found.groups.values(), ({ volumes }) =>
      volumes.map(({ path, content }): [string, Content] => [path, content]),
    ).flat(),
  ]);
}

function checkStacksKept({ machine, arrays, groups }: Plan): Violation[] {
  const found = findLayers({ arrays, groups }, machine);
  return [
    ...arrays.flatMap(({ keep, device, uuid, size, members }, index) => {
      const there = found.arrays.get(device);
      return keep === true
        ? compare(
            `/arrays/${index}`,
            { uuid, size, members: members.toSorted() },
            { uuid: there?.uuid, size: there?.size, members: there?.members.toSorted() },
          )
        : [];
    }),
    ...groups.flatMap(({ keep, name, size, volumes }, index) => {
      const there = found.groups.get(name);
      const facts = (list: readonly { readonly name: string; readonly size: number }[] = []): object =>
        Object.fromEntries(list.map((volume) => [volume.name, volume.size]));
      return keep === true
        ? compare(
            `/groups/${index}`,
            { size, volumes: facts(volumes) },
            { size: there?.size, volumes: facts(there?.volumes) },
          )
        : [];
    }),
  ];
}

export function checkKept(plan: Plan): Violation[] {
  const contents = keptContents(plan);
  return [
    ...checkPartitions(plan),
    ...checkStacksKept(plan),
    ...plan.volumes.flatMap(({ keep, device, type, uuid, label }, index) =>
      keep === true ? compare(`/volumes/${index}`, { type, uuid, label }, contents.get(device) ?? null) : [],
    ),
  ];
}

/** What a config asks for wherever it lies: arrays out of their members, physical volumes, and every volume that is formatted. */
import type { DeployConfig, MemberSpec, PartSpec, PhysicalVolumeSpec, RaidLevel, VolumeSpec } from "./deploy-config.ts";

type Storage = Pick<DeployConfig, "disks" | "groups">;

export interface ArraySpec {
  /** Of its first member, which also says what the array is. */
  readonly pointer: string;
  readonly name: string | undefined;
  readonly level: RaidLevel;
  readonly members: readonly MemberSpec[];
  readonly content: VolumeSpec | PhysicalVolumeSpec;
}

/**
 * Members with one mount form one array (COMPAT), for each set of images one of its own, so that several systems can have an
 * array for "/". Those without a mount are told apart by their names.
 */
function arrayKey({ name = "", content }: MemberSpec): string {
  if (content.kind === "pv") return JSON.stringify(["pv", content.group, name]);
  const { mount, fileSystem, images } = content;
  return JSON.stringify([
    ...(mount === undefined ? ["unmounted", fileSystem, name] : ["mount", mount]),
    ...images.toSorted(),
  ]);
}

function partsOf({ disks }: Pick<DeployConfig, "disks">): readonly PartSpec[] {
  return disks.flatMap(({ parts }) => parts);
}

/** The MD arrays in the order of their first members. */
export function arraysOf(config: Pick<DeployConfig, "disks">): readonly ArraySpec[] {
  const arrays = new Map<string, [MemberSpec, ...MemberSpec[]]>();
  for (const part of partsOf(config)) {
    if (part.kind !== "member") continue;
    const members = arrays.get(arrayKey(part));
    if (members === undefined) arrays.set(arrayKey(part), [part]);
    else members.push(part);
  }
  return Array.from(arrays.values(), (members) => {
    const [{ pointer, name, level, content }] = members;
    return { pointer, name, level, members, content };
  });
}

/** Every volume of the config: on partitions, on arrays, and in volume groups. */
export function volumesOf(config: Storage): readonly VolumeSpec[] {
  const isVolume = (item: PartSpec): item is VolumeSpec => item.kind !== "member" && item.kind !== "pv";
  return [
    ...partsOf(config).filter(isVolume),
    ...arraysOf(config)
      .map(({ content }) => content)
      .filter(isVolume),
    ...config.groups.flatMap(({ volumes }) => volumes),
  ];
}

/** Every physical volume of a group, on partitions and then on arrays: the order in which LVM gets them. */
export function physicalVolumesOf(config: Pick<DeployConfig, "disks">, group: string): readonly PhysicalVolumeSpec[] {
  return [...partsOf(config), ...arraysOf(config).map(({ content }) => content)]
    .filter((item) => item.kind === "pv")
    .filter((item) => item.group === group);
}

/**
 * True if the partitions that are there are to be kept: with policy verify always, with keep-if-any if any volume keeps its
 * data (COMPAT).
 */
export function keepsPartitions(config: Storage & Pick<DeployConfig, "policy">): boolean {
  return (
    config.policy === "verify" ||
    (config.policy === "keep-if-any" && volumesOf(config).some(({ keepData }) => keepData))
  );
}

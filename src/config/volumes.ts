/** What a config asks for wherever it lies: physical volumes, and every volume, with a filesystem or without. */
import { formArrays } from "./arrays.ts";
import type { DeployConfig, PartSpec, PhysicalVolumeSpec, VolumeSpec } from "./deploy-config.ts";

type Storage = Pick<DeployConfig, "disks" | "arrays" | "groups">;

/** What lies on partitions, and then what lies on arrays. */
function contentsOf({ disks, arrays }: Pick<DeployConfig, "disks" | "arrays">): readonly PartSpec[] {
  return [...disks.flatMap(({ parts }) => parts), ...arrays.map(({ content }) => content)];
}

/** Every volume of the config: on partitions, on arrays, and in volume groups. */
export function volumesOf(config: Storage): readonly VolumeSpec[] {
  return [
    ...contentsOf(config).filter((item) => item.kind !== "member" && item.kind !== "pv"),
    ...config.groups.flatMap(({ volumes }) => volumes),
  ];
}

/** The config with another volume in the place of each, wherever it lies. */
export function mapVolumes(config: DeployConfig, change: (volume: VolumeSpec) => VolumeSpec): DeployConfig {
  const changePart = (part: PartSpec): PartSpec => {
    if (part.kind === "pv") return part;
    if (part.kind !== "member") return change(part);
    return part.content.kind === "pv" ? part : { ...part, content: change(part.content) };
  };
  const disks = config.disks.map((disk) => ({ ...disk, parts: disk.parts.map(changePart) }));
  const groups = config.groups.map((group) => ({ ...group, volumes: group.volumes.map(change) }));
  return { ...config, disks, arrays: formArrays(disks), groups };
}

/** Every physical volume of a group, on partitions and then on arrays: the order in which LVM gets them. */
export function physicalVolumesOf(
  config: Pick<DeployConfig, "disks" | "arrays">,
  group: string,
): readonly PhysicalVolumeSpec[] {
  return contentsOf(config)
    .filter((item) => item.kind === "pv")
    .filter((item) => item.group === group);
}

/**
 * True if the partitions that are there are to be kept: with policies verify, extend and grow always, with keep-if-any if any volume keeps
 * its data (provision.json(5), "Deploying once more").
 */
export function keepsPartitions(config: Storage & Pick<DeployConfig, "policy">): boolean {
  return (
    config.policy === "verify" ||
    config.policy === "extend" ||
    config.policy === "grow" ||
    (config.policy === "keep-if-any" && [...volumesOf(config), ...config.groups].some(({ keepData }) => keepData))
  );
}

/** Where a volume is mounted, else its filesystem. */
export function useOf({ mount, fileSystem }: VolumeSpec): string {
  return mount ?? fileSystem ?? "raw";
}

/** What a volume or a physical volume is called if the config gives it no name. */
export function contentName(content: VolumeSpec | PhysicalVolumeSpec): string {
  if (content.kind === "pv") return content.group;
  return content.label ?? `${content.images.join("+")} ${useOf(content)}`;
}

/**
 * LVM: making volume groups, switching them on and off, and the names of their devices. Every command is told its devices, and sees
 * no others: neither those of other groups nor those of a devices file. What the groups of a machine hold is read by pvck.ts.
 */
import type { Command } from "../base/command.ts";
import type { PlannedGroup } from "../schema/plan.ts";

/** Where the first metadata area begins on a physical volume. */
const metaStart = 4096;

function lvm(program: string, devices: readonly string[], args: readonly string[]): Command {
  return { program, args: ["--devices", devices.join(","), ...args] };
}

function devicesOf({ physicalVolumes }: Pick<PlannedGroup, "physicalVolumes">): string[] {
  return physicalVolumes.map(({ device }) => device);
}

/**
 * Physical volumes, group, then volumes, whose first blocks are wiped. The metadata end where metaSize says, to the byte, which
 * pvcreate would round up to its alignment of 1 MiB otherwise. A second copy at the end is as large as that at the beginning.
 */
export function createGroup(group: PlannedGroup): Command[] {
  const { name, extentSize, physicalVolumes, volumes } = group;
  const devices = devicesOf(group);
  return [
    ...physicalVolumes.map(({ device, metaSize, metaCopies = 1 }) =>
      lvm("pvcreate", devices, [
        ...["--yes", "--force", "--quiet", "--metadatasize", `${metaSize / metaCopies - metaStart}b`],
        ...(metaCopies === 1 ? [] : ["--metadatacopies", String(metaCopies)]),
        device,
      ]),
    ),
    lvm("vgcreate", devices, ["--quiet", "--physicalextentsize", `${extentSize}b`, name, ...devices]),
    ...createVolumes(group, volumes),
  ];
}

/** The tag of a volume that a deploy adds beside what is there, as long as nothing is on it yet. */
export const unfinishedTag = "bareon_unfinished";

/** Volumes in a group that is there. */
export function createVolumes(
  group: PlannedGroup,
  volumes: PlannedGroup["volumes"],
  tags: readonly string[] = [],
): Command[] {
  return volumes.map((volume) =>
    lvm("lvcreate", devicesOf(group), [
      ...["--yes", "--quiet", "--zero", "y", "--wipesignatures", "y"],
      ...tags.flatMap((tag) => ["--addtag", tag]),
      ...["--extents", String(volume.size / group.extentSize), "--name", volume.name, group.name],
    ]),
  );
}

/** Takes the mark off a volume that was made to its end. */
export function finishVolume(group: PlannedGroup, volume: string): Command {
  return lvm("lvchange", devicesOf(group), ["--quiet", "--deltag", unfinishedTag, `${group.name}/${volume}`]);
}

/** Makes a volume as large as planned, in whole extents; what is on it stays as it is. */
export function extendVolume(group: PlannedGroup, { name, size }: PlannedGroup["volumes"][number]): Command {
  const extents = String(size / group.extentSize);
  return lvm("lvextend", devicesOf(group), ["--yes", "--quiet", "--extents", extents, `${group.name}/${name}`]);
}

/** Gives the group what its physical volume's device has got; nothing happens to one that is as large as its device. */
export function growPart(group: PlannedGroup, device: string): Command {
  return lvm("pvresize", devicesOf(group), ["--yes", "--quiet", device]);
}

/** Fails for a volume that is in use. */
export function removeVolume(group: string, volume: string, devices: readonly string[]): Command {
  return lvm("lvremove", devices, ["--yes", "--quiet", `${group}/${volume}`]);
}

export function activateGroup(group: Pick<PlannedGroup, "name" | "physicalVolumes">): Command {
  return lvm("vgchange", devicesOf(group), ["--quiet", "--activate", "y", group.name]);
}

/** Switches a group off that was found: the one with that UUID and no other, which may have the same name. */
export function deactivateFound(uuid: string, devices: readonly string[]): Command {
  return lvm("vgchange", devices, ["--quiet", "--activate", "n", "--select", `vg_uuid=${uuid}`]);
}

export function deactivateGroup(group: Pick<PlannedGroup, "name" | "physicalVolumes">): Command {
  return lvm("vgchange", devicesOf(group), ["--quiet", "--activate", "n", group.name]);
}

/** The node below /dev/mapper of a volume: the device mapper joins the names with "-" and doubles those inside them. */
export function mapperPath(group: string, volume: string): string {
  return `/dev/mapper/${group.replaceAll("-", "--")}-${volume.replaceAll("-", "--")}`;
}

/** The UUID that the device mapper has for an active volume. */
export function mapperUuid(group: string, volume: string): string {
  return `LVM-${group.replaceAll("-", "")}${volume.replaceAll("-", "")}`;
}

/** All that LVM knows of groups, volumes and physical volumes, on whatever devices they are. */
export function describeGroups(): Command {
  return { program: "lvm", args: ["fullreport", "--reportformat", "json"] };
}

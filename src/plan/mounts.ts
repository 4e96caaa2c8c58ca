/** Which volumes an image mounts where, and the fstab that says so. */
import type { PlannedMount, PlannedVolume } from "../schema/plan.ts";
import { filesystems } from "../storage/filesystem/filesystems.ts";

function depth(mount: string): number {
  return mount === "/" ? 0 : mount.split("/").length - 1;
}

/** Parents before what lies below them; otherwise by name, so that the order is always the same. */
export function byDepth(one: string, other: string): number {
  return depth(one) - depth(other) || (one < other ? -1 : one > other ? 1 : 0);
}

function volumesOf(volumes: readonly PlannedVolume[], image: string): PlannedVolume[] {
  return volumes.filter((volume) => volume.images.includes(image));
}

/** The mounts of an image in the order in which they are made. */
export function planMounts(volumes: readonly PlannedVolume[], image: string): PlannedMount[] {
  return volumesOf(volumes, image)
    .flatMap(({ mount, device, type, uuid }) => (mount === null ? [] : [{ mount, device, type, uuid }]))
    .toSorted((one, other) => byDepth(one.mount, other.mount));
}

/** The text of an image's fstab(5): its filesystems by UUID in depth order, then its swap areas. */
export function renderFstab(volumes: readonly PlannedVolume[], image: string): string {
  const own = volumesOf(volumes, image).filter((volume) => volume.fstab !== null);
  const mounted = own
    .filter((volume) => volume.mount !== null)
    .toSorted((one, other) => byDepth(one.mount ?? "", other.mount ?? ""));
  const swap = own.filter((volume) => volume.mount === null);
  const lines = [...mounted, ...swap].map((volume) => {
    const { uuid, mount, type, fstab } = volume;
    const pass = mount === null ? 0 : filesystems[type].fsckPass[mount === "/" ? "root" : "other"];
    return `${fstab?.enabled === false ? "# " : ""}UUID=${uuid} ${mount ?? "none"} ${type} ${fstab?.options ?? "defaults"} 0 ${pass}`;
  });
  return ["# Written by bareon-provision; see fstab(5). The image's own is in fstab.image.", ...lines, ""].join("\n");
}

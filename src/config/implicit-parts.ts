/** The partitions that a disk gets without being asked for, by what the config alone tells: how much room they take, and how messages name them. */
import { ceilMiB, renderMiB } from "../base/sizes.ts";
import { type DeployConfig, type DiskSpec, defaultEspSize, hasBiosBoot, multibootSize } from "./deploy-config.ts";
import { hasImplicitEsp, menuDisks } from "./menu-disks.ts";

/** A partition that a disk gets without being asked for, with its purpose in a plan. */
interface ImplicitPart {
  readonly name: string;
  /** Bytes, in whole MiB. */
  readonly size: number;
}

type Implying = Pick<
  DeployConfig,
  "images" | "disks" | "arrays" | "groups" | "firmware" | "espSize" | "rescue" | "reservedSize" | "menuDisks"
>;

/** The implicit partitions of a disk; percentages are of what they leave. An auto that means UEFI needs one more. */
export function implicitParts(config: Implying, disk: DiskSpec): ImplicitPart[] {
  const isForUefi = config.firmware === "uefi" || config.firmware === "both";
  const hasMenu = menuDisks(config).includes(disk);
  return [
    ...(hasBiosBoot(config, disk) ? [{ name: "bios-boot", size: ceilMiB(disk.biosBootSize) }] : []),
    ...(isForUefi && hasImplicitEsp(config, disk)
      ? [{ name: "esp", size: ceilMiB(config.espSize?.bytes ?? config.reservedSize ?? defaultEspSize) }]
      : []),
    ...(!isForUefi && config.reservedSize !== undefined
      ? [{ name: "reserved", size: ceilMiB(config.reservedSize) }]
      : []),
    ...(hasMenu ? [{ name: "multiboot", size: multibootSize }] : []),
    ...(hasMenu && disk === config.disks[0] && config.rescue !== undefined
      ? [{ name: "rescue", size: ceilMiB(config.rescue.size) }]
      : []),
  ];
}

/** Bytes of these, in whole MiB. */
export function serviceSize(config: Implying, disk: DiskSpec): number {
  return implicitParts(config, disk).reduce((sum, { size }) => sum + size, 0);
}

/** What a disk is asked for, in a message: "its volumes need 900 MiB, and the implicit partitions 124 MiB (bios-boot 24 MiB, multiboot 100 MiB)". */
export function renderAsked(volumes: number, implicit: readonly ImplicitPart[]): string {
  if (implicit.length === 0) return `its volumes need ${renderMiB(volumes)}`;
  const total = implicit.reduce((sum, { size }) => sum + size, 0);
  const list = implicit.map(({ name, size }) => `${name} ${renderMiB(size)}`).join(", ");
  return `its volumes need ${renderMiB(volumes)}, and the implicit partitions ${renderMiB(total)} (${list})`;
}

/** The record of a deploy of whole roots, for nodes in memory and on loop disks. */
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";

/** An image whose root is its only filesystem. */
export interface RecordedRoot {
  readonly name: string;
  readonly type: "ext4" | "xfs" | "btrfs";
  readonly uuid: string;
}

/** What such images are made of. */
export function recordImages(
  roots: readonly RecordedRoot[],
  firmware: DeployRecord["firmware"] = "bios",
): DeployRecord {
  const images = roots.map(({ name, type, uuid }): DeployRecord["images"][number] => ({
    name,
    imageName: `${name}-image`,
    imageUuid: "",
    driver: "rsync",
    source: `host::images/${name}/`,
    flags: ["-a"],
    target: "/",
    bootTool: true,
    carry: ["/etc/machine-id"],
    mounts: [{ mount: "/", uuid, type, label: null }],
    fstab: `UUID=${uuid} / ${type} defaults 0 1\n`,
  }));
  return { version: 1, firmware, kernelParams: "", images, utilities: [], leftOut: [] };
}

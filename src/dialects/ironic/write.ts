/** From a deploy config to a document of the ironic dialect, for a config that was read from a node: a system that is there, and its partitions. */
import { MiB } from "../../base/sizes.ts";
import {
  type DeployConfig,
  type DiskSpec,
  type ImageSpec,
  type VolumeSpec,
  hasBiosBoot,
} from "../../config/deploy-config.ts";
import type { Disk, Image, ProvisionDocument } from "../../schema/provision.ts";

function renderBytes(bytes: number): string {
  return bytes % MiB === 0 ? `${bytes / MiB} MiB` : `${bytes} B`;
}

function writeImage({ name, imageName, source, target, bootFirst }: ImageSpec): Image {
  return { name, image_name: imageName, image_pull_url: source, target, ...(bootFirst ? { boot: true } : {}) };
}

function writeVolume({ kind, existing, size, mount, fileSystem, images }: VolumeSpec): Disk["volumes"][number] {
  const [first = "", ...more] = images;
  const shared = {
    ...(existing === undefined ? {} : { existing }),
    size: size.kind === "bytes" ? renderBytes(size.bytes) : "remaining",
    images: [first, ...more] as [string, ...string[]],
  };
  if (kind === "esp") return { type: "esp", mount: mount ?? "none", ...shared };
  return {
    type: "partition",
    mount: mount ?? (fileSystem === "swap" ? "swap" : "none"),
    ...(fileSystem === undefined ? {} : { file_system: fileSystem }),
    ...shared,
  };
}

function writeDisk(config: DeployConfig, disk: DiskSpec): Disk {
  const { id, size, biosBootSize, parts } = disk;
  const volumes = parts.flatMap((part) =>
    part.kind === "partition" || part.kind === "esp" ? [writeVolume(part)] : [],
  );
  return {
    type: "disk",
    id: id.type === "link" ? { type: "name", value: id.value } : id,
    size: renderBytes(size),
    volumes: [
      ...(hasBiosBoot(config, disk) ? [{ type: "boot", size: renderBytes(biosBootSize) } as const] : []),
      ...volumes,
    ],
  };
}

/** The document that is read as that config. */
export function writeDocument(config: DeployConfig): ProvisionDocument {
  const { policy, firmware, images, disks } = config;
  const [image, ...moreImages] = images.map(writeImage);
  const [disk, ...moreDisks] = disks.map((one) => writeDisk(config, one));
  if (image === undefined || disk === undefined) throw new Error("a config without an image or a disk");
  return {
    partitions_policy: policy === "keep-if-any" ? "nailgun_legacy" : policy,
    firmware,
    images: [image, ...moreImages],
    partitions: [disk, ...moreDisks],
  };
}

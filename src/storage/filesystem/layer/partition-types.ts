/** GPT partition type GUIDs of filesystems and swap (UEFI specification, Discoverable Partitions Specification). */
import { linuxDataType } from "../../../base/places.ts";
import { type ImageSpec, type VolumeSpec, isBootable } from "../../../config/deploy-config.ts";

export const linuxType = linuxDataType;
const swapType = "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F";
const homeType = "933AC7E1-2EB4-4F13-B844-0E14E2AEF915";
const rootTypes: Readonly<Record<string, string>> = {
  x86_64: "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709",
  aarch64: "B921B045-1DF0-41C3-AF44-4C6F280D3FAE",
};

/** Not every volume for "/" is the root of a system. */
function isRoot({ mount, images: names }: VolumeSpec, images: readonly ImageSpec[]): boolean {
  return mount === "/" && images.some((image) => isBootable(image) && names.includes(image.name));
}

/** The type of a volume's partition: what the config insists on, else by its use. */
export function partitionType(volume: VolumeSpec, architecture: string, images: readonly ImageSpec[]): string {
  if (volume.typeGuid !== undefined) return volume.typeGuid;
  if (volume.fileSystem === "swap") return swapType;
  if (isRoot(volume, images)) return rootTypes[architecture] ?? linuxType;
  return volume.mount === "/home" ? homeType : linuxType;
}

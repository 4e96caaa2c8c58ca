/** GPT partition type GUIDs by use (UEFI specification, GRUB manual, Discoverable Partitions Specification). */
import { type PartSpec, espType } from "../../config/deploy-config.ts";

export const biosBootType = "21686148-6449-6E6F-744E-656564454649";
export const linuxType = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
const raidType = "A19D880F-05FC-4D3B-A006-743F0F84911E";
const lvmType = "E6D6D379-F507-44C2-A23C-238F2A3DF928";
const swapType = "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F";
const homeType = "933AC7E1-2EB4-4F13-B844-0E14E2AEF915";
const rootTypes: Readonly<Record<string, string>> = {
  x86_64: "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709",
  aarch64: "B921B045-1DF0-41C3-AF44-4C6F280D3FAE",
};

/** The type of a part's partition: what the config insists on, else by its use. Not every volume for "/" is the root of a system. */
export function partitionType(part: PartSpec, architecture: string, isRoot: boolean): string {
  if (part.kind === "pv") return lvmType;
  if (part.kind === "esp") return espType;
  if (part.typeGuid !== undefined) return part.typeGuid;
  if (part.kind === "member") return raidType;
  if (part.fileSystem === "swap") return swapType;
  if (isRoot) return rootTypes[architecture] ?? linuxType;
  return part.mount === "/home" ? homeType : linuxType;
}

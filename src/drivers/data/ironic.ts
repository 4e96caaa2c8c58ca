/** The ironic dialect of provision.json: checks a parsed document against schema and rules, and fills the defaults in. */
import { BareonError, type Violation } from "../../base/errors.ts";
import { parseSize } from "../../base/sizes.ts";
import { type DeployConfig, type DiskSpec, type ImageSpec, type VolumeSpec, defaultBiosBootSize } from "../../config/deploy-config.ts";
import { at } from "../../config/json-pointer.ts";
import { checkRules } from "../../config/rules.ts";
import { allowedRsyncFlags, defaultRsyncFlags, parseRsyncFlags } from "../../config/rsync-flags.ts";
import { isUnknownKey, toViolations } from "../../config/schema-check.ts";
import { findUnsupported } from "../../config/support.ts";
import type { Disk, Image, Partition, ProvisionDocument } from "../../schema/provision.ts";
import { validate } from "../../schema/provision.validate.js";

export interface ReadOptions {
  /** Unknown keys are warnings, not errors. */
  readonly compat: boolean;
}

/**
 * Checks a parsed document and gives the deploy config that it describes.
 * Throws BareonError "invalid" with every violation, else "unsupported" with every part that this release cannot do yet.
 */
export function readIronicConfig(document: unknown, options: ReadOptions): { readonly config: DeployConfig; readonly warnings: readonly string[] } {
  const warnings = checkSchema(document, options);
  const config = toConfig(document as ProvisionDocument);
  const flags = config.rsyncFlags;
  const violations = [...flagViolations(flags), ...checkRules(config)];
  if (violations.length > 0) throw refusal(violations);
  const unsupported = [...findUnsupported(config), ...unsupportedVolumes(document as ProvisionDocument)];
  if (unsupported.length > 0) {
    throw new BareonError("unsupported", `the deploy config asks for ${count(unsupported, "thing")} not supported yet`, { violations: unsupported });
  }
  return { config, warnings };
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? "" : "s"}`;
}

function refusal(violations: readonly Violation[]): BareonError {
  return new BareonError("invalid", `the deploy config has ${count(violations, "error")}`, { violations, hint: "provision.json(5) describes every key." });
}

function checkSchema(document: unknown, { compat }: ReadOptions): string[] {
  if (validate(document)) return [];
  const errors = validate.errors ?? [];
  const fatal = toViolations(compat ? errors.filter((error) => !isUnknownKey(error)) : errors);
  if (fatal.length > 0) throw refusal(fatal);
  return toViolations(errors).map(({ pointer }) => `${pointer}: unknown key, ignored`);
}

function flagViolations(flags: readonly string[]): Violation[] {
  return parseRsyncFlags(flags.join(" ")).refused.map((flag) => ({
    pointer: "/image_deploy_flags/rsync_flags",
    problem: `"${flag}" is not allowed: it could run a program or write outside the image`,
    expected: `options from ${allowedRsyncFlags}`,
  }));
}

function toConfig(document: ProvisionDocument): DeployConfig {
  const first = document.images[0]?.name ?? "";
  return {
    policy: document.partitions_policy ?? "verify",
    images: document.images.map(toImage),
    disks: document.partitions.flatMap((disk, index) => (disk.type === "disk" ? [toDisk(disk, at("/partitions", index), first)] : [])),
    rsyncFlags: parseRsyncFlags(document.image_deploy_flags?.rsync_flags ?? defaultRsyncFlags).flags,
    kernelParams: (document.deploy_data?.kernel_params ?? "").trim(),
    menuTimeout: document.grub?.timeout ?? 5,
  };
}

function toImage(image: Image, index: number): ImageSpec {
  return {
    pointer: at("/images", index),
    name: image.name,
    imageName: image.image_name ?? image.name,
    imageUuid: image.image_uuid ?? "",
    source: image.image_pull_url,
    target: normalPath(image.target),
    bootFirst: image.boot === true || image.boot === 1,
    bootTool: image.boot_tool ?? true,
  };
}

function normalPath(path: string): string {
  return path === "/" ? path : path.replace(/\/+$/u, "");
}

function bytesOf(size: string | number): number {
  const parsed = parseSize(size);
  return parsed?.kind === "bytes" ? parsed.bytes : 0;
}

function toDisk(disk: Disk, pointer: string, firstImage: string): DiskSpec {
  const boot = disk.volumes.find((volume) => volume.type === "boot");
  return {
    pointer,
    id: disk.id,
    size: bytesOf(disk.size),
    biosBootSize: boot === undefined ? defaultBiosBootSize : bytesOf(boot.size),
    volumes: disk.volumes.flatMap((volume, index) => (volume.type === "partition" ? [toVolume(volume, at(pointer, "volumes", index), firstImage)] : [])),
  };
}

function toVolume(volume: Partition, pointer: string, firstImage: string): VolumeSpec {
  const unmounted = volume.mount === "none" || volume.mount === "swap";
  return {
    pointer,
    name: volume.name,
    size: parseSize(volume.size) ?? { kind: "remaining" },
    mount: unmounted ? undefined : normalPath(volume.mount),
    fileSystem: volume.file_system ?? (volume.mount === "swap" ? "swap" : "xfs"),
    label: volume.disk_label,
    typeGuid: volume.partition_guid?.toUpperCase(),
    keepData: volume.keep_data ?? true,
    images: volume.images ?? [firstImage],
    fstab: { enabled: volume.fstab_enabled ?? true, options: volume.fstab_options ?? "defaults" },
  };
}

function unsupportedVolumes(document: ProvisionDocument): Violation[] {
  return document.partitions.flatMap((item, index) => {
    const pointer = at("/partitions", index);
    if (item.type === "vg") return [{ pointer: at(pointer, "type"), problem: "LVM is not supported yet", expected: "partitions" }];
    return item.volumes.flatMap((volume, position) =>
      volume.type === "raid" || volume.type === "pv"
        ? [{ pointer: at(pointer, "volumes", position, "type"), problem: `${volume.type === "pv" ? "LVM" : "MD RAID"} is not supported yet`, expected: "partitions" }]
        : [],
    );
  });
}

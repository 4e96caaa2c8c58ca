/** bareon/loader.json on the multiboot partition, by which bareon-boot knows the boot loader for UEFI; as text and as data. */
import type { LoaderInfo } from "../../schema/loader-info.ts";
import { validate } from "../../schema/loader-info.validate.js";
import type { Plan } from "../../schema/plan.ts";
import type { LoaderPlace } from "../firmware/boot-order.ts";
import { firmwarePath } from "../firmware/efi-files.ts";
import { type EfiPlatform, platformsOf } from "../platforms/platforms.ts";

export const loaderInfoPath = "bareon/loader.json";

/** What the file holds; null if the node was made for BIOS alone, and has no such file. */
export type LoaderRecord = LoaderInfo | "damaged" | null;

/** `files` are the paths on each EFI system partition, in the order of writing. Null for BIOS alone. */
export function planLoaderInfo(
  { firmware, machine, boot }: Pick<Plan, "firmware" | "machine" | "boot">,
  files: readonly string[],
): LoaderInfo | null {
  if (firmware === "bios" || boot.uefi === undefined) return null;
  const { partitions, order } = boot.uefi;
  return {
    version: 1,
    firmware,
    architecture: machine.architecture,
    signed: machine.secureBoot === true,
    order,
    files: [...files],
    partitions: partitions.map(({ partuuid, uuid, disk }) => ({
      partuuid,
      uuid,
      ...(boot.mirrors.includes(disk) ? { listed: true } : {}),
    })),
  };
}

/** Undefined is a file that is not there. */
export function parseLoaderInfo(text: string | undefined): LoaderRecord {
  if (text === undefined) return null;
  try {
    const info: unknown = JSON.parse(text);
    return validate(info) ? info : "damaged";
  } catch (error) {
    if (error instanceof SyntaxError) return "damaged";
    throw error;
  }
}

/** A loader for UEFI with what follows from its record. */
export interface ResolvedLoader {
  readonly info: LoaderInfo;
  readonly platform: EfiPlatform;
  /** Where the firmware's list has it on the first disk. */
  readonly place: LoaderPlace;
  /** Where the list has it on each disk that it is to start, that one first. */
  readonly places: readonly LoaderPlace[];
}

/** Undefined if there is none, or its record is damaged. */
export function resolveLoader(record: LoaderRecord): ResolvedLoader | undefined {
  if (record === null || record === "damaged") return undefined;
  const platform = platformsOf(record.architecture)?.uefi;
  const [partition] = record.partitions;
  if (platform === undefined || partition === undefined) return undefined;
  const file = firmwarePath(platform, record.signed);
  const place = { partuuid: partition.partuuid, file };
  const others = record.partitions
    .slice(1)
    .flatMap(({ partuuid, listed }) => (listed === true ? [{ partuuid, file }] : []));
  return { info: record, platform, place, places: [place, ...others] };
}

/** bareon/loader.json on the multiboot partition, by which bareon-boot knows the boot loader for UEFI; as text and as data. */
import type { LoaderInfo } from "../../schema/loader-info.ts";
import { validate } from "../../schema/loader-info.validate.js";
import type { Plan } from "../../schema/plan.ts";

export const loaderInfoPath = "bareon/loader.json";

/** Null where the node was made for BIOS alone, and has no such file. */
export type KnownLoader = LoaderInfo | "damaged" | null;

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
    partitions: partitions.map(({ partuuid, uuid }) => ({ partuuid, uuid })),
  };
}

/** Undefined is a file that is not there. */
export function parseLoaderInfo(text: string | undefined): KnownLoader {
  if (text === undefined) return null;
  try {
    const info: unknown = JSON.parse(text);
    return validate(info) ? info : "damaged";
  } catch (error) {
    if (error instanceof SyntaxError) return "damaged";
    throw error;
  }
}

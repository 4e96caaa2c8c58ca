/** What a deploy writes down of its boot loader for UEFI on the multiboot partition, by which bareon-boot knows it later. */
import { copiesPath, loaderInfoPath } from "../boot/loader.ts";
import { resolveBelow } from "../host/below.ts";
import type { Host } from "../host/host.ts";
import type { LoaderInfo } from "../schema/loader-info.ts";
import { validate } from "../schema/loader-info.validate.js";
import type { Plan } from "../schema/plan.ts";
import type { EspFile } from "./efi-partition.ts";

/** Nothing where the node is bootable by BIOS alone. `root` is the top of the multiboot partition. */
export async function writeLoaderInfo(host: Host, root: string, { firmware, machine, boot }: Plan, files: readonly EspFile[]): Promise<void> {
  if (firmware === "bios" || boot.uefi === undefined) return;
  const { partitions, order } = boot.uefi;
  const info: LoaderInfo = {
    version: 1, firmware, architecture: machine.architecture, signed: machine.secureBoot === true, order,
    files: files.map(({ path }) => path), partitions: partitions.map(({ partuuid, uuid }) => ({ partuuid, uuid })),
  };
  await host.writeFile(`${root}/${loaderInfoPath}`, `${JSON.stringify(info, null, 2)}\n`);
}

/** Null where there is none: the node was made for BIOS alone. Undefined where it is damaged. */
export async function readLoaderInfo(host: Host, root: string): Promise<LoaderInfo | null | undefined> {
  const text = await host.readText(await resolveBelow(host, root, loaderInfoPath));
  if (text === undefined) return null;
  try {
    const info: unknown = JSON.parse(text);
    return validate(info) ? info : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The files as they are to be on each EFI system partition; a copy that is lost is left out. */
export async function readCopies(host: Host, root: string, { files }: LoaderInfo): Promise<EspFile[]> {
  const copies: EspFile[] = [];
  for (const path of files) {
    const content = await host.readFile(await resolveBelow(host, root, `${copiesPath}/${path}`));
    if (content !== undefined) copies.push({ path, content });
  }
  return copies;
}

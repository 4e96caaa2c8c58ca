/** Whether disks start a boot loader, by what a deploy writes to them first and last. Reads only. */
import { espFilesystemType } from "../../base/places.ts";
import { sectorSize } from "../../base/sizes.ts";
import { BareonError } from "../../base/errors.ts";
import { espType } from "../../config/deploy-config.ts";
import type { Context } from "../../host/host.ts";
import type { Disk, Inventory } from "../../schema/inventory.ts";
import { loaderStarts } from "../firmware/efi-files.ts";
import { coreStart } from "../firmware/first-stages.ts";
import { platformsOf } from "../platforms/platforms.ts";
import { onPartition } from "./efi-partition.ts";
import { renderUnbootableCode } from "./unbootable.ts";

/** "nothing" if a deploy has made every disk boot nothing, and none has put a boot loader there since; "unknown" if neither can be told. */
export type Starts = "loader" | "nothing" | "unknown";

/** What a BIOS starts from the disk. */
async function sectorStarts({ host }: Context, path: string): Promise<Starts> {
  const sector = await host.readBytes(path, 0, sectorSize);
  if (coreStart(sector) !== undefined) return "loader";
  return renderUnbootableCode().every((byte, index) => sector[index] === byte) ? "nothing" : "unknown";
}

/** What UEFI starts from an EFI system partition. */
async function partitionStarts(ctx: Context, device: string, paths: readonly string[]): Promise<Starts> {
  try {
    return await onPartition(ctx, device, ["ro"], async (root) => {
      for (const path of paths) if ((await ctx.host.facts(`${root}/${path}`)) !== undefined) return "loader";
      return "nothing";
    });
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    return "unknown";
  }
}

/** What these disks start. A filesystem that cannot be mounted is "unknown", and no error. */
export async function findStarts(
  ctx: Context,
  disks: readonly Disk[],
  { architecture }: Pick<Inventory, "architecture">,
): Promise<Starts> {
  const platform = platformsOf(architecture)?.uefi;
  const paths = platform === undefined ? [] : loaderStarts(platform);
  const found: Starts[] = [];
  for (const { path, partitions } of disks) {
    found.push(await sectorStarts(ctx, path));
    for (const { path: device, type, content } of partitions)
      if (type.toUpperCase() === espType && content?.type === espFilesystemType)
        found.push(await partitionStarts(ctx, device, paths));
  }
  if (found.includes("loader")) return "loader";
  return found.every((one) => one === "nothing") ? "nothing" : "unknown";
}

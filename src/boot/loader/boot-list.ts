/** Keeps our one entry in the firmware's list of what it boots. */
import { BareonError } from "../../base/errors.ts";
import { variables } from "../../machine/inspect/firmware.ts";
import { findDeadEntries, findEntry, type LoaderPlace, planOrder } from "../firmware/boot-order.ts";
import { firmwarePath, loaderName } from "../firmware/efi-files.ts";
import type { EfiPlatform } from "../platforms/platforms.ts";
import type { BootOrder } from "../../config/deploy-config.ts";
import { findHardware } from "../../host/device-places.ts";
import type { Context, Host } from "../../host/host.ts";
import { readNvram } from "../../machine/inspect/boot-list.ts";
import type { PlannedEsp } from "../../schema/plan.ts";
import { isSmallBlkid, listPartuuids, parsePartuuids } from "../../programs/blkid.ts";
import { createEntry, deleteEntry, setOrder } from "../../programs/efibootmgr.ts";

/** What our entry starts. */
export interface LoaderChoice {
  readonly platform: EfiPlatform;
  readonly signed: boolean;
  readonly order: BootOrder;
  /** See WantedEntries. */
  readonly away?: readonly string[];
}

function unlisted(problem: string): BareonError {
  return new BareonError("bootloader", problem);
}

/** An entry whose partition is not among them is taken off the list, so that a blkid that does not tell them is no answer. */
async function findPartuuids(host: Host): Promise<string[]> {
  const listed = await host.run(listPartuuids());
  if (isSmallBlkid(listed))
    throw unlisted("which partitions there are is not told by blkid, unless it is that of util-linux");
  return parsePartuuids(listed.stdout);
}

/** The partition that our entry names. */
type Named = Pick<PlannedEsp, "disk" | "number" | "partuuid">;

/** The entries of the loaders with this file, and their order. */
export interface WantedEntries {
  /** As the firmware writes it. */
  readonly file: string;
  readonly order: BootOrder;
  /** Of partitions that are away: their entries stay where they are, since the firmware passes over them until they are back. */
  readonly away?: readonly string[];
}

/** One entry for each partition, in their order. Throws "bootloader" or "failure" if the firmware does not take it. */
export async function bringInOrder(
  { host }: Context,
  esps: readonly Named[],
  { file, order, away = [] }: WantedEntries,
): Promise<void> {
  const before = await readNvram(host);
  if (before === undefined) throw unlisted(`${variables} is empty`);
  const places = esps.map(({ partuuid }): LoaderPlace => ({ partuuid, file }));
  const partuuids = [...(await findPartuuids(host)), ...away];
  const dead = places.flatMap((place) => findDeadEntries(before, place, partuuids).map(({ id }) => id));
  const gone = [...new Set(dead)];
  for (const { disk, number, partuuid } of esps)
    if (findEntry(before, { partuuid, file }) === undefined)
      await host.run(createEntry({ disk: await findHardware(host, disk), number, label: loaderName, file }));
  for (const id of gone) await host.run(deleteEntry(id));
  const now = await readNvram(host);
  const ids = places.flatMap((place) => (now === undefined ? [] : (findEntry(now, place)?.id ?? [])));
  if (ids.length < places.length) throw unlisted("the entry that was made is not there");
  const wanted = planOrder(before, ids, gone, order);
  if (now?.order.join(",") !== wanted.join(",")) await host.run(setOrder(wanted));
}

/**
 * Makes sure that the firmware's list has one entry for the loader on each of these partitions, in their place and order. A firmware that
 * does not take it is a warning: it finds the loader by its fallback path, too.
 */
export async function listOurEntries(
  ctx: Context,
  esps: readonly Named[],
  { platform, signed, order, away = [] }: LoaderChoice,
): Promise<void> {
  try {
    await bringInOrder(ctx, esps, { file: firmwarePath(platform, signed), order, away });
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({
      event: "warning",
      message: `The firmware's boot list was not changed as planned: ${error.message} It can boot ${esps.map(({ disk }) => disk).join(" and ")} as any disk, by EFI/BOOT/${platform.fallback}.`,
    });
  }
}

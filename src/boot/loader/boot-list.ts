/** Keeps our one entry in the firmware's list of what it boots. */
import { BareonError } from "../../base/errors.ts";
import { variables } from "../../machine/inspect/firmware.ts";
import { findDeadEntries, findEntry, type LoaderPlace, planOrder } from "../firmware/boot-order.ts";
import { firmwarePath, loaderName } from "../firmware/efi-files.ts";
import type { EfiPlatform } from "../platforms/platforms.ts";
import type { BootOrder } from "../../config/deploy-config.ts";
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

/** Throws "bootloader" or "failure" if the firmware does not take it. */
export async function bringInOrder({ host }: Context, esp: Named, place: LoaderPlace, order: BootOrder): Promise<void> {
  const before = await readNvram(host);
  if (before === undefined) throw unlisted(`${variables} is empty`);
  const dead = findDeadEntries(before, place, await findPartuuids(host));
  if (findEntry(before, place) === undefined)
    await host.run(createEntry({ disk: esp.disk, number: esp.number, label: loaderName, file: place.file }));
  for (const { id } of dead) await host.run(deleteEntry(id));
  const now = await readNvram(host);
  const entry = now === undefined ? undefined : findEntry(now, place);
  if (entry === undefined) throw unlisted("the entry that was made is not there");
  const wanted = planOrder(
    before,
    entry.id,
    dead.map(({ id }) => id),
    order,
  );
  if (now?.order.join(",") !== wanted.join(",")) await host.run(setOrder(wanted));
}

/**
 * Makes sure that the firmware's list has one entry for the loader on this partition, in its place. A firmware that does not take it
 * is a warning: it finds the loader by its fallback path, too.
 */
export async function listOurEntry(ctx: Context, esp: Named, { platform, signed, order }: LoaderChoice): Promise<void> {
  try {
    await bringInOrder(ctx, esp, { partuuid: esp.partuuid, file: firmwarePath(platform, signed) }, order);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    ctx.report({
      event: "warning",
      message: `The firmware's boot list was not changed as planned: ${error.message} It can boot ${esp.disk} as any disk, by EFI/BOOT/${platform.fallback}.`,
    });
  }
}

/** GRUB for UEFI beside what an EFI system partition has, and the firmware's boot order, which says what is started; both ways. */
import { espFilesystemType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { dirname } from "node:path";
import { readNvram } from "../../machine/inspect/boot-list.ts";
import { deleteEntry, setOrder } from "../../programs/efibootmgr.ts";
import type { Context } from "../../host/host.ts";
import type { Plan } from "../../schema/plan.ts";
import { findEntry } from "../firmware/boot-order.ts";
import { firmwarePath } from "../firmware/efi-files.ts";
import { resolveLoader, type ResolvedLoader } from "../store/loader-info.ts";
import { type BootStore, enterStore, readLoaderInfo } from "../store/store.ts";
import { bringInOrder } from "./boot-list.ts";
import { readCopies } from "./efi-inspection.ts";
import { type EspFile, findAltered, onPartition, writeFiles } from "./efi-partition.ts";
import { platformsFor } from "./loader.ts";

async function readLoader(ctx: Context, store: BootStore): Promise<ResolvedLoader> {
  const loader = resolveLoader(await readLoaderInfo(ctx, store));
  if (loader !== undefined) return loader;
  throw new BareonError(
    "unverified",
    "bareon/loader.json, which says what is on the EFI system partition, is damaged.",
  );
}

/** What the EFI system partition is to have from us. Throws "unverified" if the record or a copy is lost. */
export async function readCopiesOf(ctx: Context, store: BootStore): Promise<EspFile[]> {
  const { info } = await readLoader(ctx, store);
  const files = await readCopies(ctx.host, await enterStore(store, "read"), info);
  if (files.length < info.files.length)
    throw new BareonError("unverified", "A copy of the boot loader for UEFI is missing on the multiboot partition.");
  return files;
}

/** Writes the files, then makes our entry the one that the firmware starts; the others stay behind it. Throws "bootloader". */
export async function switchToOursByUefi(ctx: Context, plan: Plan, files: readonly EspFile[]): Promise<void> {
  const [esp] = plan.boot.uefi?.partitions ?? [];
  if (esp === undefined) throw new BareonError("invalid", "The plan has no EFI system partition.");
  const altered = await onPartition(ctx, esp.device, [], async (root) => {
    if ((await findAltered(ctx.host, root, files)).length > 0) await writeFiles(ctx.host, root, files);
    return await findAltered(ctx.host, root, files);
  });
  if (altered.length > 0)
    throw new BareonError("bootloader", `${altered.join(" and ")} on ${esp.device} did not come out as written.`);
  const file = firmwarePath(platformsFor(plan).uefi, false);
  await bringInOrder(ctx, [esp], { file, order: plan.boot.uefi?.order ?? "first" });
}

/** The former order with what came since behind it, without what is gone. */
export function formerOrder(now: readonly string[], former: readonly string[], ours: string | undefined): string[] {
  const others = now.filter((id) => id !== ours);
  return [...former.filter((id) => others.includes(id)), ...others.filter((id) => !former.includes(id))];
}

async function restoreOrder({ host }: Context, { place }: ResolvedLoader, former: readonly string[]): Promise<void> {
  const nvram = await readNvram(host);
  if (nvram === undefined)
    throw new BareonError("bootloader", "The firmware's boot list cannot be read, so it is not put back.", {
      hint: "Start the node by UEFI, with efivarfs on /sys/firmware/efi/efivars.",
    });
  const ours = findEntry(nvram, place);
  const wanted = formerOrder(nvram.order, former, ours?.id);
  if (wanted.join(",") !== nvram.order.join(",")) await host.run(setOrder(wanted));
  if (ours !== undefined) await host.run(deleteEntry(ours.id));
  // Some firmware and efibootmgr put an entry that goes out of the order, some do not.
  const now = await readNvram(host);
  if (now?.order.join(",") !== wanted.join(",") && wanted.length > 0) await host.run(setOrder(wanted));
}

/** First the order, then our entry and our files; every other file and entry stays. Throws "bootloader" or "unverified". */
export async function switchBackByUefi(ctx: Context, store: BootStore, former: readonly string[]): Promise<void> {
  const loader = await readLoader(ctx, store);
  await store.mounts.unmountAll();
  await restoreOrder(ctx, loader, former);
  const [partition] = loader.info.partitions;
  const device = store.filesystems.find(
    ({ type, uuid }) => type === espFilesystemType && uuid?.toLowerCase() === partition?.uuid.toLowerCase(),
  )?.device;
  if (device === undefined) return;
  await onPartition(ctx, device, [], async (root) => {
    for (const path of loader.info.files)
      if ((await ctx.host.facts(`${root}/${path}`)) !== undefined) await ctx.host.removeFile(`${root}/${path}`);
    const folders = [...new Set(loader.info.files.map((path) => dirname(`${root}/${path}`)))];
    for (const folder of folders)
      if ((await ctx.host.facts(folder)) !== undefined && (await ctx.host.list(folder)).length === 0)
        await ctx.host.removeDirectory(folder);
  });
}

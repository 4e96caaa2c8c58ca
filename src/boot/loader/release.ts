/** The way back of an adoption: what started the node before starts it again, and nothing else changes. */
import { BareonError } from "../../base/errors.ts";
import { biosBootType } from "../../base/places.ts";
import { sectorSize } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { findPlace } from "../../host/device-places.ts";
import { readDevice } from "../../host/path-in-root.ts";
import { parseTable, readTable } from "../../programs/sfdisk.ts";
import { codeLength, coreStart } from "../firmware/first-stages.ts";
import {
  type Adoption,
  formerCorePath,
  formerSectorPath,
  readAdoption,
  readFormer,
  writeAdoption,
} from "../store/adoption-file.ts";
import type { BootStore } from "../store/store.ts";
import { writeCode } from "./bios-switch.ts";
import { switchBackByUefi } from "./uefi-switch.ts";

/** What was put back: "nothing" if what was there before boots already. */
export type Released = "former" | "nothing";

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** Throws "conflict" if the place of the former core image has become a part of a partition that is not for one. */
async function checkPlace({ host }: Context, disk: string, start: number, { length }: Uint8Array): Promise<void> {
  const table = parseTable((await host.run(readTable(disk))).stdout);
  const inTheWay = table?.partitions.find(
    (one) => one.type.toUpperCase() !== biosBootType && one.start < start + length && start < one.start + one.size,
  );
  if (inTheWay === undefined) return;
  throw new BareonError(
    "conflict",
    `The place of the former core image on ${disk} belongs to ${inTheWay.path} by now, and is not written over.`,
    { hint: "Nothing was changed. Boot the system, and let its own grub-install put it elsewhere." },
  );
}

/** Sector by sector, since nothing starts it yet. */
async function restoreCore(ctx: Context, disk: string, start: number, former: Uint8Array): Promise<void> {
  const { host } = ctx;
  await checkPlace(ctx, disk, start, former);
  for (let offset = 0; offset < former.length; offset += sectorSize)
    await host.writeInSector(disk, start + offset, former.subarray(offset, offset + sectorSize));
  if (!isEqual(await host.readBytes(disk, start, former.length), former))
    throw new BareonError("bootloader", `The former core image on ${disk} is not what was written to it.`);
}

interface Former {
  readonly sector: Uint8Array;
  /** Null if there was none. */
  readonly core: Uint8Array | null;
}

/** Throws "unverified" if one is lost. */
async function readFormerStages(ctx: Context, store: BootStore, { formerCore }: Adoption): Promise<Former> {
  const lost = (path: string): BareonError =>
    new BareonError("unverified", `${path} on ${store.partition.device}, which is to be put back, is missing.`, {
      hint: "Nothing was changed. Boot the system, and let its own grub-install put it there.",
    });
  const sector = await readFormer(ctx, store, formerSectorPath);
  if (sector?.length !== sectorSize) throw lost(formerSectorPath);
  const core = formerCore === null ? null : await readFormer(ctx, store, formerCorePath);
  if (core === undefined) throw lost(formerCorePath);
  return { sector, core };
}

async function switchBackByBios(ctx: Context, store: BootStore, adoption: Adoption): Promise<Released> {
  const { host } = ctx;
  const { sector, core } = await readFormerStages(ctx, store, adoption);
  await store.mounts.unmountAll();
  const disk = (await findPlace(host, store.partition.device))?.disk;
  if (disk === undefined) throw new BareonError("failure", `The disk of ${store.partition.device} was not found.`);
  const there = await readDevice(host, disk, 0, sectorSize);
  // Also if the system's own grub-install has put it there anew.
  if (isEqual(there.subarray(0, codeLength), sector.subarray(0, codeLength))) return "nothing";
  if (coreStart(there) !== adoption.core)
    throw new BareonError("conflict", `Another program has written a boot sector to ${disk} since the adoption.`, {
      hint: "Nothing was changed. What it installed boots the node now.",
    });
  const { formerCore } = adoption;
  if (core !== null && formerCore !== null && !isEqual(await host.readBytes(disk, formerCore, core.length), core))
    await restoreCore(ctx, disk, formerCore, core);
  await writeCode(ctx, disk, sector);
  return "former";
}

/**
 * It can be run again if it was cut off. Throws "conflict" for a node that was not adopted, and if another boot loader was put there
 * meanwhile, with nothing changed; "unverified" if what was kept is lost, and "bootloader".
 */
export async function release(ctx: Context, store: BootStore): Promise<Released> {
  const adoption = await readAdoption(ctx, store);
  if (adoption === "none")
    throw new BareonError(
      "conflict",
      "This node was not adopted: there is nothing that booted it before to be put back.",
      {
        hint: "Nothing was changed. bareon-boot and bareon-provision remove change what is on its menu.",
      },
    );
  if (adoption.state === "begun") return "nothing";
  if (adoption.core === null) await switchBackByUefi(ctx, store, adoption.formerOrder);
  const released = adoption.core === null ? "former" : await switchBackByBios(ctx, store, adoption);
  if (adoption.state === "released") return "nothing";
  await writeAdoption(ctx, store, { ...adoption, state: "released" });
  return released;
}

/** Checks the copies of the multiboot partition beside the one that is the truth: what they hold, and whether their disks start GRUB. Reads only. */
import { multibootType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import type { Copy } from "../../schema/bareon-boot.ts";
import type { ParsedMenu } from "../menu/menu.ts";
import { inspectCopies } from "../store/copy-content.ts";
import { type BootStore, enterStore } from "../store/store.ts";
import { checkBootSector } from "./boot-sector.ts";
import { inspectLoader, type LoaderFinding } from "./efi-inspection.ts";
import { checkModules, modulesPath } from "./grub-modules.ts";

type CopyFinding = LoaderFinding;

/** A copy that is missing or stale is no error: the node boots from another. */
function judgeCopy({ uuid, device, state }: Copy): CopyFinding {
  const check = `copy of the multiboot partition ${device ?? uuid}`;
  const problems = { alike: null, stale: "it is not up to date", missing: "it is on no disk" } as const;
  return { check, problem: problems[state], severity: "warning", isRepairable: state === "stale" };
}

/** What starts GRUB from the disk of a copy, on a node for BIOS. */
async function inspectDisk(
  { host }: Context,
  { mounts }: BootStore,
  device: string,
  menu: ParsedMenu,
): Promise<CopyFinding[]> {
  const judge = (check: string, problem: string | null): CopyFinding => ({
    check: `${check} beside ${device}`,
    problem,
    severity: "warning",
    isRepairable: false,
  });
  try {
    const directory = await mounts.mount({ source: device, type: multibootType, access: "read" });
    return [
      judge("GRUB's modules", await checkModules(host, directory, menu)),
      judge("boot sector", await checkBootSector(host, device, directory, modulesPath)),
    ];
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return [judge("boot sector", error.message)];
  }
}

/** One finding for each copy that is to be there, and those of their disks. */
export async function inspectCopyDisks(
  ctx: Context,
  store: BootStore,
  menu: ParsedMenu & { readonly copies: readonly string[] },
): Promise<CopyFinding[]> {
  const copies = (await inspectCopies(ctx, store, menu.copies)) ?? [];
  const others = copies.filter(({ device }) => device !== store.partition.device);
  // The truth itself may have lost what GRUB does not read.
  const wanting = copies.filter(({ device, state }) => device === store.partition.device && state !== "alike");
  const { usesBios } = await inspectLoader(ctx, store, await enterStore(store, "read"));
  const findings: CopyFinding[] = [...wanting, ...others].map(judgeCopy);
  for (const { device } of usesBios ? others : [])
    if (device !== null) findings.push(...(await inspectDisk(ctx, store, device, menu)));
  return findings;
}

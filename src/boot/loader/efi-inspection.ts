/** Whether UEFI still finds the node's boot loader: its files, its entry in the firmware's list; and putting back what is lost. */
import { espFilesystemType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { copiesPath } from "./efi-files.ts";
import { type KnownLoader, loaderInfoPath, parseLoaderInfo } from "./loader-info.ts";
import { findEntry, type LoaderPlace, type Nvram, planOrder } from "./nvram.ts";
import { type BootStore, enterStore } from "../store/store.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { FirmwareState, Finding } from "../../schema/bareon-boot.ts";
import type { LoaderInfo } from "../../schema/loader-info.ts";
import { type EfiPlatform, platformsOf } from "../../programs/grub-platforms.ts";
import { type EspFile, findAltered, writeFiles } from "./efi-partition.ts";
import { firmwarePath, isSecureBootOn, isStartedByUefi, listOurEntry, readNvram } from "./boot-list.ts";

export interface LoaderFinding extends Omit<Finding, "repaired"> {
  readonly isMendable: boolean;
}

export interface LoaderInspection {
  /** False where the node boots by UEFI alone. */
  readonly usesBios: boolean;
  readonly findings: readonly LoaderFinding[];
}

interface Known {
  readonly info: LoaderInfo;
  readonly platform: EfiPlatform;
  readonly place: LoaderPlace;
}

function know(info: KnownLoader): Known | undefined {
  if (info === null || info === "damaged") return undefined;
  const platform = platformsOf(info.architecture)?.uefi;
  const [partition] = info.partitions;
  if (platform === undefined || partition === undefined) return undefined;
  return { info, platform, place: { partuuid: partition.partuuid, file: firmwarePath(platform, info.signed) } };
}

async function readLoader(host: Host, root: string): Promise<KnownLoader> {
  return parseLoaderInfo(await host.readText(await resolveInRoot(host, root, loaderInfoPath)));
}

/** The files as they are to be on each EFI system partition; a copy that is lost is left out. */
async function readCopies(host: Host, root: string, { files }: LoaderInfo): Promise<EspFile[]> {
  const copies: EspFile[] = [];
  for (const path of files) {
    const content = await host.readFile(await resolveInRoot(host, root, `${copiesPath}/${path}`));
    if (content !== undefined) copies.push({ path, content });
  }
  return copies;
}

function deviceOf({ filesystems }: BootStore, uuid: string): string | undefined {
  return filesystems.find((filesystem) => filesystem.type === espFilesystemType && filesystem.uuid === uuid)?.device;
}

/** Null for a disk image, of which the multiboot partition alone is known. */
async function checkPartition(
  host: Host,
  store: BootStore,
  uuid: string,
  files: readonly EspFile[],
): Promise<LoaderFinding | null> {
  const device = deviceOf(store, uuid);
  const check = `EFI system partition ${device ?? uuid}`;
  const judge = (problem: string | null, isMendable: boolean): LoaderFinding => ({
    check,
    problem,
    severity: "error",
    isMendable,
  });
  if (device === undefined) return store.isElsewhere ? null : judge("there is no such filesystem", false);
  try {
    const altered = await findAltered(
      host,
      await store.mounts.mount({ source: device, type: espFilesystemType, access: "read" }),
      files,
    );
    return judge(altered.length === 0 ? null : `not as it was deployed: ${altered.join(", ")}`, true);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return judge(error.message, false);
  }
}

/** Why the firmware does not start the loader by its list as the deploy config asked for, or null. */
function judgeEntry(nvram: Nvram | undefined, { info, place }: Known): string | null {
  if (nvram === undefined) return "it cannot be read: efivarfs is not mounted on /sys/firmware/efi/efivars";
  const entry = findEntry(nvram, place);
  if (entry === undefined) return "it has no entry for this node; the disk is found by EFI/BOOT alone";
  if (planOrder(nvram, entry.id, [], info.order).join(",") === nvram.order.join(",")) return null;
  const first = nvram.entries.find(({ id }) => id === nvram.order[0])?.label ?? "";
  return `the entry of this node is not in its place in the boot order, which begins with ${JSON.stringify(first)}`;
}

async function checkEntry(host: Host, known: Known): Promise<LoaderFinding> {
  const problem = judgeEntry(await readNvram(host), known);
  const canMend = await host.hasProgram("efibootmgr");
  const note = problem === null || canMend ? "" : "; efibootmgr, which could put it right, is not installed";
  return {
    check: "the firmware's boot list",
    problem: problem === null ? null : problem + note,
    severity: "warning",
    isMendable: canMend,
  };
}

/** `directory` is the top of the multiboot partition, mounted for reading. */
export async function inspectLoader({ host }: Context, store: BootStore, directory: string): Promise<LoaderInspection> {
  const info = await readLoader(host, directory);
  if (info === null) return { usesBios: true, findings: [] };
  const known = know(info);
  if (known === undefined)
    return {
      usesBios: false,
      findings: [{ check: loaderInfoPath, problem: "it is damaged", severity: "error", isMendable: false }],
    };
  const files = await readCopies(host, directory, known.info);
  const lost = known.info.files.filter((path) => files.every((file) => file.path !== path));
  const findings: LoaderFinding[] = [
    {
      check: copiesPath,
      problem: lost.length === 0 ? null : `missing: ${lost.join(", ")}`,
      severity: "warning",
      isMendable: false,
    },
  ];
  for (const { uuid } of known.info.partitions)
    findings.push(...[await checkPartition(host, store, uuid, files)].filter((finding) => finding !== null));
  if (!store.isElsewhere && (await isStartedByUefi(host))) findings.push(await checkEntry(host, known));
  return { usesBios: known.info.firmware === "both", findings };
}

async function partitionNumber(
  host: Host,
  device: string,
): Promise<{ readonly disk: string; readonly number: number } | undefined> {
  const node = `/sys/class/block/${device.slice("/dev/".length)}`;
  const number = Number(await host.readText(`${node}/partition`));
  const disk = Number.isInteger(number) && number > 0 ? (await host.readLink(node)).split("/").at(-2) : undefined;
  return disk === undefined ? undefined : { disk: `/dev/${disk}`, number };
}

async function mendPartition(
  { host }: Context,
  { mounts }: BootStore,
  device: string,
  files: readonly EspFile[],
): Promise<void> {
  const altered = await findAltered(
    host,
    await mounts.mount({ source: device, type: espFilesystemType, access: "read" }),
    files,
  );
  await mounts.unmountAll();
  if (altered.length === 0) return;
  const directory = await mounts.mount({ source: device, type: espFilesystemType, access: "write" });
  await writeFiles(
    host,
    directory,
    files.filter(({ path }) => altered.includes(path)),
  );
  await mounts.unmountAll();
}

/** Puts back what inspectLoader found mendable; looking again tells whether that worked. */
export async function mendLoader(ctx: Context, store: BootStore): Promise<void> {
  const { host } = ctx;
  const directory = await enterStore(store, "read");
  const known = know(await readLoader(host, directory));
  const files = known === undefined ? [] : await readCopies(host, directory, known.info);
  await store.mounts.unmountAll();
  if (known === undefined) return;
  const { info, platform, place } = known;
  for (const { uuid } of info.partitions) {
    const device = deviceOf(store, uuid);
    if (device !== undefined) await mendPartition(ctx, store, device, files);
  }
  const first = deviceOf(store, info.partitions[0]?.uuid ?? "");
  const where =
    first === undefined || store.isElsewhere || !(await isStartedByUefi(host)) || !(await host.hasProgram("efibootmgr"))
      ? undefined
      : await partitionNumber(host, first);
  if (where !== undefined)
    await listOurEntry(
      ctx,
      { ...where, partuuid: place.partuuid },
      { platform, signed: info.signed, order: info.order },
    );
}

/** What status says of the firmware. */
export async function inspectFirmware({ host }: Context, loader: KnownLoader): Promise<FirmwareState> {
  const isUefi = await isStartedByUefi(host);
  const startedBy = isUefi ? "uefi" : "bios";
  const known = know(loader);
  if (!isUefi)
    return {
      started_by: startedBy,
      secure_boot: false,
      entry: null,
      problem: known?.info.firmware === "uefi" ? "the node was made for UEFI alone" : null,
    };
  const secureBoot = await isSecureBootOn(host);
  if (known === undefined)
    return {
      started_by: startedBy,
      secure_boot: secureBoot,
      entry: null,
      problem: loader === null ? "the node was made for BIOS alone" : `${loaderInfoPath} is damaged`,
    };
  const nvram = await readNvram(host);
  const entry = nvram === undefined ? undefined : findEntry(nvram, known.place);
  const described =
    entry === undefined ? null : { id: entry.id, file: entry.file ?? "", first: nvram?.order[0] === entry.id };
  return { started_by: startedBy, secure_boot: secureBoot, entry: described, problem: judgeEntry(nvram, known) };
}

/** Checks whether UEFI still finds the node's boot loader, by its files and its entry in the firmware's list, and repairs both. */
import { espFilesystemType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { judgeEntries } from "../firmware/boot-order.ts";
import { copiesPath } from "../firmware/efi-files.ts";
import {
  type LoaderRecord,
  loaderInfoPath,
  parseLoaderInfo,
  type ResolvedLoader,
  resolveLoader,
} from "../store/loader-info.ts";
import { type BootStore, enterStore } from "../store/store.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { findPlace, type PartitionPlace } from "../../host/device-places.ts";
import type { Context, Host } from "../../host/host.ts";
import { tryTo } from "../../base/attempt.ts";
import { readNvram } from "../../machine/inspect/boot-list.ts";
import { isStartedByUefi } from "../../machine/inspect/firmware.ts";
import type { Finding } from "../../schema/bareon-boot.ts";
import type { LoaderInfo } from "../../schema/loader-info.ts";
import { type EspFile, findAltered, writeFiles } from "./efi-partition.ts";
import { listOurEntries } from "./boot-list.ts";

export interface LoaderFinding extends Omit<Finding, "repaired"> {
  readonly isRepairable: boolean;
}

export interface LoaderInspection {
  /** False if the node boots by UEFI alone. */
  readonly usesBios: boolean;
  readonly findings: readonly LoaderFinding[];
}

async function readLoader(host: Host, root: string): Promise<LoaderRecord> {
  const read = async (): Promise<string | undefined> =>
    await host.readText(await resolveInRoot(host, root, loaderInfoPath));
  const text = await tryTo([], loaderInfoPath, read);
  return text === null ? "damaged" : parseLoaderInfo(text);
}

/** The files as they are to be on each EFI system partition; a copy that is lost is left out. */
export async function readCopies(host: Host, root: string, { files }: LoaderInfo): Promise<EspFile[]> {
  const copies: EspFile[] = [];
  for (const path of files) {
    const read = async (): Promise<Uint8Array | undefined> =>
      await host.readFile(await resolveInRoot(host, root, `${copiesPath}/${path}`));
    const content = await tryTo([], path, read);
    if (content !== undefined && content !== null) copies.push({ path, content });
  }
  return copies;
}

function deviceOf({ filesystems }: BootStore, uuid: string): string | undefined {
  return filesystems.find((filesystem) => filesystem.type === espFilesystemType && filesystem.uuid === uuid)?.device;
}

/** Null for a disk image that does not hold this partition. */
async function checkPartition(
  host: Host,
  store: BootStore,
  { uuid, isOnlyOne }: { readonly uuid: string; readonly isOnlyOne: boolean },
  files: readonly EspFile[],
): Promise<LoaderFinding | null> {
  const device = deviceOf(store, uuid);
  const check = `EFI system partition ${device ?? uuid}`;
  const judge = (problem: string | null, isRepairable: boolean): LoaderFinding => ({
    check,
    problem,
    // Another disk starts the node as well.
    severity: device === undefined && !isOnlyOne ? "warning" : "error",
    isRepairable,
  });
  if (device === undefined) return store.isDiskImage ? null : judge("there is no such filesystem", false);
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

async function checkEntry(host: Host, { info, places }: ResolvedLoader): Promise<LoaderFinding> {
  const unread: string[] = [];
  const nvram = await tryTo(unread, "it cannot be read", async () => await readNvram(host, unread));
  const problem = nvram === null ? unread.join(" ") : judgeEntries(nvram, places, info.order);
  const canRepair = nvram !== null && (await host.hasProgram("efibootmgr"));
  const note =
    problem === null || nvram === null || canRepair ? "" : "; efibootmgr, which could put it right, is not installed";
  return {
    check: "the firmware's boot list",
    problem: problem === null ? null : problem + note,
    severity: "warning",
    isRepairable: canRepair,
  };
}

/** `directory` is the top of the multiboot partition, mounted for reading. */
export async function inspectLoader({ host }: Context, store: BootStore, directory: string): Promise<LoaderInspection> {
  const info = await readLoader(host, directory);
  if (info === null) return { usesBios: true, findings: [] };
  const loader = resolveLoader(info);
  if (loader === undefined)
    return {
      usesBios: false,
      findings: [{ check: loaderInfoPath, problem: "it is damaged", severity: "error", isRepairable: false }],
    };
  const files = await readCopies(host, directory, loader.info);
  const lost = loader.info.files.filter((path) => files.every((file) => file.path !== path));
  const findings: LoaderFinding[] = [
    {
      check: copiesPath,
      problem: lost.length === 0 ? null : `missing: ${lost.join(", ")}`,
      severity: "warning",
      isRepairable: false,
    },
  ];
  const isOnlyOne = loader.places.length === 1;
  for (const { uuid } of loader.info.partitions)
    findings.push(
      ...[await checkPartition(host, store, { uuid, isOnlyOne }, files)].filter((finding) => finding !== null),
    );
  if (!store.isDiskImage && (await isStartedByUefi(host))) findings.push(await checkEntry(host, loader));
  return { usesBios: loader.info.firmware === "both", findings };
}

async function repairPartition(
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

/** Puts back what inspectLoader found repairable; inspecting again tells whether that worked. */
export async function repairLoader(ctx: Context, store: BootStore): Promise<void> {
  const { host } = ctx;
  const directory = await enterStore(store, "read");
  const loader = resolveLoader(await readLoader(host, directory));
  const files = loader === undefined ? [] : await readCopies(host, directory, loader.info);
  await store.mounts.unmountAll();
  if (loader === undefined) return;
  const { info, platform, places } = loader;
  for (const { uuid } of info.partitions) {
    const device = deviceOf(store, uuid);
    if (device !== undefined) await repairPartition(ctx, store, device, files);
  }
  if (store.isDiskImage || !(await isStartedByUefi(host)) || !(await host.hasProgram("efibootmgr"))) return;
  const listed = info.partitions.filter(({ partuuid }) => places.some((place) => place.partuuid === partuuid));
  const there: (PartitionPlace & { readonly partuuid: string })[] = [];
  for (const { uuid, partuuid } of listed) {
    const device = deviceOf(store, uuid);
    const where = device === undefined ? undefined : await findPlace(host, device);
    if (where !== undefined) there.push({ ...where, partuuid });
  }
  const away = listed.map(({ partuuid }) => partuuid);
  if (there.length > 0) await listOurEntries(ctx, there, { platform, signed: info.signed, order: info.order, away });
}

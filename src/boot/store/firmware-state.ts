/** What status says of the firmware: how it started the machine, and whether its list starts the node's loader. */
import { tryTo } from "../../base/attempt.ts";
import type { Context } from "../../host/host.ts";
import { readNvram } from "../../machine/inspect/boot-list.ts";
import { isSecureBootOn, isStartedByUefi } from "../../machine/inspect/firmware.ts";
import type { FirmwareState } from "../../schema/bareon-boot.ts";
import { findEntry, judgeEntries } from "../firmware/boot-order.ts";
import { type LoaderRecord, loaderInfoPath, resolveLoader } from "./loader-info.ts";

/** `record` is what the multiboot partition says of the loader. A variable that cannot be read is unknown, with a warning. */
export async function inspectFirmware(
  { host }: Context,
  record: LoaderRecord,
  warnings: string[],
): Promise<FirmwareState> {
  const isUefi = await isStartedByUefi(host);
  const startedBy = isUefi ? "uefi" : "bios";
  const loader = resolveLoader(record);
  if (!isUefi)
    return {
      started_by: startedBy,
      secure_boot: false,
      entry: null,
      problem: loader?.info.firmware === "uefi" ? "the node was made for UEFI alone" : null,
    };
  const secureBoot = await tryTo(warnings, "Secure Boot", async () => await isSecureBootOn(host));
  if (loader === undefined)
    return {
      started_by: startedBy,
      secure_boot: secureBoot,
      entry: null,
      problem: record === null ? "the node was made for BIOS alone" : `${loaderInfoPath} is damaged`,
    };
  const unread: string[] = [];
  const nvram = await tryTo(unread, "The firmware's boot list", async () => await readNvram(host, unread));
  warnings.push(...unread);
  const entry =
    nvram === undefined || nvram === null
      ? undefined
      : loader.places.flatMap((place) => findEntry(nvram, place) ?? []).at(0);
  const described =
    entry === undefined ? null : { id: entry.id, file: entry.file ?? "", first: nvram?.order[0] === entry.id };
  return {
    started_by: startedBy,
    secure_boot: secureBoot,
    entry: described,
    problem: nvram === null ? "its boot list cannot be read" : judgeEntries(nvram, loader.places, loader.info.order),
  };
}

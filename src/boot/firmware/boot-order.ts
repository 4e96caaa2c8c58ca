/** Which entries of the firmware's boot list are ours, which go, and in which order they come; programs/efibootmgr.ts writes it. */
import type { BootOrder } from "../../config/deploy-config.ts";
import type { Nvram, NvramEntry } from "../../formats/boot-variables.ts";
import { loaderName } from "./efi-files.ts";

/** Where our loader is. */
export interface LoaderPlace {
  readonly partuuid: string;
  /** As the firmware writes it: \EFI\bareon\grubx64.efi. */
  readonly file: string;
}

function isSame(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** True for an entry that a deploy made, on any partition. */
function isOurs({ label, file }: NvramEntry): boolean {
  return label === loaderName && file?.toLowerCase().startsWith(`\\efi\\${loaderName}\\`) === true;
}

/** The entry that starts our loader in this place; the first in the order if there are several. */
export function findEntry({ entries, order }: Nvram, { partuuid, file }: LoaderPlace): NvramEntry | undefined {
  const matches = entries.filter(
    (entry) => isOurs(entry) && entry.active && isSame(entry.partuuid, partuuid) && isSame(entry.file, file),
  );
  return order.map((id) => matches.find((entry) => entry.id === id)).find((entry) => entry !== undefined) ?? matches[0];
}

/**
 * Our own entries that are to go: those for a partition that is not there any more, and those for this one beside the one that
 * is kept. Foreign entries never.
 */
export function findDeadEntries(nvram: Nvram, place: LoaderPlace, partuuids: readonly string[]): NvramEntry[] {
  const kept = findEntry(nvram, place);
  const isThere = (partuuid: string | null): boolean => partuuids.some((one) => isSame(partuuid, one));
  return nvram.entries.filter(
    (entry) =>
      isOurs(entry) && entry.id !== kept?.id && (isSame(entry.partuuid, place.partuuid) || !isThere(entry.partuuid)),
  );
}

/**
 * The order with our entries `ids` in their place, one behind the other. `former` is the order before anything was changed, `gone` what
 * was removed since; foreign entries keep their order among themselves.
 */
export function planOrder(
  { entries, order: former }: Nvram,
  ids: readonly string[],
  gone: readonly string[],
  mode: BootOrder,
): string[] {
  if (mode === "keep" && ids.every((id) => former.includes(id))) return former.filter((id) => !gone.includes(id));
  const isOurOwn = (other: string): boolean => ids.includes(other) || gone.includes(other);
  const others = former.filter((other) => !isOurOwn(other));
  const isNetwork = (other: string): boolean => entries.find((entry) => entry.id === other)?.network === true;
  const place = former.findIndex(isOurOwn);
  const places: Readonly<Record<BootOrder, number>> = {
    first: 0,
    "after-network": others.findLastIndex(isNetwork) + 1,
    keep: place < 0 ? others.length : place,
  };
  return [...others.slice(0, places[mode]), ...ids, ...others.slice(places[mode])];
}

/** Why the firmware does not start the loaders by its list as the deploy config asked for, or null; `nvram` is undefined if it cannot be read. */
export function judgeEntries(nvram: Nvram | undefined, places: readonly LoaderPlace[], mode: BootOrder): string | null {
  if (nvram === undefined) return "it cannot be read: efivarfs is not mounted on /sys/firmware/efi/efivars";
  const ids = places.flatMap((place) => findEntry(nvram, place)?.id ?? []);
  if (ids.length === 0) return "it has no entry for this node; the disk is found by EFI/BOOT alone";
  if (ids.length < places.length) return "it lacks the entry of a disk; that disk is found by EFI/BOOT alone";
  if (planOrder(nvram, ids, [], mode).join(",") === nvram.order.join(",")) return null;
  const first = nvram.entries.find(({ id }) => id === nvram.order[0])?.label ?? "";
  return `the entry of this node is not in its place in the boot order, which begins with ${JSON.stringify(first)}`;
}

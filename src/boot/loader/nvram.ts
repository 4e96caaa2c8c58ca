/** What is to become of the firmware's list of what it can boot, decided from the variables as src/formats/efi-variables.ts reads them; efibootmgr writes it. */
import type { BootOrder } from "../../config/deploy-config.ts";
import type { NvramEntry } from "../../formats/efi-variables.ts";
import { loaderName } from "./efi-files.ts";

export interface Nvram {
  readonly entries: readonly NvramEntry[];
  /** Ids; some may have no entry. */
  readonly order: readonly string[];
  /** What the machine was started by; null where the firmware does not say. */
  readonly current: string | null;
}

/** Where our loader is. */
export interface LoaderPlace {
  readonly partuuid: string;
  /** As the firmware writes it: \EFI\bareon\grubx64.efi. */
  readonly file: string;
}

function isSame(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** True for an entry that a deploy made, on whichever partition. */
function isOurs({ label, file }: NvramEntry): boolean {
  return label === loaderName && file?.toLowerCase().startsWith(`\\efi\\${loaderName}\\`) === true;
}

/** The entry that starts our loader in this place; the first in the order where there are several. */
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
 * The order with our entry `id` in its place. `former` is the order before anything was changed, `gone` what was removed since;
 * foreign entries keep their order among themselves.
 */
export function planOrder(
  { entries, order: former }: Nvram,
  id: string,
  gone: readonly string[],
  mode: BootOrder,
): string[] {
  const others = former.filter((other) => other !== id && !gone.includes(other));
  const isNetwork = (other: string): boolean => entries.find((entry) => entry.id === other)?.network === true;
  const before = former.slice(
    0,
    Math.max(
      former.findIndex((other) => other === id || gone.includes(other)),
      0,
    ),
  );
  const places: Readonly<Record<BootOrder, number>> = {
    first: 0,
    "after-network": others.findLastIndex(isNetwork) + 1,
    keep: former.some((other) => other === id || gone.includes(other)) ? before.length : others.length,
  };
  return [...others.slice(0, places[mode]), id, ...others.slice(places[mode])];
}

/** How volumes for the journals of Ceph are cut: one journal for each OSD, shared out among the disks in their order. */
import type { KsDisk } from "../../schema/nailgun.ts";
import { type DiskVolume, type Placed, volumesOf } from "./spaces.ts";

/** MiB of the largest journal. */
const largestJournal = 10_240;

function isJournal({ item }: Placed<DiskVolume>): boolean {
  return item.type === "partition" && item.name === "cephjournal";
}

/** MiB of each journal of each such volume, by its pointer; a volume that no OSD is left for gets none. */
export function cutJournals(disks: readonly Placed<KsDisk>[]): ReadonlyMap<string, readonly number[]> {
  const volumes = disks.flatMap(volumesOf);
  const journals = volumes.filter(isJournal);
  const osds = volumes.filter(({ item }) => item.type !== "pv" && item.name === "ceph").length;
  const share = journals.length === 0 ? 0 : Math.ceil(osds / journals.length);
  let left = osds;
  const cut = new Map<string, readonly number[]>();
  for (const { item, pointer } of journals) {
    const count = Math.min(share, left);
    left -= count;
    const size = Math.min(Math.floor(item.size / share), largestJournal);
    cut.set(
      pointer,
      Array.from({ length: count }, () => size),
    );
  }
  return cut;
}

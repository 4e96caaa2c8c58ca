/** The copies of the multiboot partition on the machine: which belong together, and what each holds. Reads only; align-copies.ts writes. */
import { multibootName, multibootType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { Host } from "../../host/host.ts";
import { readTextInRoot } from "../../host/path-in-root.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import { joinAll } from "../../host/wait.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { findCopyUuids } from "../menu/copies.ts";
import { menuPath } from "../menu/menu.ts";
import type { CopyHead } from "../state/copies.ts";
import { idleEnvironment } from "../state/environment.ts";
import { readEnvironment } from "./environment-file.ts";

/** A copy that is there, with what decides between it and the others. */
export interface FoundCopy extends CopyHead {
  readonly device: string;
  readonly uuid: string;
}

/** Where copies are looked for. */
export interface CopyView {
  readonly host: Host;
  readonly mounts: PrivateMounts;
  readonly filesystems: readonly Filesystem[];
}

/** Bytes of a menu that are read at most; ours are far smaller. */
const limit = 4 * MiB;

/** The partitions that have the name and the filesystem of a multiboot partition. */
function namedPlaces({ filesystems }: CopyView): Filesystem[] {
  return filesystems.filter(({ type, partitionName }) => type === multibootType && partitionName === multibootName);
}

/** As GRUB would find it. What cannot be read is a copy that decides nothing. */
export async function readCopy(
  { mounts }: Pick<CopyView, "mounts">,
  host: Host,
  { device, uuid }: { readonly device: string; readonly uuid: string },
): Promise<FoundCopy> {
  try {
    const directory = await mounts.mount({ source: device, type: multibootType, access: "read" });
    const menuText = await readTextInRoot(host, directory, menuPath, limit);
    return { device, uuid, menuText, environment: await readEnvironment(host, directory) };
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const environment = { env: idleEnvironment(""), problem: error.message };
    return { device, uuid, menuText: undefined, environment };
  }
}

function listOf({ menuText }: CopyHead): readonly string[] {
  return findCopyUuids(menuText ?? "");
}

/** If several partitions could be meant: by their UUIDs, which copies their menus name. */
export async function readCopyLists(view: CopyView): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = namedPlaces(view);
  if (named.length < 2) return new Map();
  const found = await joinAll(
    named.flatMap(({ device, uuid }) => (uuid === null ? [] : [readCopy(view, view.host, { device, uuid })])),
  );
  return new Map(found.map((copy) => [copy.uuid, listOf(copy)]));
}

/**
 * All copies that are there, in their order, if there is more than the one at `uuid`; else none. `listed` are the UUIDs that the running
 * system knows. A UUID that several filesystems have is that of none: which of them is meant nobody can tell.
 */
export async function findCopies(
  view: CopyView,
  { device, uuid }: { readonly device: string; readonly uuid: string },
  listed: readonly string[],
): Promise<readonly FoundCopy[]> {
  if (namedPlaces(view).length < 2 && listed.length < 2) return [];
  const own = await readCopy(view, view.host, { device, uuid });
  const uuids = [...new Set([...listOf(own), ...listed])];
  const places = uuids.flatMap((wanted) => {
    const [one, ...more] = view.filesystems.filter((filesystem) => isSameUuid(filesystem.uuid, wanted));
    return one === undefined || more.length > 0 || one.type !== multibootType ? [] : [one.device];
  });
  if (places.length < 2) return [];
  return await joinAll(
    places.map(async (place) => {
      if (place === device) return own;
      const found = view.filesystems.find((filesystem) => filesystem.device === place);
      return await readCopy(view, view.host, { device: place, uuid: found?.uuid ?? "" });
    }),
  );
}

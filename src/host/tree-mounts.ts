/** Mounts a system's tree, whose links are not trusted, and says what its filesystems can hold. */
import { BareonError } from "../base/errors.ts";
import { isWithin } from "../base/paths.ts";
import type { PlannedMount } from "../schema/plan.ts";
import type { Context } from "./host.ts";
import { mountFilesystem } from "./mounts.ts";
import { resolveInRoot } from "./path-in-root.ts";
import type { Scope } from "./scope.ts";
import { filesystemNamed } from "../storage/filesystem/filesystems.ts";

/** Whether a filesystem keeps owners, modes, links and attributes; one that no config can ask for is taken for such. */
export function holdsOwnership(type: string): boolean {
  return filesystemNamed(type)?.keepsOwnership ?? true;
}

/** Mount options for a look at a filesystem that changes nothing of it: at its top, or at "root", what the kernel mounts as a system's root. */
export function lookOptions(type: string, part: "top" | "root" = "top"): readonly string[] {
  const { whole = [], unreplayed = [] } = filesystemNamed(type)?.view ?? {};
  return ["ro", "nodev", "nosuid", "noexec", ...(part === "top" ? whole : []), ...unreplayed];
}

export type TreeMount = Pick<PlannedMount, "mount" | "device" | "type">;

/** A volume that is about to be mounted at its place. */
export interface Mounting {
  readonly volume: TreeMount;
  readonly place: string;
  /** Mounts it; the place has to be there. */
  readonly mount: () => Promise<void>;
}

/** What is done around each mount. */
export type AroundMount = (mounting: Mounting) => Promise<void>;

export interface MountTreeOptions {
  /** Of all its mounts, or what each type of filesystem has. */
  readonly options?: readonly string[] | ((type: string) => readonly string[]);
  readonly around?: AroundMount;
}

interface Placed {
  readonly volume: TreeMount;
  readonly place: string;
}

/** The first of them that lies below none of the others; where links lead is known as far as the tree is mounted. */
async function nextOf(ctx: Context, open: readonly TreeMount[], root: string): Promise<Placed | undefined> {
  const placed: Placed[] = [];
  for (const volume of open) placed.push({ volume, place: await resolveInRoot(ctx.host, root, volume.mount) });
  const next = placed.find(({ place }) =>
    placed.every((other) => other.place === place || !isWithin(other.place, place)),
  );
  const twin = placed.find(({ volume, place }) => volume !== next?.volume && place === next?.place);
  if (next === undefined || twin === undefined) return next;
  throw new BareonError(
    "failure",
    `The mount points ${next.volume.mount} and ${twin.volume.mount} are one place, ${next.place.slice(root.length)}: links in the tree lead there.`,
  );
}

/**
 * Mounts the volumes of a tree below `root`, parents first, each mount point resolved inside the tree. Returns where each mount point
 * is in the tree once links are followed.
 */
export async function mountVolumes(
  ctx: Context,
  scope: Scope,
  mounts: readonly TreeMount[],
  root: string,
  { options = [], around }: MountTreeOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  let open = mounts;
  for (let next = await nextOf(ctx, open, root); next !== undefined; next = await nextOf(ctx, open, root)) {
    const { volume, place } = next;
    const { mount, device, type } = volume;
    const mountIt = async (): Promise<void> =>
      await mountFilesystem(ctx, scope, {
        ...{ source: device, target: place, type },
        options: typeof options === "function" ? options(type) : options,
      });
    if (around !== undefined) await around({ volume, place, mount: mountIt });
    else {
      if (mount !== "/") await ctx.host.makeDirectory(place);
      await mountIt();
    }
    places.set(mount, place.slice(root.length) || "/");
    open = open.filter((other) => other !== volume);
  }
  return places;
}

/** Looks into the deployed images for the kernels that they have now, as the boot loader sees them; nothing is written to their filesystems. */
import { BareonError } from "../base/errors.ts";
import type { ImageFinding } from "../boot/menu-refresh.ts";
import { resolveBelow } from "../host/below.ts";
import type { Context } from "../host/host.ts";
import type { PrivateMounts } from "../host/private-mounts.ts";
import type { Element, Volume } from "../schema/boot-info.ts";
import type { Filesystem } from "../tools/blkid-list.ts";
import { menuKernels } from "./deployed-systems.ts";
import { findFilesystem, Unbootable } from "./entry-check.ts";
import { readSystem } from "./installed-system.ts";

export interface ImagePlaces {
  readonly mounts: PrivateMounts;
  /** Every filesystem of the machine. */
  readonly filesystems: readonly Filesystem[];
}

/** Where kernels, their links and the files about them are found; a volume elsewhere in the tree does not matter. */
const bootPaths = ["/", "/boot", "/usr", "/etc", "/lib"];

function bootVolumes({ mounts, root_uuid: uuid }: Element): readonly Volume[] {
  const known = (mounts ?? []).filter(({ mount }) => bootPaths.some((path) => mount === path || mount.startsWith(`${path === "/" ? "//" : path}/`)));
  if (known.some(({ mount }) => mount === "/")) return known.toSorted((one, other) => one.mount.length - other.mount.length);
  return [{ mount: "/", uuid, type: "" }, ...known];
}

async function findImage(ctx: Context, { mounts, filesystems }: ImagePlaces, element: Element): Promise<ImageFinding> {
  const [root, ...others] = bootVolumes(element);
  if (root === undefined) throw new Error("an image without a root");
  const { device, type } = findFilesystem(filesystems, root.uuid, "root filesystem");
  const directory = await mounts.mount({ source: device, type, access: "read" });
  for (const { uuid, mount } of others) {
    const volume = findFilesystem(filesystems, uuid, `filesystem of ${mount}`);
    await mounts.mountBelow({ source: volume.device, type: volume.type, access: "read" }, await resolveBelow(ctx.host, directory, mount));
  }
  const system = await readSystem(ctx.host, directory, [{ ...root, type }, ...others]);
  return { kind: "read", device, systemName: system.name, kernels: menuKernels(system) };
}

/** For each element what its image has now; one that cannot be looked into is said to be so. */
export async function findImages(ctx: Context, places: ImagePlaces, elements: readonly Element[]): Promise<ImageFinding[]> {
  const findings: ImageFinding[] = [];
  for (const element of elements) {
    try {
      findings.push(await findImage(ctx, places, element));
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (!(error instanceof Unbootable || error instanceof BareonError)) throw error;
      findings.push({ kind: "unread", problem: error.message });
    }
  }
  return findings;
}

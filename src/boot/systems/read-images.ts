/** Reads which kernels the deployed images have now, as the boot loader sees them; nothing is written to their filesystems. */
import { tryTo } from "../../base/attempt.ts";
import { BareonError } from "../../base/errors.ts";
import { isWithin } from "../../base/paths.ts";
import { describeUpdate } from "../menu/entries.ts";
import type { ImageFinding } from "../menu/plan.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context } from "../../host/host.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { Element, Volume } from "../../schema/boot-info.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { syncFilesystem } from "../../programs/mount.ts";
import type { RunningSystem } from "../../machine/running-entry.ts";
import { mountRoot } from "./subvolumes.ts";
import { ClosedFilesystem, findFilesystem, findTwins, Unbootable } from "./entry-check.ts";
import { readSystem } from "./installed-system.ts";

export interface ImagePlaces {
  readonly mounts: PrivateMounts;
  /** Every filesystem of the machine. */
  readonly filesystems: readonly Filesystem[];
  readonly running: Pick<RunningSystem, "devices" | "rootUuid">;
}

/** Kernels, their links and the files about them lie in these directories and on the root; a volume elsewhere does not matter. */
const bootDirectories = ["/boot", "/usr", "/etc", "/lib"];

function bootVolumes({ mounts, root_uuid: uuid }: Element): readonly Volume[] {
  const known = (mounts ?? []).filter(
    ({ mount }) => mount === "/" || bootDirectories.some((directory) => isWithin(directory, mount)),
  );
  if (known.some(({ mount }) => mount === "/"))
    return known.toSorted((one, other) => one.mount.length - other.mount.length);
  return [{ mount: "/", uuid, type: "" }, ...known];
}

interface MountedImage {
  readonly finding: ImageFinding;
  /** What people should know of it. */
  readonly warnings: readonly string[];
  /** As InstalledSystem has it. */
  readonly lackOfModules: string | null;
  /** True if not all of its texts could be read. */
  readonly isPartial: boolean;
  /** The directories of its filesystems. */
  readonly directories: readonly string[];
}

/** A boot loader takes whichever it finds first. */
function twinWarnings({ filesystems, running }: ImagePlaces, volumes: readonly Volume[]): string[] {
  return volumes.flatMap(({ uuid, mount }) => {
    const twins = findTwins(filesystems, uuid, running);
    return twins.length === 0
      ? []
      : [`${twins.join(" and ")} has the UUID of the running system's ${mount}, so GRUB may boot from there`];
  });
}

async function readImage(ctx: Context, places: ImagePlaces, element: Element): Promise<MountedImage> {
  const { mounts, filesystems, running } = places;
  const [root, ...others] = bootVolumes(element);
  if (root === undefined) throw new Error("an image without a root");
  const { device, type } = findFilesystem(filesystems, root.uuid, "root filesystem", running);
  const { directory, folder } = await mountRoot(ctx.host, mounts, { device, type });
  const directories = [directory];
  for (const { uuid, mount } of others) {
    const volume = findFilesystem(filesystems, uuid, `filesystem of ${mount}`, running);
    const target = await resolveInRoot(ctx.host, directory, mount);
    await mounts.mountBelow({ source: volume.device, type: volume.type, access: "read" }, target);
    directories.push(target);
  }
  const system = await readSystem(ctx.host, directory, [{ ...root, type, folder }, ...others]);
  const warnings = [...system.warnings, ...twinWarnings(places, [root, ...others])];
  return {
    finding: { kind: "read", device, systemName: system.name, kernels: system.kernels },
    warnings,
    lackOfModules: system.lackOfModules,
    isPartial: system.hasLoops,
    directories,
  };
}

export interface ReadImages {
  /** For each element what its image has now; "unread" for one that cannot be read, "kept" for one that is being updated, or that is encrypted and closed. */
  readonly images: readonly ImageFinding[];
  /** For each element why its default kernel would find no modules; null if that was not seen. */
  readonly lacksOfModules: readonly (string | null)[];
  /** What people should know of the images. */
  readonly warnings: readonly string[];
  /** True if of an image that was read not all texts could be. */
  readonly isPartial: boolean;
  /**
   * Brings what was found to the disk itself, for a boot loader that replays no journal: syncfs(2) commits it and then writes
   * the device's buffers. (xfs keeps its metadata elsewhere, and writes it in its own time, within half a minute.) Returns warnings
   * of what could not be brought there, which must not keep the others' kernels out of the menu.
   */
  readonly flush: () => Promise<readonly string[]>;
}

/** Reads the image of each element, except one that is being updated; the filesystems stay mounted with `places`. */
export async function readImages(ctx: Context, places: ImagePlaces, elements: readonly Element[]): Promise<ReadImages> {
  const images: ImageFinding[] = [];
  const lacksOfModules: (string | null)[] = [];
  const warnings: string[] = [];
  const directories: string[] = [];
  let isPartial = false;
  for (const element of elements) {
    if (element.updating !== undefined) {
      images.push({ kind: "kept" });
      lacksOfModules.push(null);
      warnings.push(`Image ${element.os_id} is ${describeUpdate(element.updating)}; it was not looked into.`);
      continue;
    }
    try {
      const image = await readImage(ctx, places, element);
      images.push(image.finding);
      lacksOfModules.push(image.lackOfModules);
      warnings.push(...image.warnings.map((text) => `Image ${element.os_id}: ${text}.`));
      directories.push(...image.directories);
      isPartial ||= image.isPartial;
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (!(error instanceof Unbootable || error instanceof BareonError)) throw error;
      const isClosed = error instanceof ClosedFilesystem;
      images.push(isClosed ? { kind: "kept" } : { kind: "unread", problem: error.message });
      if (isClosed) warnings.push(`Image ${element.os_id} was not looked into: ${error.message}.`);
      lacksOfModules.push(null);
    }
  }
  const flush = async (): Promise<readonly string[]> => {
    const failed: string[] = [];
    for (const directory of directories)
      await tryTo(failed, "Not all of a kernel may be on the disk yet", async () => {
        await ctx.host.run(syncFilesystem(directory));
      });
    ctx.signal.throwIfAborted();
    return failed;
  };
  return { images, lacksOfModules, warnings, isPartial, flush };
}

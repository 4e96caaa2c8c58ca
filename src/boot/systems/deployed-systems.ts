/** Reads the deployed images once they are on the disk, in the form that the menu is planned from, and reports the menu. */
import { hasSubvolumes } from "../../storage/filesystem/filesystems.ts";
import { BareonError } from "../../base/errors.ts";
import type { DeployedSystem } from "../menu/first-menu.ts";
import type { Menu } from "../menu/menu.ts";
import type { Context, Host } from "../../host/host.ts";
import type { PlannedImage } from "../../schema/plan.ts";
import { parseMountinfo } from "../../formats/mountinfo.ts";
import { type InstalledSystem, readSystem, type TreeMount } from "./installed-system.ts";

export interface FoundImage {
  readonly image: PlannedImage;
  /** Where it is mounted. */
  readonly root: string;
  /** The device node of its root. */
  readonly device: string;
  readonly system: InstalledSystem;
}

type MountedVolume = PlannedImage["mounts"][number] & Pick<TreeMount, "folder">;

/** The device node of the image's root. */
export function rootDevice(image: PlannedImage): string {
  const root = image.mounts.find(({ mount }) => mount === "/");
  if (root === undefined) throw new BareonError("invalid", `The plan has no root for image ${image.name}.`);
  return root.device;
}

/** The filesystems of the image that is mounted at `root`, and of its root the folder that is mounted: a root may be a subvolume, and boot loaders begin at the top. */
export async function withFolders(host: Host, { mounts }: PlannedImage, root: string): Promise<MountedVolume[]> {
  const mounted = parseMountinfo((await host.readText("/proc/self/mountinfo")) ?? "");
  const folder = mounted.findLast(({ target }) => target === root)?.root ?? "/";
  return mounts.map((volume) => (volume.mount === "/" && hasSubvolumes(volume.type) ? { ...volume, folder } : volume));
}

/** Reads the image that is mounted below `root`; throws BareonError "bootloader" if it has no kernel. */
export async function readImage(ctx: Context, image: PlannedImage, root: string): Promise<InstalledSystem> {
  const system = await readSystem(ctx.host, root, await withFolders(ctx.host, image, root));
  const [kernel] = system.kernels;
  if (kernel === undefined) {
    throw new BareonError(
      "bootloader",
      `Image ${image.name} has no kernel: nothing like /vmlinuz or /boot/vmlinuz-* is a file with something in it.`,
    );
  }
  const without =
    kernel.initrd === null ? ["its kernel has no initrd, and without one it will hardly find its root by UUID"] : [];
  for (const text of [...system.warnings, ...without, system.lackOfModules ?? []].flat())
    ctx.report({ event: "warning", message: `Image ${image.name}: ${text}.` });
  return system;
}

function isName(text: string | undefined): text is string {
  return text !== undefined && text !== "" && !text.includes("\uFFFD");
}

/** The system as the menu needs it. os-prober's name counts if the system has none of its own: both read the same file, and os-prober leaves in it what is no part of the name. */
export function deployedSystem(
  { image, device, system }: Omit<FoundImage, "root">,
  probedName: string | undefined,
): DeployedSystem {
  const { name, imageName, imageUuid, rootUuid } = image;
  const mounts = image.mounts.map(({ mount, uuid, type }) => ({ mount, uuid, type }));
  return {
    name,
    imageName,
    imageUuid,
    rootUuid,
    device,
    title: system.name ?? (isName(probedName) ? probedName : null),
    systemName: system.name,
    mounts,
    kernels: system.kernels,
  };
}

/** Tells people what the node offers. */
export function reportMenu(ctx: Context, menu: Menu): void {
  for (const [index, { title }] of menu.entries.entries()) {
    ctx.report({
      event: "notice",
      message: `Boot menu entry ${index}${index === menu.defaultIndex ? " (default)" : ""}: ${title}`,
    });
  }
}

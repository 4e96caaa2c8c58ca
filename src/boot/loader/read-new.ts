/** Systems that are new to the menu, read from their filesystems in the form that a menu is planned from. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import type { Element } from "../../schema/boot-info.ts";
import type { PlannedImage } from "../../schema/plan.ts";
import type { DeployedSystem } from "../menu/first-menu.ts";
import type { BootSession } from "../store/session.ts";
import { rootDevice } from "../systems/deployed-systems.ts";
import { readImages } from "../systems/read-images.ts";

/** The mounts of the whole system, those that others have too among them. */
function mountsOf({ mounts, outside = [] }: PlannedImage): NonNullable<Element["mounts"]> {
  return [...mounts, ...outside].map(({ mount, uuid, type }) => ({ mount, uuid, type }));
}

/** Reads systems that the menu does not have yet as a boot loader finds them; what they were written lately is on the disk then. Throws "bootloader" for one that has no kernel. */
export async function readNew(
  ctx: Context,
  { store, running }: Pick<BootSession, "store" | "running">,
  images: readonly PlannedImage[],
): Promise<DeployedSystem[]> {
  const { filesystems, mounts } = store;
  const elements = images.map((image): Element => ({
    ...{ grub_id: 0, boot_name: "", os_id: image.name, image_name: image.imageName, image_uuid: image.imageUuid },
    ...{ root_uuid: image.rootUuid, mounts: mountsOf(image) },
  }));
  const found = await readImages(ctx, { filesystems, mounts, running }, elements);
  const lacks = images.flatMap(({ name }, index) => {
    const lack = found.lacksOfModules[index] ?? null;
    return lack === null ? [] : [`Image ${name}: ${lack}.`];
  });
  for (const message of [...found.warnings, ...lacks]) ctx.report({ event: "warning", message });
  for (const message of await found.flush()) ctx.report({ event: "warning", message });
  return images.map((image, index): DeployedSystem => {
    const { name, imageName, imageUuid, rootUuid } = image;
    const finding = found.images[index];
    if (finding?.kind !== "read" || finding.kernels.length === 0)
      throw new BareonError(
        "bootloader",
        `Image ${name} ${finding?.kind === "unread" ? `could not be read: ${finding.problem}` : "has no kernel: nothing like /vmlinuz or /boot/vmlinuz-* is a file with something in it"}.`,
      );
    const { systemName, kernels } = finding;
    const own = { name, imageName, imageUuid, rootUuid, systemName, kernels, mounts: mountsOf(image) };
    return { ...own, device: rootDevice(image), title: systemName };
  });
}

/** Which volumes of an image an update may write: not those that others have too, and not those that the node is started from. */
import { BareonError } from "../base/errors.ts";
import { isWithin } from "../base/paths.ts";
import { isSameUuid } from "../base/uuid.ts";
import type { RecordedMount } from "../schema/deploy-record.ts";
import type { Inventory } from "../schema/inventory.ts";
import { storageLayers } from "../storage/layers.ts";
import { findStarting, findVolumes } from "./found-layout.ts";

/** Whether the node is started from it: then GRUB's files are there, and an update would take them away. */
function startsNode(inventory: Inventory, uuid: string): boolean {
  const starting = findStarting(inventory, storageLayers);
  return findVolumes(inventory).some(({ device, content }) => starting.has(device) && isSameUuid(uuid, content?.uuid));
}

type Mount = Pick<RecordedMount, "mount" | "uuid">;

interface Mounted<M extends Mount> {
  readonly name: string;
  readonly mounts: readonly M[];
}

/** The images of a record, or of a plan. */
interface Images {
  readonly images: readonly Mounted<Mount>[];
  readonly utilities: readonly Mounted<Mount>[];
}

function isShared({ images, utilities }: Images, image: Mounted<Mount>, uuid: string): boolean {
  const others = [...images.filter((one) => one !== image), ...utilities];
  return others.some(({ mounts }) => mounts.some((mount) => isSameUuid(mount.uuid, uuid)));
}

/** Those of the image alone; the others, and what is mounted below them, are left out. Throws "unsupported" if the kernels are on an EFI system partition. */
export function splitOwnMounts<M extends Mount>(
  record: Images,
  image: Mounted<M>,
  inventory: Inventory,
): { readonly own: M[]; readonly leftOut: string[] } {
  const starting = image.mounts.filter(({ uuid }) => startsNode(inventory, uuid));
  if (starting.some(({ mount }) => mount === "/boot"))
    throw new BareonError(
      "unsupported",
      `The kernels of ${image.name} are on the EFI system partition, beside what starts the node, and are not updated.`,
      { hint: "Nothing was changed. Mount the EFI system partition at /boot/efi in a new deploy of the node." },
    );
  const shared = [...starting, ...image.mounts.filter(({ uuid }) => isShared(record, image, uuid))];
  // What is mounted below a shared volume cannot be reached without that.
  const own = image.mounts.filter(({ mount }) => !shared.some((outer) => isWithin(outer.mount, mount)));
  return { own, leftOut: image.mounts.filter((mount) => !own.includes(mount)).map(({ mount }) => mount) };
}

/** Which volumes of a system are encrypted, and the lines of crypttab(5) by which it opens them at boot. */
import { keyFolder } from "../base/places.ts";
import { foundNodes, type Layers } from "../machine/found-layers.ts";
import type { Content, Disk } from "../schema/inventory.ts";
import type { EncryptedMount, PlannedLayer } from "../schema/plan.ts";
import type { Layout } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { own, signature } from "./luks/signature.ts";

/** The file of a system with the key of the container. */
export function keyPlace(uuid: string): string {
  return `${keyFolder}/${uuid}`;
}

/** In the order of the plan's volumes. */
export function encryptedMounts(
  { layers = [], volumes }: Pick<Layout, "layers" | "volumes">,
  image: string,
): EncryptedMount[] {
  return volumes.flatMap(({ device, mount, images }): EncryptedMount[] => {
    const item = layers.find((one) => one.device === device);
    if (mount === null || !images.includes(image) || item?.encryption === undefined) return [];
    const { unlock, pcrs } = item.encryption;
    return [{ mount, uuid: item.uuid, unlock, ...(pcrs === undefined ? {} : { pcrs }) }];
  });
}

/** Whether the system's initramfs opens the volume: what it mounts itself, and what clevis is to open, of which nothing in Debian 12 does so later. */
export function isOpenedFirst({ mount, unlock }: Pick<EncryptedMount, "mount" | "unlock">): boolean {
  return mount === "/" || mount === "/usr" || unlock === "tpm2";
}

/** By the UUID of the container, so that no device's name counts; the options are those of whoever opens it. */
export function crypttabLine({ uuid, unlock }: EncryptedMount, options: readonly string[]): string {
  const key = unlock === "key-file" ? keyPlace(uuid) : "none";
  return `luks-${uuid} UUID=${uuid} ${key} ${options.join(",")}`;
}

/** The containers among the things of a plan that layers without a list of their own make. */
export function containersOf(layers: readonly PlannedLayer[] | undefined): readonly PlannedLayer[] {
  return own(layers);
}

/** A container that was found. */
export interface Container {
  readonly path: string;
  readonly uuid: string;
}

/** The containers on these disks, and on what lies on them, that are there, open or closed. */
export function foundContainers(disks: readonly Disk[], machine: Layers): Container[] {
  const devices: { readonly path: string; readonly content: Content | null }[] = [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...foundNodes(storageLayers, machine).flatMap((node) => node.devices.filter(({ active }) => active)),
  ];
  return devices.flatMap(({ path, content }) =>
    content?.type === signature && content.uuid !== null ? [{ path, uuid: content.uuid }] : [],
  );
}

/** Those of them that are closed. */
export function closedContainers(disks: readonly Disk[], machine: Layers): Container[] {
  const opened = new Set(own(machine.layers).flatMap(({ parents }) => parents));
  return foundContainers(disks, machine).filter(({ path }) => !opened.has(path));
}

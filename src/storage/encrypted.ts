/** Which volumes of a system are encrypted, and the lines of crypttab(5) by which it opens them at boot. */
import type { EncryptedMount } from "../schema/plan.ts";
import type { Layout } from "./layer.ts";

/** The folder, for root alone, of the keys that a system has in files. */
export const keyFolder = "/etc/bareon/keys";

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

/** By the UUID of the container, so that no device's name counts; `initramfs` is an option of Debian's. */
export function crypttabLine(volume: EncryptedMount): string {
  const { uuid, unlock } = volume;
  const key = unlock === "key-file" ? keyPlace(uuid) : "none";
  return `luks-${uuid} UUID=${uuid} ${key} ${isOpenedFirst(volume) ? "luks,initramfs" : "luks"}`;
}

/** What holds the devices of a machine and can be ended: mounts and swap areas. What else holds a device refuses a deploy. */
import type { Disk } from "../schema/inventory.ts";
import { foundNodes, type FoundLayer, type Layers } from "./found-layers.ts";

/** A holder with the words that a step has for ending it. */
export type Holder =
  | { readonly kind: "mount"; readonly path: string; readonly target: string; readonly title: string }
  | { readonly kind: "swap"; readonly path: string; readonly title: string };

/** The holders of the device itself: those of what sits on it are listed there. */
function ownHolders({ uses }: { readonly uses: readonly string[] }): readonly string[] {
  return uses.some((use) => use.startsWith("/dev/")) ? [] : uses;
}

/** In the order in which they are ended: what is mounted inside another mount goes first, swap last. */
export function findHolders(disks: readonly Disk[], machine: Layers, layers: readonly FoundLayer[]): readonly Holder[] {
  const devices = [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...foundNodes(layers, machine).flatMap((node) => node.devices),
  ];
  const mounts = devices.flatMap((device) =>
    ownHolders(device)
      .filter((use) => use.startsWith("/"))
      .map((target) => ({ target, path: device.path })),
  );
  return [
    ...mounts
      .toSorted((one, other) => other.target.length - one.target.length)
      .map(({ target, path }): Holder => ({ kind: "mount", path, target, title: `Unmount ${path} from ${target}` })),
    ...devices
      .filter((device) => ownHolders(device).includes("[SWAP]"))
      .map(({ path }): Holder => ({ kind: "swap", path, title: `Switch swap on ${path} off` })),
  ];
}

/** Loop devices: the files behind them, and those that lie on another device, which lsblk shows beside it. */
import type { Host } from "../../host/host.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";

/** The path of what is behind each loop device, by the device's own path. */
export async function readLoopFiles(host: Host, tree: readonly BlockDevice[]): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { path } of tree.filter(({ type, size }) => type === "loop" && size > 0)) {
    const file = await host.readText(`/sys/class/block/${path.slice("/dev/".length)}/loop/backing_file`);
    if (file !== undefined) files.set(path, file.trim());
  }
  return files;
}

/**
 * The tree with each loop device on the device that it lies on (`losetup --offset=... /dev/sda`, `mount -o loop`): nothing else holds
 * that one, which such a loop device does not open exclusively.
 */
export async function placeLoops(
  host: Host,
  tree: readonly BlockDevice[],
  files: ReadonlyMap<string, string>,
): Promise<readonly BlockDevice[]> {
  const below = new Map<string, string>();
  for (const [loop, file] of files) {
    // By its number, since the path of a mapping is not the one that lsblk shows.
    const { kind, device } = (file.startsWith("/dev/") ? await host.facts(file) : undefined) ?? {};
    if (kind === "block" && device !== undefined) below.set(loop, device);
  }
  if (below.size === 0) return tree;
  const place = (device: BlockDevice): BlockDevice => ({
    ...device,
    children: [...device.children, ...tree.filter(({ path }) => below.get(path) === device.device)].map(place),
  });
  return tree.filter(({ path }) => !below.has(path)).map(place);
}

/** What sysfs(5) says of where a device lies: the disk of a partition, and which devices are but paths to a multipath map. */
import type { Host } from "./host.ts";
import { multipathStates, parsePathStates } from "../programs/dmsetup.ts";
import { resolveInRoot } from "./path-in-root.ts";

const blocks = "/sys/class/block";

async function uuidOf(host: Host, node: string): Promise<string> {
  return ((await host.readText(`${blocks}/${node}/dm/uuid`)) ?? "").trim();
}

export interface PartitionPlace {
  readonly disk: string;
  readonly number: number;
}

/** A partition of a multipath map, which kpartx made; undefined for any other device. */
async function placeOnMap(host: Host, node: string): Promise<PartitionPlace | undefined> {
  const number = /^part(?<number>\d+)-mpath-/u.exec(await uuidOf(host, node))?.groups?.["number"];
  const [map] = number === undefined ? [] : await host.list(`${blocks}/${node}/slaves`);
  if (number === undefined || map === undefined) return undefined;
  return { disk: `/dev/${map}`, number: Number(number) };
}

/** Undefined for a device that is no partition, such as a loop device over one. */
export async function findPlace(host: Host, device: string): Promise<PartitionPlace | undefined> {
  const node = (await resolveInRoot(host, "/", device)).slice("/dev/".length);
  const text = await host.readText(`${blocks}/${node}/partition`);
  if (text === undefined) return node.startsWith("dm-") ? await placeOnMap(host, node) : undefined;
  const number = Number(text);
  const disk = (await host.readLink(`${blocks}/${node}`)).split("/").at(-2);
  return disk === undefined || !Number.isInteger(number) || number <= 0 ? undefined : { disk: `/dev/${disk}`, number };
}

/** The nodes of the paths that the kernel has not given up; none if that is not known. */
async function workingPaths(host: Host, nodes: readonly string[]): Promise<readonly string[]> {
  if (!(await host.hasProgram("dmsetup"))) return [];
  const states = parsePathStates((await host.run(multipathStates())).stdout);
  const working: string[] = [];
  for (const node of nodes)
    if (states.get(((await host.readText(`${blocks}/${node}/dev`)) ?? "").trim()) === "active") working.push(node);
  return working;
}

/** The disk as a firmware knows it, which has no maps: of a map one of its paths, and one that works if there is such. */
export async function findHardware(host: Host, disk: string): Promise<string> {
  const node = (await resolveInRoot(host, "/", disk)).slice("/dev/".length);
  if (!node.startsWith("dm-") || !(await uuidOf(host, node)).startsWith("mpath-")) return disk;
  const paths = await host.list(`${blocks}/${node}/slaves`);
  const path = (await workingPaths(host, paths))[0] ?? paths[0];
  return path === undefined ? disk : `/dev/${path}`;
}

/** The nodes of what multipath maps are made of, and of its partitions: what is on them is the map's. */
export async function findPaths(host: Host): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for (const node of await host.list(blocks)) {
    if (!node.startsWith("dm-") || !(await uuidOf(host, node)).startsWith("mpath-")) continue;
    for (const path of await host.list(`${blocks}/${node}/slaves`)) {
      paths.add(`/dev/${path}`);
      for (const part of await host.list(`${blocks}/${path}`)) if (part.startsWith(path)) paths.add(`/dev/${part}`);
    }
  }
  return paths;
}

/** Without what is seen by a path of a multipath map, as the map itself shows it. */
export async function withoutPaths<T extends { readonly device: string }>(
  host: Host,
  devices: readonly T[],
): Promise<readonly T[]> {
  const paths = await findPaths(host);
  return paths.size === 0 ? devices : devices.filter(({ device }) => !paths.has(device));
}

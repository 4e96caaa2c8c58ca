/** Maps of dm-multipath: each is one disk, and the disks that are its paths are none. What a path is good for is the kernel's word. */
import type { Context, Host } from "../../host/host.ts";
import { pause } from "../../host/wait.ts";
import type { Disk } from "../../schema/inventory.ts";
import { multipathStates, parsePathStates } from "../../programs/dmsetup.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";
import { settleDevices } from "./settle.ts";

type Multipath = NonNullable<Disk["multipath"]>;
type PathState = Multipath["paths"][number]["state"];

/** A map with what its partitions are, which the kernel does not read from a table. */
export interface FoundMap extends Omit<Multipath, "paths"> {
  readonly paths: readonly { readonly device: BlockDevice; readonly state: PathState }[];
  /** The device nodes of partitions by their number, by whatever rule they are called. */
  readonly partitions: ReadonlyMap<number, string>;
}

/** The devices of the machine with each map in the place of its paths. */
export interface LiftedTree {
  readonly tree: readonly BlockDevice[];
  /** By the path of the map. */
  readonly maps: ReadonlyMap<string, FoundMap>;
}

async function mapperUuid(host: Host, { device }: BlockDevice): Promise<string> {
  return ((await host.readText(`/sys/dev/block/${device}/dm/uuid`)) ?? "").trim();
}

/** Each map that lies on whole disks and on nothing else, with these. A map of other devices is no disk. */
function findMaps(tree: readonly BlockDevice[]): { readonly map: BlockDevice; readonly paths: BlockDevice[] }[] {
  const found = new Map<string, { map: BlockDevice; paths: BlockDevice[] }>();
  const others = new Set<string>();
  const walk = (parent: BlockDevice, isTop: boolean): void => {
    for (const child of parent.children) {
      if (child.type === "mpath") {
        const known = found.get(child.path) ?? { map: child, paths: [] };
        if (isTop && parent.type === "disk") known.paths.push(parent);
        else others.add(child.path);
        found.set(child.path, known);
      }
      walk(child, false);
    }
  };
  for (const device of tree) walk(device, true);
  return Array.from(found.values()).filter(({ map }) => !others.has(map.path));
}

/** What all paths say alike; null if they differ. */
function common(paths: readonly BlockDevice[], key: "model" | "serial" | "wwn"): string | null {
  const [first, ...others] = paths.map((path) => path[key]);
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

async function findPartitions(host: Host, { children }: BlockDevice): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const child of children) {
    const number = /^part(?<number>\d+)-mpath-/u.exec(await mapperUuid(host, child))?.groups?.["number"];
    if (number !== undefined) found.set(Number(number), child.path);
  }
  return found;
}

async function readStates(host: Host): Promise<ReadonlyMap<string, PathState>> {
  if (!(await host.hasProgram("dmsetup"))) return new Map();
  return parsePathStates((await host.run(multipathStates())).stdout);
}

/** On a machine without a map the tree is as it was, and nothing more is read. */
export async function liftMaps(host: Host, tree: readonly BlockDevice[]): Promise<LiftedTree> {
  const found = findMaps(tree);
  if (found.length === 0) return { tree, maps: new Map() };
  const states = await readStates(host);
  const maps = new Map<string, FoundMap>();
  const lifted: BlockDevice[] = [];
  for (const { map, paths } of found) {
    const [model, serial, wwn] = [common(paths, "model"), common(paths, "serial"), common(paths, "wwn")];
    lifted.push({ ...map, model, serial, wwn });
    maps.set(map.path, {
      wwid: (await mapperUuid(host, map)).replace(/^mpath-/u, ""),
      paths: paths.map((device) => ({ device, state: states.get(device.device) ?? "unknown" })),
      partitions: await findPartitions(host, map),
    });
  }
  const isPath = ({ path }: BlockDevice): boolean => found.some(({ paths }) => paths.some((one) => one.path === path));
  return { tree: [...tree.filter((device) => !isPath(device)), ...lifted], maps };
}

const daemon = "/run/multipathd.pid";

/** Seconds that multipathd may take to join the paths of a disk once the kernel has them. */
const patience = 10;

/** Whether disks have the numbers and the size of each other, and nothing lies on them that would be a map. */
function hasTwins(tree: readonly BlockDevice[]): boolean {
  const alone = tree.filter(({ type, wwn, children }) => {
    return type === "disk" && wwn !== null && !children.some((child) => child.type === "mpath");
  });
  const names = alone.map(({ wwn, serial, size }) => JSON.stringify([wwn, serial, size]));
  return new Set(names).size < names.length;
}

/** The devices of the machine, once multipathd has joined what it joins: soon after a start it may not have yet. */
export async function awaitMaps(ctx: Context, read: () => Promise<BlockDevice[]>): Promise<BlockDevice[]> {
  let tree = await read();
  if (!hasTwins(tree) || (await ctx.host.facts(daemon)) === undefined) return tree;
  const end = performance.now() + patience * 1000;
  while (hasTwins(tree) && performance.now() < end) {
    await pause(ctx.signal, 500);
    tree = await read();
  }
  // udev makes the partitions of a map once that is there.
  await settleDevices(ctx);
  return await read();
}

/** The nodes to which udev's links lead: those of the device mapper are called by the minor number. */
export function linkedNode({ path, device }: Pick<BlockDevice, "path" | "device">): string {
  return path.startsWith("/dev/mapper/") ? `/dev/dm-${device.split(":")[1] ?? ""}` : path;
}

/** Whether no path is left. What is read from such a map is waited for as long as multipath.conf(5) says, which may be for ever. */
export function isLost(map: FoundMap | undefined): boolean {
  return map?.paths.every(({ state }) => state === "failed") ?? false;
}

/** What an inventory says of a map. */
export function describeMap({ wwid, paths }: FoundMap, linksOf: (path: string) => readonly string[]): Multipath {
  return {
    wwid,
    paths: paths
      .map(({ device: { path, scsi }, state }) => ({ path, scsi, links: linksOf(path).toSorted(), state }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
  };
}

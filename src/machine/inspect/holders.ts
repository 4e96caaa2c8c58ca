/** Who uses a device: what lsblk shows of it, and whoever holds it without being seen. */
import type { Host } from "../../host/host.ts";
import type { Inventory, Partition } from "../../schema/inventory.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";
import { hiddenHolder } from "../layers.ts";

/** Mount points of a device, and what is stacked on it. */
export function usesOf(device: BlockDevice): string[] {
  return [...device.mounts, ...device.children.flatMap((child) => [child.path, ...usesOf(child)])];
}

type Machine = Pick<Inventory, "disks" | "arrays" | "groups" | "others" | "unreadable">;

async function withHidden<T extends { readonly path: string; readonly uses: readonly string[] }>(
  host: Host,
  device: T,
): Promise<T> {
  return device.uses.length === 0 && (await host.isHeld(device.path)) ? { ...device, uses: [hiddenHolder] } : device;
}

async function inTurn<T>(items: readonly T[], action: (item: T) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const item of items) done.push(await action(item));
  return done;
}

/** One after the other, since a disk and its partition, or two parents of one device, would be in each other's way. */
export async function addHidden(host: Host, machine: Machine): Promise<Machine> {
  const holdable = async (partition: Partition): Promise<Partition> =>
    (await host.facts(partition.path))?.kind === "block" ? await withHidden(host, partition) : partition;
  const disks = await inTurn(machine.disks, async (disk) => {
    if (!(await host.isHeld(disk.path))) return disk;
    const partitions = await inTurn(disk.partitions, holdable);
    const isExplained = disk.uses.length > 0 || partitions.some(({ uses }) => uses.length > 0);
    return { ...disk, partitions, uses: isExplained ? disk.uses : [hiddenHolder] };
  });
  const active = async <T extends { path: string; active: boolean; uses: string[] }>(device: T): Promise<T> =>
    device.active ? await withHidden(host, device) : device;
  return {
    disks,
    arrays: await inTurn(machine.arrays, active),
    groups: await inTurn(machine.groups, async (group) => ({ ...group, volumes: await inTurn(group.volumes, active) })),
    others: await inTurn(machine.others, async (device) => await withHidden(host, device)),
    unreadable: machine.unreadable,
  };
}

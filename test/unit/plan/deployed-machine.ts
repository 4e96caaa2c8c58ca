/** The machine that a plan makes, as inspect sees it from one of its systems. */
import type { Content, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { readInventory } from "./fixture.ts";

const unused = readInventory("two-systems").disks[0]?.uses;

function usesNone(): Inventory["disks"][number]["uses"] {
  if (unused === undefined) throw new Error("the stored machine has no disk");
  return structuredClone(unused);
}

export function deployedMachine(inventory: Inventory, { disks, arrays, groups, volumes, boot }: Plan): Inventory {
  const content = (device: string): Content | null => {
    const volume = volumes.find((one) => one.device === device);
    if (volume !== undefined) return { type: volume.type, uuid: volume.uuid, label: volume.label };
    return boot.multiboot?.device === device ? { type: "ext4", uuid: boot.multiboot.uuid, label: "bareon-boot" } : null;
  };
  return {
    ...inventory,
    disks: inventory.disks.map((disk) => {
      const planned = disks.find(({ path }) => path === disk.path);
      if (planned === undefined) return disk;
      return {
        ...disk,
        table: { type: "gpt", id: planned.tableId },
        content: null,
        partitions: planned.partitions.map(({ device, number, start, size, type, partuuid, name }) => ({
          ...{ path: device, number, start, size, type, partuuid, name: name === "" ? null : name },
          ...{ content: content(device), uses: usesNone() },
        })),
      };
    }),
    arrays: arrays.map(({ device, name, uuid, level, metadata, size, members }) => ({
      ...{ path: device, active: true, name, uuid, level: `raid${level}`, metadata, devices: members.length, size },
      ...{ members: [...members], dataOffsets: members.map(() => 0), content: content(device), uses: usesNone() },
    })),
    groups: groups.map(({ name, extentSize, size, physicalVolumes, volumes: logical }) => ({
      ...{ name, uuid: `uuid-of-${name}`, extentSize, size, lock: null },
      physicalVolumes: physicalVolumes.map((part) => ({
        path: part.device,
        uuid: `pv-${part.device}`,
        size: part.size,
      })),
      volumes: logical.map((volume) => ({
        ...{ name: volume.name, path: volume.device, uuid: `lv-${volume.name}`, size: volume.size, active: true },
        ...{ content: content(volume.device), uses: usesNone() },
      })),
    })),
  };
}

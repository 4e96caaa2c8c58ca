/** A node that a plan made, as inspect sees it from its first system: everything switched on, in use, and known to boot-info. */
import { MiB } from "../../../src/base/sizes.ts";
import type { Content, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";

type Deployed = NonNullable<Inventory["deployed"]>;

/** UUIDs that no new plan has, since all of them count from 1. */
function withOwnUuids(plan: Plan): Plan {
  const text = JSON.stringify(plan).replaceAll(/(?<=-4000-8000-00000000000)[aA](?=")/gu, "f");
  return JSON.parse(text) as Plan;
}

/** What the node's boot-info says. */
function deployedBy({ images, boot }: Plan): Deployed {
  return {
    default: boot.defaultImage,
    systems: images.map(({ name, mounts }) => ({ name, mounts: mounts.map(({ mount, uuid }) => ({ mount, uuid })) })),
    spare: [],
  };
}

export function deployedNode(inventory: Inventory, planned: Plan): Inventory {
  const plan = withOwnUuids(planned);
  const { disks, arrays, groups, volumes, boot, images } = plan;
  const running = images[0]?.mounts ?? [];
  const contents = new Map<string, Content>([
    ...volumes.map(({ device, type, uuid, label }): [string, Content] => [device, { type, uuid, label }]),
    ...[boot.multiboot, ...(boot.multiboot?.copies ?? [])].map((place): [string, Content] => [
      place?.device ?? "",
      { type: "ext4", uuid: place?.uuid ?? "", label: "bareon-boot" },
    ]),
    ...(boot.rescue === undefined
      ? []
      : [[boot.rescue.device, { type: "ext4", uuid: boot.rescue.uuid, label: "bareon-rescue" }] as const]),
    ...arrays.flatMap(({ members, uuid, name }) =>
      members.map((path): [string, Content] => [path, { type: "linux_raid_member", uuid, label: `any:${name}` }]),
    ),
    ...groups.flatMap(({ physicalVolumes }) =>
      physicalVolumes.map(({ device }): [string, Content] => [
        device,
        { type: "LVM2_member", uuid: device, label: null },
      ]),
    ),
  ]);
  const seen = (path: string): { readonly content: Content | null; readonly uses: string[] } => ({
    content: contents.get(path) ?? null,
    uses: running.flatMap(({ device, mount }) => (device === path ? [mount] : [])),
  });
  return {
    ...inventory,
    disks: inventory.disks.map((disk) => {
      const made = disks.find(({ path }) => path === disk.path);
      if (made === undefined) return disk;
      const partitions = made.partitions.map(({ device, number, start, size, type, partuuid, name }) => ({
        ...{ path: device, number, start, size, type, partuuid, name: name === "" ? null : name, ...seen(device) },
      }));
      return { ...disk, table: { type: "gpt", id: made.tableId }, content: null, partitions };
    }),
    arrays: arrays.map(({ name, uuid, level, metadata, size, members, device }, index) => ({
      ...{ path: `/dev/md${127 - index}`, active: true, name: `any:${name}`, uuid, level: `raid${level}`, metadata },
      ...{ devices: members.length, size, members: [...members], dataOffsets: members.map(() => 8 * MiB) },
      ...seen(device),
    })),
    groups: groups.map(({ name, extentSize, size, physicalVolumes, volumes: logical }) => ({
      ...{ name, uuid: `uuid-of-${name}`, extentSize, size, lock: null },
      physicalVolumes: physicalVolumes.map((part) => ({ path: part.device, uuid: part.device, size: part.size })),
      volumes: logical.map((volume) => ({
        ...{ name: volume.name, path: volume.device, uuid: volume.name, size: volume.size, active: true },
        ...seen(volume.device),
      })),
    })),
    running: { root: running.find(({ mount }) => mount === "/")?.device ?? null, medium: [] },
    deployed: deployedBy(plan),
  };
}

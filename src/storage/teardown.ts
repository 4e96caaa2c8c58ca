/** Taking down what sits on the named disks, from the top to the bottom, so that nothing of it holds a disk or comes back on a new one. */
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";
import type { Disk, MdArray, Partition, StackedDevice, VolumeGroup } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { wipeLocked } from "../programs/wipefs.ts";
import { writeZeros } from "../programs/blkdiscard.ts";
import { removeMapping } from "../programs/dmsetup.ts";
import { deactivateFound } from "../programs/lvm.ts";
import { stopArray } from "../programs/mdadm.ts";
import { switchSwapOff } from "../programs/swapoff.ts";
import { arrayLayer, groupLayer, type Layer, otherLayer } from "../machine/layers.ts";
import { type Step, toJson } from "./step.ts";

type Machine = Pick<Plan["machine"], "disks" | "arrays" | "groups" | "others">;

/** One thing to take down. Without commands it is nothing that holds a disk, and nothing that could be erased from above. */
interface Item extends Layer {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Uses of its own: those of what sits on it come after that. */
function ownUses({ uses }: { readonly uses: readonly string[] }): readonly string[] {
  return uses.some((use) => use.startsWith("/dev/")) ? [] : uses;
}

/** A device of the named disks, or of what sits on them. */
type Found = Disk | Partition | MdArray | StackedDevice | VolumeGroup["volumes"][number];

function foundDevices({ disks, arrays, groups, others }: Machine): Found[] {
  return [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes),
    ...others,
  ];
}

/** The end of what uses a device, before anything of it changes: what is mounted inside another mount goes first. */
export function endUses(machine: Machine): Step[] {
  const devices = foundDevices(machine);
  const mounts = devices.flatMap((device) =>
    ownUses(device)
      .filter((use) => use.startsWith("/"))
      .map((target) => ({ target, path: device.path })),
  );
  return [
    ...mounts
      .toSorted((one, other) => other.target.length - one.target.length)
      .map(({ target, path }, index): Step => ({
        kind: "unmount",
        id: `unmount ${index} ${path}`,
        title: `Unmount ${path} from ${target}`,
        phase: "storage",
        targets: [target],
      })),
    ...devices
      .filter((device) => ownUses(device).includes("[SWAP]"))
      .map(({ path }): Step => ({
        kind: "end-use",
        id: `swapoff ${path}`,
        title: `Switch swap on ${path} off`,
        phase: "storage",
        commands: [toJson(switchSwapOff(path))],
      })),
  ];
}

function wipeAll(paths: readonly string[], erase: boolean): Command[] {
  return erase ? paths.map(wipeLocked) : [];
}

function groupItem(group: VolumeGroup, erase: boolean, isThere: (path: string) => boolean): Item {
  const { name, uuid, volumes, physicalVolumes } = group;
  const layer = groupLayer(group);
  const active = volumes.filter((volume) => volume.active).map(({ path }) => path);
  const physical = layer.below.filter(isThere);
  const names = volumes.length === 0 ? "" : ` (${volumes.map((volume) => volume.name).join(", ")})`;
  const missing = physicalVolumes.some(({ path }) => path === null) ? ", of which a part is missing" : "";
  return {
    id: `group ${uuid}`,
    title: `${erase ? "Erase" : "Switch off"} volume group ${name}${names}${missing}`,
    ...layer,
    commands: [
      ...wipeAll(active, erase),
      ...(active.length === 0 ? [] : [deactivateFound(uuid, physical)]),
      ...wipeAll(physical, erase),
    ],
  };
}

/** The data of an array that is not assembled begin somewhere inside its members, where a new array would show them again. */
function clearAsleep({ active, members, dataOffsets }: MdArray): Command[] {
  if (active) return [];
  return members.flatMap((member, index) => {
    const offset = dataOffsets[index] ?? 0;
    return offset === 0 ? [] : [writeZeros(member, offset, MiB)];
  });
}

function arrayItem(array: MdArray, erase: boolean): Item {
  const { path, active, name, level, members, uuid } = array;
  const stop = active ? [...wipeAll([path], erase), stopArray(path)] : [];
  const title = `${level} array ${name ?? uuid}${active ? ` (${path})` : ""} of ${members.join(", ")}`;
  return {
    id: `array ${uuid}`,
    title: `${erase ? "Erase" : "Stop"} ${title}`,
    ...arrayLayer(array),
    commands: [...stop, ...(erase ? clearAsleep(array) : []), ...wipeAll(members, erase)],
  };
}

/** What is no mapping, such as the partition of an array, goes with the device that it is on. */
function otherItem(device: StackedDevice, erase: boolean): Item {
  const { path, type, parents } = device;
  const isMapping = path.startsWith("/dev/mapper/");
  const what = type === "crypt" ? "encrypted device" : type === "part" ? "partition" : `${type} device`;
  return {
    id: `device ${path}`,
    title: `${erase ? "Erase" : "Close"} ${what} ${path} on ${parents.join(", ")}`,
    ...otherLayer(device),
    commands: [...wipeAll([path], erase), ...(isMapping ? [removeMapping(path), ...wipeAll(parents, erase)] : [])],
  };
}

/** Each comes after all that sits on it. */
function topDown(items: readonly Item[]): Item[] {
  const ordered: Item[] = [];
  let left = [...items];
  while (left.length > 0) {
    const free = left.filter(({ above }) => !left.some((other) => other.below.some((path) => above.includes(path))));
    // Layers that lie on each other in a circle cannot be; then any order is as good.
    const next = free.length === 0 ? left : free;
    ordered.push(...next);
    left = left.filter((item) => !next.includes(item));
  }
  return ordered;
}

/**
 * `machine` is what was found on the named disks. Without `erase` it is only switched off: what is kept is put together again
 * from the plan, whatever state it was found in.
 */
export function tearDown(machine: Machine, erase: boolean): Step[] {
  const { arrays, groups, others } = machine;
  const asleep = new Set(arrays.filter(({ active }) => !active).map(({ path }) => path));
  const items = [
    ...groups.map((group) => groupItem(group, erase, (path) => !asleep.has(path))),
    ...others.map((device) => otherItem(device, erase)),
    ...arrays.map((array) => arrayItem(array, erase)),
  ];
  return topDown(items)
    .filter((item) => item.commands.length > 0)
    .map((item) => ({
      kind: "tear-down",
      id: item.id,
      title: item.title,
      phase: "storage",
      commands: item.commands.map(toJson),
    }));
}

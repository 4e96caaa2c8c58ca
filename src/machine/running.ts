/** What the running system stands on: the device of its root, and those that a ramdisk was started from. */
import { isWithin } from "../base/paths.ts";
import type { Content, Inventory } from "../schema/inventory.ts";
import type { Mounted } from "../formats/mountinfo.ts";
import { type FoundLayer, type Layers, foundNodes } from "./found-layers.ts";

export interface RunningFacts {
  readonly commandLine: string;
  readonly mounted: readonly Mounted[];
  /** The files behind loop devices. */
  readonly loopFiles: readonly string[];
  /** Device node by major:minor. */
  readonly devices: ReadonlyMap<string, string>;
}

type Machine = Pick<Inventory, "disks"> & Layers;

/** Keys of the kernel command line that name the place that the system comes from; live-boot, dracut and anaconda have their own. */
const sourceKeys = ["root", "live-media", "inst.stage2", "inst.repo", "archisodevice"];

interface Named {
  readonly path: string;
  readonly content: Content | null;
  readonly partuuid?: string | null;
  readonly name?: string | null;
}

function namedDevices(machine: Machine, layers: readonly FoundLayer[]): Named[] {
  const { disks } = machine;
  return [
    ...disks.map(({ path, content }) => ({ path, content })),
    ...disks.flatMap(({ partitions }) => partitions),
    ...foundNodes(layers, machine).flatMap(({ devices }) => devices),
  ];
}

/** The devices that a value such as UUID=..., live:CDLABEL=..., or /dev/sda1 means. */
function resolveSource(value: string, devices: readonly Named[]): string[] {
  const bare = value.replace(/^(?:live|hd|block):/u, "");
  const [, tag = "", text = ""] = /^(?:CD)?(PARTUUID|PARTLABEL|UUID|LABEL)=([^:]*)/u.exec(bare) ?? [];
  const same = (one: string | null | undefined): boolean => one?.toLowerCase() === text.toLowerCase();
  const isIt = (device: Named): boolean => {
    switch (tag) {
      case "UUID":
        return same(device.content?.uuid);
      case "LABEL":
        return device.content?.label === text;
      case "PARTUUID":
        return same(device.partuuid);
      case "PARTLABEL":
        return device.name === text;
      default:
        return device.path === bare.split(":")[0];
    }
  };
  return devices.filter(isIt).map(({ path }) => path);
}

function deviceOf({ device, source }: Mounted, devices: RunningFacts["devices"]): string | undefined {
  return devices.get(device) ?? (source.startsWith("/dev/") ? source : undefined);
}

/** The paths are those of the inventory if they are in it; `layers` are the storage layers that exist. */
export function findRunning(
  { commandLine, mounted, loopFiles, devices }: RunningFacts,
  machine: Machine,
  layers: readonly FoundLayer[],
): Inventory["running"] {
  const known = namedDevices(machine, layers);
  const root = mounted.findLast(({ target }) => target === "/");
  const words = commandLine.split(/\s+/u).flatMap((word) => {
    const split = word.indexOf("=");
    return sourceKeys.includes(word.slice(0, split))
      ? resolveSource(word.slice(split + 1).replaceAll('"', ""), known)
      : [];
  });
  const files = loopFiles.flatMap((file) => {
    const holder = mounted
      .filter(({ target }) => isWithin(target, file))
      .toSorted((one, other) => one.target.length - other.target.length)
      .at(-1);
    return holder === undefined ? [] : (deviceOf(holder, devices) ?? []);
  });
  return {
    root: root === undefined ? null : (deviceOf(root, devices) ?? null),
    medium: [...new Set([...words, ...files])].toSorted(),
  };
}

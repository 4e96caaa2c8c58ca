/** What the running system stands on: the device of its root, and those that a ramdisk was started from. */
import { isWithin } from "../base/paths.ts";
import type { Content, Inventory } from "../schema/inventory.ts";
import type { Mounted } from "../formats/mountinfo.ts";

export interface RunningFacts {
  readonly commandLine: string;
  readonly mounted: readonly Mounted[];
  /** The files behind loop devices. */
  readonly loopFiles: readonly string[];
  /** Device node by major:minor. */
  readonly devices: ReadonlyMap<string, string>;
}

type Machine = Pick<Inventory, "disks" | "arrays" | "groups" | "others">;

/** Keys of the kernel command line that name where the system comes from; live-boot, dracut and anaconda have their own. */
const sourceKeys = ["root", "live-media", "inst.stage2", "inst.repo", "archisodevice"];

interface Named {
  readonly path: string;
  readonly content: Content | null;
  readonly partuuid?: string | null;
  readonly name?: string | null;
}

function namedDevices({ disks, arrays, groups, others }: Machine): Named[] {
  return [
    ...disks,
    ...disks.flatMap(({ partitions }) => partitions),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes.map(({ path, content }) => ({ path, content }))),
    ...others.map(({ path, content }) => ({ path, content })),
  ].map((device) => ({ ...device, ...("number" in device ? {} : { name: null }) }));
}

/** The devices that a value such as UUID=..., live:CDLABEL=..., or /dev/sda1 means. */
function resolveSource(value: string, machine: Machine): string[] {
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
  return namedDevices(machine)
    .filter(isIt)
    .map(({ path }) => path);
}

function deviceOf({ device, source }: Mounted, devices: RunningFacts["devices"]): string | undefined {
  return devices.get(device) ?? (source.startsWith("/dev/") ? source : undefined);
}

/** The paths are those of the inventory where they are in it. */
export function findRunning(
  { commandLine, mounted, loopFiles, devices }: RunningFacts,
  machine: Machine,
): Inventory["running"] {
  const root = mounted.findLast(({ target }) => target === "/");
  const words = commandLine.split(/\s+/u).flatMap((word) => {
    const split = word.indexOf("=");
    return sourceKeys.includes(word.slice(0, split))
      ? resolveSource(word.slice(split + 1).replaceAll('"', ""), machine)
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

/** A node with a multiboot partition and two images in memory, for what bareon-boot decides, writes and survives. */
import type { Command } from "../../../src/base/command.ts";
import { historyPath, planHistory, renderEmptyHistory } from "../../../src/boot/state/history.ts";
import { environmentPath, idleEnvironment, renderEnvironment } from "../../../src/boot/state/environment.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { rescueEntry } from "../../../src/boot/menu/rescue.ts";
import {
  createRecordingHost,
  type ExpectedCommand,
  type MemoryNode,
  type RecordingHost,
  type Seed,
} from "./recording-host.ts";
import { recordImages } from "../systems/image-record.ts";
import { kernelBytes } from "../systems/kernel-bytes.ts";

const root = { kind: "linux", bootType: "ext4", kernel: "/vmlinuz", initrd: null, parameters: "" } as const;
const uuids = { a: "aaaaaaaa-0000-4000-8000-000000000000", b: "bbbbbbbb-0000-4000-8000-000000000000" };
export const multibootUuid = "cccccccc-0000-4000-8000-000000000000";
const entries = Object.entries(uuids).map(([id, uuid]) => ({
  ...root,
  id,
  title: id.toUpperCase(),
  rootUuid: uuid,
  bootUuid: uuid,
}));
/** The rescue system, for a menu and a boot-info that have it. */
export const bootRescue = {
  entry_id: "rescue",
  boot_name: "Rescue system",
  boot_uuid: uuids.b,
  kernel: "/vmlinuz",
  initrd: "/boot/vmlinuz-6.1",
  kernel_params: "",
};
export const rescueMenu = renderMenu({
  defaultIndex: 0,
  timeout: 5,
  serial: null,
  modules: [],
  entries: [...entries, rescueEntry(bootRescue)],
});
export const bootMenu = renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries });
const elements = entries.map(({ id, rootUuid }, index) => ({
  grub_id: index,
  image_name: `${id}-image`,
  image_uuid: "",
  os_id: id,
  boot_name: id,
  root_uuid: rootUuid,
  entry_id: id,
  boot_uuid: rootUuid,
  kernel: "/vmlinuz",
  initrd: null,
  system_name: null,
}));
/** What a and b are made of. */
export const bootRecord = recordImages(
  [
    { name: "a", type: "ext4", uuid: uuids.a },
    { name: "b", type: "btrfs", uuid: uuids.b },
  ],
  "both",
);
const blkid = [
  `DEVNAME=/dev/vda2\nUUID=${multibootUuid}\nTYPE=ext4\nPARTLABEL=bareon-boot`,
  `DEVNAME=/dev/vda3\nUUID=${uuids.a}\nTYPE=ext4`,
  `DEVNAME=/dev/vda4\nUUID=${uuids.b}\nTYPE=btrfs\n`,
].join("\n\n");

/** A history in which these were made the default, one after the other. */
export function defaultsHistory(...changes: readonly (readonly [from: string, to: string])[]): string {
  let text = renderEmptyHistory();
  for (const [from, to] of changes) {
    const { offset, text: line } = planHistory(text, { time: "", who: "", what: "set-default", from, to, why: "" });
    text = text.slice(0, offset) + line + text.slice(offset + line.length);
  }
  return text;
}

export interface BootNodeOptions {
  /** Programs that hasProgram finds; all where absent. */
  readonly programs?: readonly string[];
  /** In place of what the partition has there; undefined is nothing. */
  readonly partition?: Readonly<Record<string, Seed | undefined>>;
  /** What each root shows besides. */
  readonly root?: Readonly<Record<string, Seed>>;
  /** In place of what the machine has there. */
  readonly machine?: Readonly<Record<string, Seed | undefined>>;
  /** Before all others. */
  readonly commands?: readonly ExpectedCommand[];
}

function seedAll(host: RecordingHost, top: string, files: Readonly<Record<string, Seed | undefined>>): void {
  for (const [path, seed] of Object.entries(files)) {
    const place = `${top}/${path}`.replaceAll("//", "/");
    if (seed !== undefined && !host.nodes.has(place)) host.seed(place, seed);
  }
}

/** What a root shows; two kernels, of which the link chooses one. */
const shownRoot = {
  "boot/vmlinuz-6.1": kernelBytes(),
  "boot/vmlinuz-5.10": kernelBytes("5.10"),
  vmlinuz: { kind: "symlink", target: "boot/vmlinuz-6.1" },
} as const;

const contents = new WeakMap<RecordingHost, () => Readonly<Record<string, Seed | undefined>>>();

/** Started by UEFI and by systemd, with a watchdog; a is the default and runs. */
export function createBootNode({
  partition = {},
  root: more = {},
  machine = {},
  commands = [],
  programs,
}: BootNodeOptions = {}): RecordingHost {
  const usual: Record<string, Seed | undefined> = {
    [menuPath]: bootMenu.text,
    [infoPath]: JSON.stringify({
      version: 1,
      elements,
      current_element: 0,
      multiboot_partition: multibootUuid,
      menu: { timeout: 5, kernel_params: "", boot_interface: null, grub_modules: [] },
    }),
    [environmentPath]: renderEnvironment(idleEnvironment(bootMenu.generation)),
    [historyPath]: defaultsHistory(["a", "b"], ["b", "a"]),
    [recordPath]: JSON.stringify(bootRecord),
    "bareon/loader.json": JSON.stringify({
      version: 1,
      firmware: "both",
      architecture: "x86_64",
      signed: false,
      order: "first",
      files: [],
      partitions: [{ partuuid: "P", uuid: "E" }],
    }),
  };
  const disk = { ...partition, ...Object.fromEntries(Object.entries(usual).filter(([path]) => !(path in partition))) };
  const efivars = "/sys/firmware/efi/efivars";
  const guid = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
  const files: Record<string, Seed | undefined> = {
    "/dev/vda": { kind: "block", device: "254:0", size: 1 },
    "/dev/vda2": { kind: "block", device: "254:2", size: 1 },
    "/dev/vda3": { kind: "block", device: "254:3", size: 1 },
    "/dev/vda4": { kind: "block", device: "254:4", size: 1 },
    "/dev/watchdog0": { kind: "block", device: "10:130", size: 0 },
    "/etc/bareon/multiboot": `${multibootUuid}\n`,
    "/proc/cmdline": "bareon.entry=0 bareon.reason=default\n",
    "/proc/self/mountinfo": "22 1 254:3 / / rw,relatime shared:1 - ext4 /dev/vda3 rw\n",
    "/run/systemd/system/x": "",
    [`${efivars}/SecureBoot-${guid}`]: Uint8Array.of(6, 0, 0, 0, 0),
    [`${efivars}/BootOrder-${guid}`]: Uint8Array.of(7, 0, 0, 0, 1, 0),
    [`${efivars}/BootCurrent-${guid}`]: Uint8Array.of(7, 0, 0, 0, 1, 0),
    [`${efivars}/Boot0001-${guid}`]: Uint8Array.of(7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
    "/vmlinuz": kernelBytes(),
    ...machine,
  };
  /** The namespace's holder is process 1; what was written is there at the next mount, too. */
  let written: Readonly<Record<string, Seed | undefined>> = disk;
  let place = "";
  const unmount = (made: RecordingHost, { args }: Command): void => {
    const nodes = made.nodes as Map<string, MemoryNode>;
    for (const top of args.filter((word) => word.startsWith("/")).map((word) => `/proc/1/root${word}`)) {
      const inside = Array.from(nodes).filter(([path]) => path.startsWith(`${top}/`));
      if (top === place)
        written = Object.fromEntries(inside.map(([path, node]) => [path.slice(top.length + 1), node] as const));
      for (const [path] of inside) nodes.delete(path);
    }
  };
  const mountOf = (device: string, content: () => Readonly<Record<string, Seed | undefined>>): ExpectedCommand => ({
    command: new RegExp(`^mount .*-- ${device} `, "u"),
    always: true,
    effect: (made, command: Command) => {
      const top = `/proc/1/root${command.args.at(-1) ?? ""}`;
      if (device === "/dev/vda2") place = top;
      seedAll(made, top, content());
    },
  });
  const readBack = (path: string): ExpectedCommand => ({
    command: new RegExp(`^dd .*${path} iflag=direct`, "u"),
    always: true,
    get stdout() {
      return host.text(`${place}/${path}`) ?? "";
    },
  });
  const host: RecordingHost = createRecordingHost({
    ...(programs === undefined ? {} : { programs }),
    expect: [
      ...commands,
      { command: /^unshare --mount --propagation slave -- flock .* sh -c /u, always: true },
      { command: /^blkid -c/u, stdout: blkid, always: true },
      { command: /^systemctl show --property=RuntimeWatchdogUSec/u, stdout: "RuntimeWatchdogUSec=0\n", always: true },
      { command: /^systemctl show .*boot-complete/u, stdout: "LoadState=not-found\n", always: true },
      mountOf("/dev/vda2", () => written),
      mountOf("/dev/vda3", () => ({ ...shownRoot, ...more })),
      mountOf("/dev/vda4", () => ({ ...shownRoot, ...more })),
      readBack(menuPath),
      readBack(infoPath),
      readBack(environmentPath),
      { command: /^umount /u, always: true, effect: unmount },
      { command: /^(?:chmod|sync|grub-script-check)/u, always: true },
      { command: /^stat --file-system/u, stdout: "20000 4096\n", always: true },
    ],
  });
  seedAll(host, "", files);
  contents.set(host, () => written);
  return host;
}

/** The partition's file, once it is unmounted. */
export function onPartition(host: RecordingHost, path: string): string | undefined {
  const seed = contents.get(host)?.()[path];
  return seed instanceof Object && "content" in seed ? new TextDecoder().decode(seed.content) : undefined;
}

/** Maps of dm-multipath in an inventory: one disk, its paths in it, its partitions by what the device mapper says of them. As in Debian 12. */
import { expect, test } from "vitest";
import { inspect } from "../../../../src/machine/inspect/inspect.ts";
import { awaitMaps } from "../../../../src/machine/inspect/multipath.ts";
import { type BlockDevice, parseDevices } from "../../../../src/programs/lsblk.ts";
import { findRefusals } from "../../../../src/machine/refusals.ts";
import type { Inventory } from "../../../../src/schema/inventory.ts";
import { storageLayers } from "../../../../src/storage/layers.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
} from "../../../support/hosts/recording-host.ts";

const facts = { size: 2_621_440_000, "log-sec": 512, mountpoints: [null], ro: false, rm: false, tran: null };
const nothing = { model: null, serial: null, wwn: null, hctl: null };

const parts = (separator: string): object[] =>
  [1, 2].map((number) => ({
    ...{ ...facts, ...nothing, path: `/dev/mapper/mpatha${separator}${number}`, type: "part", size: 104_857_600 },
    "maj:min": `254:${number}`,
  }));

function path(name: string, number: string, hctl: string, separator: string, more: object = {}): object {
  const map = { ...facts, ...nothing, path: "/dev/mapper/mpatha", "maj:min": "254:0", type: "mpath" };
  const known = { model: "QEMU HARDDISK", serial: "bareon-1", wwn: "0x5000c500a1b2c3d4" };
  const disk = { ...facts, ...known, hctl, path: name, "maj:min": number, type: "disk", ...more };
  return { ...disk, children: [{ ...map, children: parts(separator) }] };
}

const table = (separator: string): string =>
  JSON.stringify({
    partitiontable: {
      ...{ label: "gpt", id: "B2A4A4E3-52A8-4F2F-8CC4-4C4E3A6C2B11", sectorsize: 512 },
      partitions: [1, 2].map((number) => ({
        node: `/dev/mapper/mpatha${separator}${number}`,
        ...{ start: 2048 * number, size: 204_800, type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4" },
      })),
    },
  });

interface Machine {
  readonly blockdevices?: readonly object[];
  /** How sfdisk calls the partitions, if not as they are called. */
  readonly said?: string;
  readonly held?: readonly string[];
  readonly states?: string;
  /** Whether its partitions have no devices, as without kpartx. */
  readonly bare?: boolean;
}

async function look(separator: string, machine: Machine = {}): Promise<Inventory> {
  const { blockdevices, said = separator, held = [], states = "8:0 A 0 E 0 1 0 8:16 F 2", bare: isBare } = machine;
  const named = isBare === true ? [] : [1, 2].map((number) => `/dev/mapper/mpatha${separator}${number}`);
  const isDead = !states.includes(" A ");
  const host = createRecordingHost({
    files: {
      ...{ "/proc/cmdline": "", "/proc/self/mountinfo": "" },
      "/sys/dev/block/254:0/dm/uuid": "mpath-35000c500a1b2c3d4\n",
      "/sys/dev/block/254:1/dm/uuid": "part1-mpath-35000c500a1b2c3d4\n",
      "/sys/dev/block/254:2/dm/uuid": "part2-mpath-35000c500a1b2c3d4\n",
      ...Object.fromEntries(named.map((node, index) => [node, { kind: "symlink", target: `../dm-${index + 1}` }])),
      "/dev/dm-1": { kind: "block", device: "254:1", size: 104_857_600 },
      "/dev/dm-2": { kind: "block", device: "254:2", size: 104_857_600 },
      "/dev/disk/by-id/wwn-0x5000c500a1b2c3d4": { kind: "symlink", target: "../../dm-0" },
      "/dev/disk/by-path/pci-0000:00:04.0-scsi-0:0:0:0": { kind: "symlink", target: "../../sda" },
    },
    held,
    expect: [
      { command: /^lsblk /u, stdout: JSON.stringify({ blockdevices: blockdevices ?? twoPaths(separator) }) },
      {
        command: "dmsetup status --noflush --target multipath",
        stdout: `mpatha: 0 5120000 multipath 2 0 0 0 2 1 A 0 1 0 ${states}\n`,
      },
      ...(isDead ? [] : [{ command: "sfdisk --json -- /dev/mapper/mpatha", stdout: table(said) }]),
      ...(isDead ? [] : ["/dev/mapper/mpatha", ...named]).map((device) => ({
        command: `blkid -p -o udev -- ${device}`,
        exitCode: 2,
      })),
      { command: "uname --machine", stdout: "x86_64\n" },
    ],
  });
  const inventory = await inspect(createTestContext(host), storageLayers);
  host.assertDone();
  return inventory;
}

const twoPaths = (separator: string): object[] => [
  path("/dev/sda", "8:0", "0:0:0:0", separator),
  path("/dev/sdb", "8:16", "1:0:0:0", separator),
];

/** The path of a map of which kpartx has made no partitions. */
function withoutPartitions(one: object): object {
  const { children } = one as { children: object[] };
  return { ...one, children: children.map((map) => ({ ...map, children: [] })) };
}

test("a map is one disk, with its paths and their states, and nothing of it is anything else", async () => {
  const { disks, others } = await look("-part");
  expect(others).toEqual([]);
  expect(disks).toMatchObject([
    {
      path: "/dev/mapper/mpatha",
      serial: "bareon-1",
      wwn: "0x5000c500a1b2c3d4",
      scsi: null,
      links: ["/dev/disk/by-id/wwn-0x5000c500a1b2c3d4"],
      uses: [],
      multipath: {
        wwid: "35000c500a1b2c3d4",
        paths: [
          {
            path: "/dev/sda",
            scsi: "0:0:0:0",
            links: ["/dev/disk/by-path/pci-0000:00:04.0-scsi-0:0:0:0"],
            state: "active",
          },
          { path: "/dev/sdb", scsi: "1:0:0:0", links: [], state: "failed" },
        ],
      },
      partitions: [{ path: "/dev/mapper/mpatha-part1" }, { path: "/dev/mapper/mpatha-part2" }],
    },
  ]);
});

test.for(["-part", "p", ""])(
  "its partitions are those of the device mapper, which calls them NAME%s1",
  async (separator) => {
    const { disks } = await look(separator, { said: "-part" });
    expect(disks[0]?.partitions.map((one) => one.path)).toEqual([
      `/dev/mapper/mpatha${separator}1`,
      `/dev/mapper/mpatha${separator}2`,
    ]);
  },
);

test("its own partitions hold a map, and that is no use; what holds one of them is", async () => {
  const free = await look("-part", { held: ["/dev/mapper/mpatha"] });
  const request = { layers: storageLayers, keep: false };
  expect(findRefusals(free.disks, free, request)).toEqual([]);
  const used = await look("-part", { held: ["/dev/mapper/mpatha", "/dev/mapper/mpatha-part2"] });
  expect(findRefusals(used.disks, used, request)).toEqual([
    expect.stringMatching(/^\/dev\/mapper\/mpatha-part2 is in use: somebody holds it/u),
  ]);
});

test("what holds a map whose partitions have no devices is something else, and a reason", async () => {
  const blockdevices = twoPaths("-part").map(withoutPartitions);
  const held = await look("-part", { blockdevices, bare: true, held: ["/dev/mapper/mpatha"] });
  expect(findRefusals(held.disks, held, { layers: storageLayers, keep: false })).toEqual([
    expect.stringMatching(/^\/dev\/mapper\/mpatha is in use: somebody holds it/u),
  ]);
});

test("a map of which all paths have failed is not read, which could wait for ever, and may not be written to", async () => {
  const dead = await look("-part", { states: "8:0 F 1 E 0 1 0 8:16 F 2" });
  expect(dead.disks).toMatchObject([
    { table: null, content: null, partitions: [{ number: 1, content: null }, { number: 2 }] },
  ]);
  expect(findRefusals(dead.disks, dead, { layers: storageLayers, keep: false })).toEqual([
    "/dev/mapper/mpatha cannot be reached: all its paths have failed (/dev/sda, /dev/sdb)",
  ]);
});

test("what paths do not say alike is not said of the map", async () => {
  const [one] = twoPaths("-part");
  const other = path("/dev/sdb", "8:16", "1:0:0:0", "-part", { serial: "bareon-2" });
  const { disks } = await look("-part", { blockdevices: [one ?? {}, other] });
  expect(disks).toMatchObject([{ serial: null, wwn: "0x5000c500a1b2c3d4" }]);
});

function bare(blockdevices: readonly object[]): object[] {
  return blockdevices.map((one) => ({ ...one, children: [] }));
}

test("soon after a start paths are waited for that multipathd is about to join, and udev that makes its partitions; not without it", async () => {
  const shown = twoPaths("-part");
  const trees = [bare(shown), bare(shown), shown.map(withoutPartitions), shown].map((blockdevices) =>
    parseDevices(JSON.stringify({ blockdevices })),
  );
  const hostOf = (files: Readonly<Record<string, string>>, commands: ExpectedCommand[] = []): RecordingHost =>
    createRecordingHost({
      files: { "/etc/hostname": "", "/run/udev/control": "", ...files },
      expect: commands,
    });
  const reader = (): (() => Promise<BlockDevice[]>) => {
    const left = [...trees];
    return async () => await Promise.resolve(left.shift() ?? []);
  };
  const running = hostOf({ "/run/multipathd.pid": "130" }, [{ command: "udevadm settle --timeout=120" }]);
  expect(await awaitMaps(createTestContext(running), reader())).toBe(trees[3]);
  running.assertDone();
  expect(await awaitMaps(createTestContext(hostOf({})), reader())).toBe(trees[0]);
});

/** A whole machine as the programs show it: what lies on a disk without being shown there. Captured from util-linux 2.38. */
import { expect, test } from "vitest";
import { findRefusals } from "../../../../src/machine/refusals.ts";
import { inspect } from "../../../../src/machine/inspect/inspect.ts";
import type { Inventory } from "../../../../src/schema/inventory.ts";
import { storageLayers } from "../../../../src/storage/layers.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingOptions,
} from "../../../support/hosts/recording-host.ts";

function row(path: string, number: string, facts: object = {}): object {
  const nothing = { model: null, serial: null, wwn: null, hctl: null, ro: false, rm: false, tran: null };
  const shape = { "maj:min": number, type: "disk", size: 629145600, "log-sec": 512, mountpoints: [null] };
  return { path, ...shape, ...nothing, ...facts };
}

/** `contents` has what blkid prints for a device, and what sfdisk prints for a disk, by their paths. */
async function look(
  blockdevices: readonly object[],
  contents: Readonly<Record<string, { readonly blkid?: string; readonly sfdisk?: string }>>,
  files: NonNullable<RecordingOptions["files"]> = {},
): Promise<Inventory> {
  const answer = (of: "blkid" | "sfdisk", path: string): { stdout: string; exitCode: number } => {
    const text = contents[path]?.[of];
    return { stdout: text ?? "", exitCode: text === undefined ? (of === "blkid" ? 2 : 1) : 0 };
  };
  const host = createRecordingHost({
    files: { "/proc/cmdline": "", "/proc/self/mountinfo": "", ...files },
    expect: [
      { command: /^lsblk /u, stdout: JSON.stringify({ blockdevices }) },
      ...Object.keys(contents).flatMap((path) => [
        { command: `blkid -p -o udev -- ${path}`, ...answer("blkid", path) },
        ...(contents[path]?.sfdisk === undefined && !blockdevices.some((one) => "path" in one && one.path === path)
          ? []
          : [{ command: `sfdisk --json -- ${path}`, ...answer("sfdisk", path) }]),
      ]),
      { command: "uname --machine", stdout: "x86_64\n" },
    ],
  });
  return await inspect(createTestContext(host), storageLayers);
}

function refusals(inventory: Inventory): string[] {
  return findRefusals(inventory.disks.slice(0, 1), inventory, { layers: storageLayers, keep: false });
}

test("a loop device that lies on a disk is a use of the disk, which does not show it and is held by nobody", async () => {
  const loop = row("/dev/loop0", "7:0", { type: "loop", mountpoints: ["/mnt"] });
  const files = {
    "/sys/class/block/loop0/loop/backing_file": "/dev/sda\n",
    "/dev/sda": { kind: "block", device: "8:0", size: 629145600 } as const,
  };
  const inventory = await look([loop, row("/dev/sda", "8:0")], { "/dev/sda": {}, "/dev/loop0": {} }, files);
  expect(inventory.disks.map(({ path }) => path)).toEqual(["/dev/sda"]);
  expect(refusals(inventory)).toEqual(["/dev/loop0 (loop) sits on /dev/sda, and it is not known how to close it"]);
});

test("the names of a disk are links; a folder of names of partitions beside them is none", async () => {
  const folder = "/dev/disk/by-path";
  const files = {
    [`${folder}/pci-0000:00:05.0`]: { kind: "symlink", target: "../../sda" },
    [`${folder}/pci-0000:00:05.0-part/by-partnum/1`]: { kind: "symlink", target: "../../../../sda1" },
  } as const;
  const { disks } = await look([row("/dev/sda", "8:0")], { "/dev/sda": {} }, files);
  expect(disks).toMatchObject([{ links: [`${folder}/pci-0000:00:05.0`] }]);
});

test("a system whose lsblk is too old for the columns is asked for those that it has, all of them texts", async () => {
  const shape = { "maj:min": "8:0", type: "disk", size: "629145600", "log-sec": "4096", ro: "0", rm: "1" };
  const nothing = { model: null, serial: null, wwn: null, hctl: null, tran: null };
  const disk = { name: "/dev/sda", ...shape, ...nothing, mountpoint: "/srv" };
  const host = createRecordingHost({
    files: { "/proc/cmdline": "", "/proc/self/mountinfo": "" },
    expect: [
      { command: /^lsblk .*PATH,.*,MOUNTPOINTS /u, exitCode: 1, stderr: "lsblk: unknown column: MOUNTPOINTS\n" },
      {
        command: /^lsblk --json --bytes --paths --output NAME,.*,MOUNTPOINT --all$/u,
        stdout: JSON.stringify({ blockdevices: [disk] }),
      },
      { command: "blkid -p -o udev -- /dev/sda", exitCode: 2 },
      { command: "sfdisk --json -- /dev/sda", exitCode: 1 },
      { command: "uname --machine", stdout: "x86_64\n" },
    ],
  });
  const { disks } = await inspect(createTestContext(host), storageLayers);
  expect(disks).toMatchObject([
    { path: "/dev/sda", size: 629145600, sectorSize: 4096, readOnly: false, removable: true, uses: ["/srv"] },
  ]);
});

/** The table that sfdisk shows of a disk of FreeBSD: one slice, in which the kernel finds the partitions of a BSD label. */
const slices = JSON.stringify({
  partitiontable: {
    label: "dos",
    id: "0x56d62314",
    partitions: [{ node: "/dev/sda1", start: 2048, size: 409600, type: "a5" }],
  },
});
const pool = "ID_FS_TYPE=zfs_member\nID_FS_UUID_ENC=17\nID_FS_LABEL_ENC=tank\n";

test.for([
  ["a partition inside a partition", slices],
  ["the partition of a table that sfdisk cannot read", undefined],
] as const)("what is on %s belongs to the disk", async ([, sfdisk]) => {
  const inner = row("/dev/sda5", "8:5", { type: "part", size: 104857600 });
  const outer = sfdisk === undefined ? [] : [row("/dev/sda1", "8:1", { type: "part", size: 209715200 })];
  const inventory = await look(
    [row("/dev/sda", "8:0", { children: [...outer, inner] }), row("/dev/sdb", "8:16")],
    {
      "/dev/sda": sfdisk === undefined ? {} : { sfdisk },
      ...(sfdisk === undefined ? {} : { "/dev/sda1": {} }),
      "/dev/sda5": { blkid: pool },
      "/dev/sdb": { blkid: pool },
    },
    { "/sys/class/block/sda5/start": "4096\n" },
  );
  expect(inventory.disks[0]?.partitions.at(-1)).toMatchObject({ path: "/dev/sda5", number: 5, start: 4096 * 512 });
  expect(refusals(inventory)).toEqual([
    "ZFS pool tank on /dev/sda5 is also on /dev/sdb, which the config does not name",
  ]);
});

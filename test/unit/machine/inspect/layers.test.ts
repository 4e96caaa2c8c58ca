/** Arrays and volume groups that nobody assembled, as they are read from their members; formats as captured from mdadm 4.2 and lvm2 2.03.16. */
import { storageLayers } from "../../../../src/storage/layers.ts";
import { expect, test } from "vitest";
import { renderCommand } from "../../../../src/base/command.ts";
import { tearDown } from "../../../../src/storage/teardown.ts";
import { inspectLayers } from "../../../../src/machine/inspect/layers.ts";
import type { Content, Disk } from "../../../../src/schema/inventory.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingOptions,
} from "../../../support/hosts/recording-host.ts";

function disk(path: string, type: string, uuid: string): Disk {
  const content: Content = { type, label: null, uuid };
  return {
    path,
    device: path,
    size: 1024 ** 3,
    sectorSize: 512,
    model: null,
    serial: null,
    wwn: null,
    scsi: null,
    links: [],
    transport: null,
    readOnly: false,
    removable: false,
    table: null,
    content,
    uses: [],
    partitions: [],
  };
}

const superblock = (level: string, devices: number): string =>
  `/dev/x:\n        Version : 1.2\n     Array UUID : 2972fe5e:3eab0433:3dfd083b:39ae4708\n           Name : node:life  (local to host node)\n     Raid Level : ${level}\n   Raid Devices : ${devices}\n     Array Size : 254976 KiB (249.00 MiB 261.10 MB)\n    Data Offset : 2048 sectors\n`;

const metadata = (sequence: number): string => `  metadata text at 5632 crc 0xe02b5d0a # vgname old seqno ${sequence}
  ---
old {
id = "O0USjK-iSxl-nF5o-byLN-ffCi-pB7c-M5c4pw"
seqno = ${sequence}
status = ["RESIZEABLE", "READ", "WRITE"]
extent_size = 8192
physical_volumes {
pv0 {
id = "inside-array"
pe_start = 2048
pe_count = 62
}
pv1 {
id = "gone"
pe_start = 2048
pe_count = 10
}
}
logical_volumes {
root {
id = "seHbqg-qeiG-J6N9-LAIo-Gmui-51Ho-p5JzI5"
status = ["READ", "WRITE", "VISIBLE"]
segment1 {
extent_count = ${sequence}
type = "striped"
stripe_count = 1
stripes = [
"pv0", 3
]
}
}
}
}
  ---
`;

const array = "/dev/disk/by-id/md-uuid-2972fe5e:3eab0433:3dfd083b:39ae4708";
const found = (type: string, uuid: string): string => `ID_FS_TYPE=${type}\nID_FS_UUID_ENC=${uuid}\n`;

function onRaid(level: string): { readonly disks: Disk[]; readonly expected: NonNullable<RecordingOptions["expect"]> } {
  return {
    disks: [disk("/dev/sdb", "linux_raid_member", "m"), disk("/dev/sda", "linux_raid_member", "m")],
    expected: [
      { command: "mdadm --examine /dev/sda", stdout: superblock(level, 3) },
      { command: "mdadm --examine /dev/sdb", stdout: superblock(level, 3) },
      {
        command: /^blkid .* -O 1048576 -S \d+ -- \/dev\/sda$/u,
        stdout: found("LVM2_member", "inside-array"),
      },
      {
        command: /^dd if=\/dev\/sda of=(\S+) iflag=skip_bytes skip=1048576 /u,
        effect: (host, { args }) => host.seed(args[1]?.slice("of=".length) ?? "", "metadata"),
      },
      { command: /^pvck --dump metadata -- \/run\/bareon\/metadata-/u, stdout: metadata(4) },
    ],
  };
}

test("a group on a mirror is read with the content of its volume; what is missing of both is told", async () => {
  const { disks, expected } = onRaid("raid1");
  // Data of the array, start of the extents, three extents.
  const place = 1048576 + 1048576 + 3 * 4194304;
  const host = createRecordingHost({
    expect: [
      ...expected,
      {
        command: `blkid -p -o udev -O ${place} -S ${4 * 4194304} -- /dev/sda`,
        stdout: found("ext4", "fs"),
      },
    ],
  });
  const { arrays, groups, others, unreadable } = await inspectLayers(createTestContext(host), storageLayers, {
    tree: [],
    disks,
  });
  host.assertDone();
  expect(arrays).toEqual([
    {
      path: array,
      active: false,
      name: "node:life",
      uuid: "2972fe5e-3eab-0433-3dfd-083b39ae4708",
      level: "raid1",
      metadata: "1.2",
      devices: 3,
      size: 261095424,
      members: ["/dev/sda", "/dev/sdb"],
      dataOffsets: [1048576, 1048576],
      content: { type: "LVM2_member", label: null, uuid: "inside-array" },
      uses: [],
    },
  ]);
  expect(groups).toMatchObject([
    {
      name: "old",
      size: 72 * 4194304,
      physicalVolumes: [
        { path: array, uuid: "inside-array" },
        { path: null, uuid: "gone" },
      ],
      volumes: [
        {
          name: "root",
          path: "/dev/mapper/old-root",
          active: false,
          size: 4 * 4194304,
          content: { type: "ext4", uuid: "fs" },
        },
      ],
    },
  ]);
  expect([others, unreadable]).toEqual([[], []]);
  expect(host.changes.filter((change) => !change.includes("/run/bareon") && change !== "make /run")).toEqual([]);
  expect([...host.nodes.keys()].filter((path) => path.includes("metadata-"))).toEqual([]);
});

test("an array that holds its members and was not started is read from them, and stopped", async () => {
  const { disks, expected } = onRaid("raid1");
  const device = {
    ...{ path: "/dev/md127", device: "9:127", type: "raid1", size: 0, sectorSize: 512 },
    ...{ model: null, serial: null, wwn: null, scsi: null, transport: null, readOnly: false, removable: false },
    ...{ mounts: [], children: [] },
  };
  const tree = ["/dev/sda", "/dev/sdb"].map((path) => ({ ...device, path, device: path, children: [device] }));
  const host = createRecordingHost({
    expect: [...expected, { command: /^blkid .* -- \/dev\/sda$/u, stdout: found("ext4", "fs") }],
  });
  const layers = await inspectLayers(createTestContext(host), storageLayers, { tree, disks });
  expect(layers.arrays).toMatchObject([
    { path: "/dev/md127", active: false, content: { type: "LVM2_member" }, uses: [] },
  ]);
  expect(layers.groups).toMatchObject([{ name: "old", physicalVolumes: [{ path: "/dev/md127" }, { path: null }] }]);
  expect(layers.others).toEqual([]);
  const steps = tearDown({ ...layers, disks }, true);
  const programs = steps.flatMap((step) => ("commands" in step ? step.commands.map(renderCommand) : []));
  expect(programs).toContain("mdadm --stop /dev/md127");
  expect(programs.join("\n")).not.toMatch(/wipefs .*md127/u);
});

test("of a striped array only the group is known: where its volumes lie is not looked for", async () => {
  const { disks, expected } = onRaid("raid5");
  const host = createRecordingHost({ expect: expected });
  const { groups } = await inspectLayers(createTestContext(host), storageLayers, { tree: [], disks });
  expect(groups[0]?.volumes[0]).toMatchObject({ name: "root", content: null });
});

test("a volume in no group, one with damaged metadata, one whose group is elsewhere; of two copies the newer is believed", async () => {
  const disks = ["inside-array", "inside-array", "none", "damaged", "elsewhere"].map((uuid, index) =>
    disk(`/dev/sd${"abcde"[index] ?? ""}`, "LVM2_member", uuid),
  );
  const host = createRecordingHost({
    expect: [
      { command: "pvck --dump metadata -- /dev/sda", stdout: metadata(5) },
      { command: "pvck --dump metadata -- /dev/sdb", stdout: metadata(6) },
      { command: "pvck --dump metadata -- /dev/sdc" },
      { command: "pvck --dump metadata -- /dev/sdd", exitCode: 5 },
      { command: "pvck --dump metadata -- /dev/sde", stdout: "  zero metadata copies\n" },
      { command: /^blkid .*-- \/dev\/sda$/u, exitCode: 2 },
    ],
  });
  const { groups, unreadable } = await inspectLayers(createTestContext(host), storageLayers, { tree: [], disks });
  expect(groups).toMatchObject([
    {
      physicalVolumes: [{ path: "/dev/sda" }, { path: "/dev/sdb" }, { path: null }],
      volumes: [{ size: 6 * 4194304, content: null }],
    },
  ]);
  expect(unreadable).toEqual([
    { path: "/dev/sdd", problem: "its LVM metadata is damaged" },
    { path: "/dev/sde", problem: "its volume group keeps its metadata on a device that is not there" },
  ]);
});

test("without the programs, and without a superblock, nothing is taken for known", async () => {
  const disks = [disk("/dev/sda", "linux_raid_member", "m"), disk("/dev/sdb", "LVM2_member", "p")];
  const none = await inspectLayers(createTestContext(createRecordingHost({ programs: [] })), storageLayers, {
    tree: [],
    disks,
  });
  expect(none.unreadable.map(({ problem }) => problem)).toEqual([
    "there is no mdadm to read its array with",
    "there is no pvck to read its volume group with",
  ]);
  const host = createRecordingHost({
    programs: ["mdadm"],
    expect: [{ command: "mdadm --examine /dev/sda", exitCode: 1 }],
  });
  expect(
    (await inspectLayers(createTestContext(host), storageLayers, { tree: [], disks: disks.slice(0, 1) })).unreadable,
  ).toEqual([{ path: "/dev/sda", problem: "mdadm finds no superblock of an array on it" }]);
});

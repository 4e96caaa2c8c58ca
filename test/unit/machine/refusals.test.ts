/** The table of refusals: each reason why a disk may not be written to, and its message. */
import { storageLayers } from "../../../src/storage/layers.ts";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { findRefusals } from "../../../src/machine/refusals.ts";
import type { Disk, Inventory, Partition } from "../../../src/schema/inventory.ts";
import { nth, planTwoDisks, readMachine, refusal } from "../plan/fixture.ts";

const awake = readMachine("awake");
const asleep = readMachine("asleep");
/** The same machine with nothing on its disks. */
const blank: Inventory = {
  ...awake,
  arrays: [],
  groups: [],
  disks: awake.disks.map((one) => ({ ...one, table: null, content: null, uses: [], partitions: [] })),
};

function content(type: string, uuid: string | null = null, label: string | null = null): Disk["content"] {
  return { type, label, uuid };
}

function disk(index: number, facts: Partial<Disk>, inventory = blank): Inventory {
  return {
    ...inventory,
    disks: inventory.disks.map((one, position) => (position === index ? { ...one, ...facts } : one)),
  };
}

function partition(facts: Partial<Partition>, index = 0): Inventory {
  const [first] = nth(awake.disks, index).partitions;
  if (first === undefined) throw new Error("the disk has no partition");
  return disk(index, { partitions: [{ ...first, content: null, uses: [], ...facts }] });
}

function group(facts: Partial<Inventory["groups"][number]>): Inventory {
  return { ...awake, groups: awake.groups.map((one) => (one.name === "old" ? { ...one, ...facts } : one)) };
}

function volumeUse(use: string): Inventory {
  return group({
    volumes: nth(awake.groups, 1).volumes.map((volume) =>
      volume.name === "root" ? { ...volume, uses: [use] } : volume,
    ),
  });
}

function other(type: string, path: string, parents: string[], uses: string[] = []): Inventory {
  return { ...disk(0, { uses: [path, ...uses] }), others: [{ path, type, parents, content: null, uses }] };
}

const both = ["bareon-1", "bareon-2"];
const cluster = (name: string): string => `/dev/vda1 holds a cluster filesystem (${name}), which other hosts may use`;

const refusals: readonly (readonly [string, Inventory, string, (readonly string[])?])[] = [
  ["read-only", disk(0, { readOnly: true }), "/dev/vda is read-only"],
  [
    "removable and named by its node",
    disk(0, { removable: true }),
    "/dev/vda is removable; name it by serial, wwn or path",
    ["/dev/vda", "bareon-2"],
  ],

  ["the running system's /", disk(0, { uses: ["/"] }), "/dev/vda is in use by the running system: it is mounted on /"],
  [
    "the running system's /boot on a partition",
    partition({ uses: ["/boot/efi"] }),
    "/dev/vda1 is in use by the running system: it is mounted on /boot/efi",
  ],
  [
    "the device below / is named",
    { ...partition({}), running: { root: "/dev/vda1", medium: [] } },
    "/dev/vda1 is in use by the running system: / lies on it",
  ],
  [
    "/ lies on a volume of it",
    { ...awake, running: { root: "/dev/mapper/old-root", medium: [] } },
    "/dev/mapper/old-root is in use by the running system: / lies on it",
  ],
  [
    "swap of a system that lives on a disk",
    { ...partition({ uses: ["[SWAP]"] }), running: { root: "/dev/vdd", medium: [] } },
    "/dev/vda1 is in use: it is used as swap",
  ],
  [
    "mounted on /mnt, by a system that lives on a disk",
    { ...partition({ uses: ["/mnt"] }), running: { root: "/dev/vdd", medium: [] } },
    "/dev/vda1 is in use: it is mounted on /mnt",
  ],
  [
    "mounted on a place that only begins like that",
    partition({ uses: ["/mnts"] }),
    "/dev/vda1 is in use: it is mounted on /mnts",
  ],
  ["mounted by somebody", partition({ uses: ["/srv"] }), "/dev/vda1 is in use: it is mounted on /srv"],
  ["a volume of it is mounted", volumeUse("/srv"), "/dev/mapper/old-root is in use: it is mounted on /srv"],
  [
    "an array of it is held",
    {
      ...awake,
      arrays: awake.arrays.map((array) => (array.path === "/dev/md1" ? { ...array, uses: ["[BUSY]"] } : array)),
    },
    "/dev/md1 is in use: somebody holds it, perhaps a mount in another mount namespace",
  ],
  [
    "held, nobody sees by whom",
    disk(0, { uses: ["[BUSY]"] }),
    "/dev/vda is in use: somebody holds it, perhaps a mount in another mount namespace",
  ],
  [
    "something sits on it that nothing tells of",
    disk(0, { uses: ["/dev/rbd0"] }),
    "/dev/vda is in use: /dev/rbd0 sits on it",
  ],

  [
    "the same disk by another path is mounted",
    disk(
      2,
      { wwn: "0x5000c5", serial: "x", uses: ["/mnt"] },
      disk(0, { wwn: "0x5000c5", serial: "x", size: nth(blank.disks, 2).size }),
    ),
    "/dev/vda is the same disk as /dev/vdc, which is in use: /mnt",
    ["/dev/vda", "bareon-2"],
  ],
  [
    "the running system lies on the same disk by another path",
    {
      ...disk(
        2,
        { wwn: "0x5000c5", serial: "x" },
        disk(0, { wwn: "0x5000c5", serial: "x", size: nth(blank.disks, 2).size }),
      ),
      running: { root: "/dev/vdc", medium: [] },
    },
    "/dev/vda is the same disk as /dev/vdc, which is in use: the running system",
    ["/dev/vda", "bareon-2"],
  ],

  [
    "the live medium is mounted",
    partition({ uses: ["/run/live/medium"] }),
    "/dev/vda1 holds the medium that this system was started from: it is mounted on /run/live/medium",
  ],
  [
    "the medium that root= names, or that holds a loop file",
    { ...partition({}), running: { root: null, medium: ["/dev/vda1"] } },
    "/dev/vda1 holds the medium that this system was started from",
  ],

  ["gfs2", partition({ content: content("gfs2") }), cluster("gfs2")],
  ["ocfs2", partition({ content: content("ocfs2") }), cluster("ocfs2")],
  ["VMFS", partition({ content: content("VMFS") }), cluster("VMFS")],
  ["VMFS, its volume", partition({ content: content("VMFS_volume_member") }), cluster("VMFS")],
  [
    "a cluster filesystem on a volume",
    group({ volumes: nth(awake.groups, 1).volumes.map((volume) => ({ ...volume, content: content("gfs2") })) }),
    "/dev/mapper/old-root holds a cluster filesystem (gfs2)",
  ],
  [
    "a group with a lock manager",
    group({ lock: "sanlock" }),
    "volume group old on /dev/md0 is shared with other hosts (sanlock)",
  ],
  [
    "a group of another host",
    group({ lock: "system ID node-7" }),
    "volume group old on /dev/md0 is shared with other hosts (system ID node-7)",
  ],

  [
    "a group that was exported",
    group({ lock: "exported" }),
    "volume group old on /dev/md0 is exported, to go to another host (vgimport takes it back)",
  ],

  ["DRBD", partition({ content: content("drbd") }), "/dev/vda1 is a DRBD device, which another host has a copy of"],
  [
    "bcache",
    partition({ content: content("bcache") }),
    "/dev/vda1 is a bcache device, whose other half may be on a disk that is not named",
  ],
  ...(
    [
      ["jbd", "is the journal of a filesystem that may be on a disk that is not named"],
      ["xfs_external_log", "is the log of a filesystem that may be on a disk that is not named"],
      ["stratis", "is a part of a Stratis pool"],
      ["ceph_bluestore", "is a part of a Ceph OSD"],
      ["DM_snapshot_cow", "holds the changes of a snapshot"],
      ["DM_verity_hash", "holds the hashes of a device"],
      ["oracleasm", "is a part of an Oracle ASM disk group"],
    ] as const
  ).map(([type, words]) => [type, partition({ content: content(type, "u") }), `/dev/vda1 ${words}`] as const),
  [
    "what nobody here can close",
    other("dmraid", "/dev/mapper/isw_x", ["/dev/vda"]),
    "/dev/mapper/isw_x (dmraid) sits on /dev/vda, and it is not known how to close it",
  ],
  [
    "bcache in use",
    other("bcache", "/dev/bcache0", ["/dev/vda", "/dev/vdb"]),
    "/dev/bcache0 (bcache) sits on /dev/vda, /dev/vdb, and it is not known how to close it",
  ],
  [
    "a disk of GPFS, which has no signature",
    partition({ type: "37affc90-ef7d-4e96-91c3-2d7ae055b174" }),
    "/dev/vda1 holds a cluster filesystem (GPFS), which other hosts may use, by its partition type",
  ],
  [
    "a dynamic disk of Windows with a DOS table",
    partition({ type: "42" }),
    "/dev/vda1 is a part of dynamic disks of Windows, which may go on on a disk that is not named, by its partition type",
  ],
  [
    "a firmware RAID",
    partition({ content: content("isw_raid_member") }),
    "/dev/vda1 is a member of something larger (isw_raid_member)",
  ],
  [
    "contradicting signatures",
    partition({ content: content("ambiguous") }),
    "/dev/vda1 holds several signatures that contradict each other (wipefs lists them)",
  ],
  [
    "LVM metadata that cannot be read",
    {
      ...partition({ content: content("LVM2_member") }),
      unreadable: [{ path: "/dev/vda1", problem: "its LVM metadata is damaged" }],
    },
    "/dev/vda1 belongs to something larger, of which nothing can be read: its LVM metadata is damaged",
  ],
  [
    "paths of a multipath map that is no disk",
    other("mpath", "/dev/mapper/mpatha", ["/dev/vda", "/dev/vdb"]),
    "/dev/vda, /dev/vdb are paths of the multipath map /dev/mapper/mpatha, and only a map of whole disks is written to",
  ],

  [
    "an array that is also elsewhere",
    awake,
    "array bareon:life on /dev/vda1, /dev/vdb1 is also on /dev/vdb, which the config does not name",
    ["bareon-1"],
  ],
  [
    "the same, not assembled",
    asleep,
    "array bareon:life on /dev/vda1, /dev/vdb1 is also on /dev/vdb, which the config does not name",
    ["bareon-1"],
  ],
  [
    "a group that is also elsewhere",
    awake,
    "volume group far on /dev/vdc, /dev/vdd is also on /dev/vdd, which the config does not name",
    ["bareon-3"],
  ],
  [
    "a group on such an array, not active",
    asleep,
    "volume group old on /dev/disk/by-id/md-uuid-a0b706cd:b51a3bb5:92769093:8ff0313a is also on /dev/vda, which the config does not name",
    ["bareon-2"],
  ],
  [
    "a copy of a physical volume elsewhere",
    group({ physicalVolumes: ["/dev/md0", "/dev/vdc"].map((path) => ({ path, uuid: "same", size: 1 })) }),
    "volume group old on /dev/md0, /dev/vdc is also on /dev/vdc, which the config does not name",
  ],
  [
    "an encrypted device over two",
    other("crypt", "/dev/mapper/x", ["/dev/vda", "/dev/vdc"]),
    "crypt device /dev/mapper/x on /dev/vda, /dev/vdc is also on /dev/vdc, which the config does not name",
  ],
  [
    "btrfs on several devices",
    disk(2, { content: content("btrfs", "u") }, partition({ content: content("btrfs", "u") })),
    "btrfs on /dev/vda1 is also on /dev/vdc, which the config does not name",
  ],
  [
    "bcachefs on several devices",
    disk(2, { content: content("bcachefs", "u") }, partition({ content: content("bcachefs", "u") })),
    "bcachefs on /dev/vda1 is also on /dev/vdc, which the config does not name",
  ],
  [
    "a ZFS pool on several devices",
    disk(
      2,
      { content: content("zfs_member", "u", "tank") },
      partition({ content: content("zfs_member", "u", "tank") }),
    ),
    "ZFS pool tank on /dev/vda1 is also on /dev/vdc, which the config does not name",
  ],
];

test.for(refusals)("refused: %s", ([, inventory, reason, ids = both]) => {
  const message = refusal(() => planTwoDisks(inventory, ids));
  expect(message).toMatch(/^unsafe: refused to touch the disks?:/u);
  expect(message).toContain(reason);
});

test("the exit code is 6, and every reason is told at once, each on its line", () => {
  const inventory = disk(1, { uses: ["/srv"] }, disk(0, { readOnly: true }));
  const thrown: unknown = (() => {
    try {
      return planTwoDisks(inventory);
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(BareonError);
  expect(thrown).toMatchObject({
    exitCode: 6,
    message: "refused to touch the disks:\n  /dev/vda is read-only\n  /dev/vdb is in use: it is mounted on /srv",
  });
});

const accepted: readonly (readonly [string, Inventory, (readonly string[])?])[] = [
  ["blank disks", blank],
  ["arrays and groups that are on the named disks alone, assembled", awake],
  ["the same, not assembled", asleep],
  ["a group on all its disks", awake, ["bareon-3", "bareon-4"]],
  [
    "another disk with the same numbers, which has something else on it",
    disk(
      2,
      { wwn: "0x5000c5", serial: "x", uses: ["/mnt"], content: content("ext4", "u") },
      disk(0, { wwn: "0x5000c5", serial: "x", size: nth(blank.disks, 2).size }),
    ),
    ["/dev/vda", "bareon-2"],
  ],
  [
    "the same disk by another path, which nothing uses",
    disk(
      2,
      { wwn: "0x5000c5", serial: "x" },
      disk(0, { wwn: "0x5000c5", serial: "x", size: nth(blank.disks, 2).size }),
    ),
    ["/dev/vda", "bareon-2"],
  ],
  ["whatever is on disks that are not named", disk(2, { readOnly: true, uses: ["/srv"], content: content("gfs2") })],
  ["a removable disk named by its serial number", disk(0, { removable: true })],
  ["what a ramdisk has mounted where no system lives", partition({ uses: ["/mnt", "/media/usb", "/run/media/x"] })],
  ["a volume that a ramdisk has mounted there", volumeUse("/mnt/old")],
  ["swap that a ramdisk has on", partition({ uses: ["[SWAP]"] })],
  ["a physical volume without a group", partition({ content: content("LVM2_member", "u") })],
  [
    "a group of which a part is missing",
    group({ physicalVolumes: [...nth(awake.groups, 1).physicalVolumes, { path: null, uuid: "gone", size: 1 }] }),
  ],
  [
    "an array of which a member is missing",
    { ...awake, arrays: awake.arrays.map((array) => ({ ...array, devices: 3 })) },
  ],
  ["an encrypted device", other("crypt", "/dev/mapper/x", ["/dev/vda"])],
  [
    "a btrfs and a ZFS pool on named disks alone",
    disk(1, { content: content("btrfs", "u") }, partition({ content: content("btrfs", "u") })),
  ],
];

test.for(accepted)("not refused: %s", ([, inventory, ids = both]) => {
  expect(() => planTwoDisks(inventory, ids)).not.toThrow();
});

test("a removable disk is known by what stays with it, not by its place on the bus", () => {
  const removable = disk(0, { removable: true });
  const reasons = (id: "name" | "scsi" | "serial" | "wwn" | "path"): string[] =>
    findRefusals(removable.disks.slice(0, 1), removable, { layers: storageLayers, ids: [id], keep: false });
  for (const id of ["name", "scsi"] as const)
    expect(reasons(id)).toEqual(["/dev/vda is removable; name it by serial, wwn or path"]);
  for (const id of ["serial", "wwn", "path"] as const) expect(reasons(id)).toEqual([]);
});

test("where partitions are kept, mounts and swap on them are a reason, too", () => {
  expect(refusal(() => planTwoDisks(partition({ uses: ["/mnt"] }), both, { partitions_policy: "verify" }))).toContain(
    "/dev/vda1 is in use: it is mounted on /mnt",
  );
  expect(refusal(() => planTwoDisks(partition({ uses: ["[SWAP]"] }), both, { partitions_policy: "verify" }))).toContain(
    "/dev/vda1 is in use: it is used as swap",
  );
});

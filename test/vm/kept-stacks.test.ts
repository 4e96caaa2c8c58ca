/** Arrays and volume groups deployed once more by the default policy: what differs is refused with every byte untouched, what matches is kept and boots. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { changed } from "../support/files/example.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let ramdisk: Vm | undefined;
let before: readonly string[];

function running(): Vm {
  if (ramdisk === undefined) throw new Error("the ramdisk is not running");
  return ramdisk;
}

function configWith(changes: Readonly<Record<string, unknown>>): string {
  return node.withServer(JSON.stringify(changed("kept-stacks", changes)));
}

beforeAll(async () => {
  node = await createNode({
    name: "kept-stacks",
    diskSizes: [452, 452, 452],
    osProber: false,
    diskTraits: [0, 1, 2].map(() => ({ format: "raw" as const })),
  });
  ramdisk = await node.boot("ramdisk");
  await deployByController(running(), configWith({ "/partitions_policy": "clean" }));
  // Somebody adds something to each volume. Level 5 with all its members in use from the start.
  await running().run(
    "mdadm --assemble /dev/md0 /dev/vda2 /dev/vdb2 /dev/vdc2 && mount /dev/md0 /mnt && echo mine > /mnt/root/note && grep -F '[UUU]' /proc/mdstat && umount /mnt && mdadm --stop /dev/md0",
  );
  await running().run(
    "vgchange --activate y data && for lv in home logs; do mount /dev/data/$lv /mnt && echo mine > /mnt/note && umount /mnt; done && vgchange --activate n data",
  );
  before = await node.sums(running());
});

afterAll(async () => {
  await ramdisk?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

const group = "/partitions/3";
const moved = Object.fromEntries(
  [0, 1].flatMap((disk) => [
    [`/partitions/${disk}/volumes/0`, { type: "pv", vg: "data", size: "remaining", lvm_meta_size: "16 MiB" }],
    [`/partitions/${disk}/volumes/1`, { type: "raid", level: 5, mount: "/", size: "128 MiB", file_system: "ext4" }],
  ]),
);
const wrong: Readonly<Record<string, readonly [Readonly<Record<string, unknown>>, RegExp]>> = {
  "a missing logical volume": [
    { [`${group}/volumes/-`]: { type: "lv", name: "more", mount: "none", size: "8 MiB", file_system: "ext4" } },
    /^ {2}\/dev\/mapper\/data-more +logical volume +8 MiB +none/mu,
  ],
  "an extra logical volume": [
    { [`${group}/volumes`]: [{ type: "lv", name: "home", mount: "/home", size: "80%", file_system: "ext4" }] },
    /^ {2}\/dev\/mapper\/data-logs +logical volume +none +\d+ MiB/mu,
  ],
  "moved partitions": [moved, /^ {2}\/dev\/vda2 +size +\d+ MiB +128 MiB/mu],
  "a resized logical volume": [
    { [`${group}/volumes/0/size`]: "70%" },
    /^ {2}\/dev\/mapper\/data-home +size +\d+ MiB +\d+ MiB +\/partitions\/3\/volumes\/0/mu,
  ],
  "a resized array": [
    Object.fromEntries([0, 1, 2].map((disk) => [`/partitions/${disk}/volumes/0/size`, "140 MiB"])),
    /^ {2}array system-root +size +264 MiB +240 MiB/mu,
  ],
  "another level": [
    Object.fromEntries([0, 1, 2].map((disk) => [`/partitions/${disk}/volumes/0/level`, 1])),
    /^ {2}array system-root +level +raid1 +raid5/mu,
  ],
  "another filesystem on an array": [
    Object.fromEntries([0, 1, 2].map((disk) => [`/partitions/${disk}/volumes/0/file_system`, "btrfs"])),
    /^ {2}array system-root +filesystem +btrfs +ext4/mu,
  ],
  "another filesystem on a logical volume": [
    { [`${group}/volumes/0/file_system`]: "btrfs" },
    /^ {2}\/dev\/mapper\/data-home +filesystem +btrfs +ext4/mu,
  ],
  "another volume group": [
    { [`${group}/id`]: "other", "/partitions/0/volumes/1/vg": "other", "/partitions/1/volumes/1/vg": "other" },
    /^ {2}\/dev\/vda3 +volume group +other +data/mu,
  ],
};

test.for(Object.entries(wrong))(
  "%s: refused, and every byte of the disks is what it was",
  async ([, [changes, row]]) => {
    await running().put("/tmp/provision.json", configWith(changes));
    const refused = await running().run("bareon-provision", { check: false });
    expect(refused.stderr).toMatch(row);
    expect([refused.exitCode, refused.stdout]).toEqual([5, ""]);
    expect(await node.sums(running())).toEqual(before);
  },
);

test("what matches is kept but for keep_data false, also where it is switched on, and the node boots from level 5", async () => {
  await running().run("mdadm --assemble /dev/md127 /dev/vda2 /dev/vdb2 /dev/vdc2 && vgchange --activate y data");
  const { elements }: BootInfo = (await deployByController(running(), configWith({}))).bootInfo;
  await running().powerOff();
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/mounts")).toMatch(
    /^\/dev\/md\S+ \/ ext4 [^]*^\/dev\/\S+ \/home ext4 [^]*^\/dev\/\S+ \/var\/log ext4 /mu,
  );
  expect((await vm.run("cat /root/note /home/note; test -e /var/log/note || echo anew")).stdout).toBe(
    "mine\nmine\nanew",
  );
});

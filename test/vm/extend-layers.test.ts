/** A third system on new logical volumes and a new array beside those of others: switched off, and in use; removed with all that it takes, and booted. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { partitionSums } from "../support/disks/partition-sums.ts";
import { changed, type Loose, setAt } from "../support/files/example.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let ramdisk: Vm | undefined;

/** The example with room on its disks and in its group, and with volumes that are as small as can be. */
const roomy = {
  "/images/1/boot_tool": false,
  "/partitions/0/size": "1700 MiB",
  "/partitions/0/volumes/0/size": "320 MiB",
  "/partitions/0/volumes/2/size": "600 MiB",
  "/partitions/1/size": "1700 MiB",
  "/partitions/1/volumes/0/size": "600 MiB",
  "/partitions/1/volumes/1/size": "320 MiB",
  "/partitions/2/volumes/0/size": "420 MiB",
};
const before = (): string => node.withServer(JSON.stringify(changed("lvm-and-raid", roomy)));

/** Green has its root in the group, an array of its own, and the array that red and blue share. */
function after(): string {
  const url = "conductor.example.net::images/tiny/";
  const green = { name: "green", boot_tool: false, image_pull_url: url, target: "/" };
  const document: Loose = changed("lvm-and-raid", { ...roomy, "/partitions_policy": "extend", "/images/-": green });
  const member = { type: "raid", mount: "/srv/green", size: "200 MiB", file_system: "ext4", images: ["green"] };
  for (const [disk, shared] of [
    [0, 1],
    [1, 2],
  ] as const) {
    setAt(document, `/partitions/${disk}/volumes/-`, member);
    setAt(document, `/partitions/${disk}/volumes/${shared}/images/-`, "green");
  }
  setAt(document, "/partitions/2/volumes/-", {
    ...{ type: "lv", name: "green-root", mount: "/", size: "320 MiB", file_system: "ext4", images: ["green"] },
  });
  return node.withServer(JSON.stringify(document));
}

function vm(): Vm {
  if (ramdisk === undefined) throw new Error("the ramdisk was not booted");
  return ramdisk;
}

async function say(command: string): Promise<string> {
  return (await vm().run(command, { timeoutSeconds: 900 })).stdout.trim();
}

const table = "sfdisk --dump /dev/vda | grep ^/dev/; sfdisk --dump /dev/vdb | grep ^/dev/";
/** Mounted for reading, since a mount for writing changes the superblock. The ramdisk's own configuration assembles nothing. */
const on =
  "vgchange --activate y red-disks; mdadm --assemble --scan --config=partitions; udevadm settle; mkdir -p /mnt; mount -o ro /dev/mapper/red--disks-var--data /mnt; sync";
const off = "umount /mnt; vgchange --activate n red-disks; mdadm --stop --scan; udevadm settle";
/** Their logical volumes, which have to be switched on. */
const volumes =
  "sync; blockdev --flushbufs /dev/mapper/red--disks-*; cksum /dev/mapper/red--disks-root /dev/mapper/red--disks-swap /dev/mapper/red--disks-var--data";

/** Every byte of what others have: of their logical volumes, and of the members of their arrays behind the superblocks. */
async function sums(): Promise<readonly string[]> {
  const logical = await say(volumes);
  const members = await Promise.all(node.disks.map(async ({ path }) => await partitionSums(path, [3, 4], 9_000_000)));
  return [logical, ...members.flat()];
}

const raw = { format: "raw" } as const;

beforeAll(async () => {
  node = await createNode({ name: "extend-layers", diskSizes: [1800, 1800], diskTraits: [raw, raw], osProber: false });
  ramdisk = await node.boot("ramdisk");
  await deployByController(vm(), before());
});

afterAll(async () => {
  await ramdisk?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function add(): Promise<string[]> {
  const { bootInfo } = await deployByController(vm(), after());
  return bootInfo.elements.map(({ grub_id: id, os_id: name }) => `${id} ${name}`);
}

test("switched off: what was there is switched on and off again, and every byte of it stays", async () => {
  await say(on);
  const bytes = await sums();
  await say(off);
  const tables = (await say(table)).split("\n");
  expect(await add()).toEqual(["0 red", "1 blue", "2 green"]);
  expect(await vm().read("/proc/mdstat")).not.toContain("active");
  expect((await say(table)).split("\n").filter((line) => tables.includes(line))).toEqual(tables);
  await say(on);
  expect(await sums()).toEqual(bytes);
  // Its root is a logical volume, which would be wiped in use.
  const lv = "/dev/mapper/red--disks-green--root";
  expect(await say(`blkid -s TYPE -o value ${lv}`)).toBe("ext4");
  expect(await say("bareon-provision remove green --free-space --json | grep -c green-root")).not.toBe("0");
  expect(await sums()).toEqual(bytes);
  expect((await say(table)).split("\n")).toEqual(tables);
  expect(await say("lvs --noheadings --options lv_name red-disks | tr -d ' ' | sort | tr '\\n' ' '")).toBe(
    "root swap var-data",
  );
});

test("in use: nothing is switched off", async () => {
  const bytes = await sums();
  expect(await add()).toEqual(["0 red", "1 blue", "2 green"]);
  expect(await say("findmnt --noheadings --output SOURCE /mnt")).toBe("/dev/mapper/red--disks-var--data");
  expect(await say("grep -c ^md /proc/mdstat")).toBe("2");
  expect(await sums()).toEqual(bytes);
  await say(off);
  await vm().powerOff();
});

test("it boots, with its volumes on all layers, and so does the system beside it", async () => {
  {
    await using red = await node.boot("disk");
    expect(await red.read("/proc/mounts")).toMatch(/^\/dev\/mapper\/red--disks-root \/ xfs /mu);
    await red.run("bareon-boot once green");
    await red.powerOff();
  }
  await using booted = await node.boot("disk");
  const mounts = await booted.read("/proc/mounts");
  expect(mounts).toMatch(/^\/dev\/mapper\/red--disks-green--root \/ ext4 /mu);
  expect(mounts).toMatch(/^\/dev\/md\S+ \/srv\/green ext4 /mu);
  expect(mounts).toMatch(/^\/dev\/md\S+ \/srv\/shared ext4 /mu);
  await booted.powerOff();
});

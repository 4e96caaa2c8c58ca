/** A system in a volume group over two disks and one on a mirror: both boot, and the mirrored one without the second disk as well. */
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let bootInfo: BootInfo;

/** Another system's data on every byte; the disks cannot discard. */
async function fillDisks(): Promise<void> {
  const script = `tr '\\0' '\\245' < /dev/zero | dd of="$1" bs=1M count=1402 iflag=fullblock conv=notrunc status=none`;
  for (const { path } of node.disks) await execa("sh", ["-c", script, "sh", path]);
}

/** What of the former data is at either end of the volumes, where newer programs could know signatures that those of the ramdisk do not. */
async function countFormerBytes(ramdisk: Vm): Promise<string> {
  await ramdisk.run("vgchange --activate y red-disks");
  // The kernel starts them read-only; mdadm's own --readonly comes after the start, and fails while udev looks at the array.
  await ramdisk.run(
    "echo 1 > /sys/module/md_mod/parameters/start_ro; mdadm --examine --scan | grep -o 'UUID=[0-9a-f:]*' | while read -r id; do mdadm --assemble /dev/md/${id##*:} --uuid=${id#UUID=} /dev/vd?? && udevadm settle; done",
  );
  const { stdout } = await ramdisk.run(
    `for device in /dev/md/* /dev/mapper/red--disks-*; do echo $device $(head -c 1048576 $device | tr -d -c '\\245' | wc -c) $(tail -c 1048576 $device | tr -d -c '\\245' | wc -c); done`,
  );
  await ramdisk.run("vgchange --activate n red-disks; mdadm --stop --scan");
  return stdout;
}

beforeAll(async () => {
  const raw = { format: "raw" as const };
  node = await createNode({ name: "lvm-and-raid", diskSizes: [1402, 1402], diskTraits: [raw, raw] });
  await fillDisks();
  await using ramdisk = await node.boot("ramdisk");
  bootInfo = (await deployByController(ramdisk, await node.example("lvm-and-raid"))).bootInfo;
  // The deploy has switched everything off again.
  expect(await ramdisk.read("/proc/mdstat")).not.toContain("active");
  expect((await ramdisk.run("lsblk --noheadings --list --output TYPE | sort -u")).stdout).toBe("disk\nloop\npart");
  // Sizes as provision.json(5), "Physical volume", has them: two physical volumes less 64 and 16 MiB.
  expect(
    (await ramdisk.run("vgs --noheadings --units m --options vg_name,pv_count,vg_size,vg_free")).stdout.trim(),
  ).toBe("red-disks   2 1234.00m    0m");
  expect(
    (await ramdisk.run("mdadm --examine /dev/vda3 | grep -c -E 'Version : 1.2|Raid Level : raid1|Raid Devices : 2'"))
      .stdout,
  ).toBe("3");
  const former = (await countFormerBytes(ramdisk)).trim().split("\n");
  expect(former.length).toBe(5);
  // A superblock or an inode may have a few such bytes of its own.
  for (const line of former) expect(line).toMatch(/^\/dev\/\S+ \d{1,4} \d{1,3}$/u);
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test("the system in the volume group boots, with its other volumes and the shared mirror", async () => {
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  const mounts = await vm.read("/proc/mounts");
  expect(mounts).toMatch(/^\/dev\/mapper\/red--disks-root \/ xfs /mu);
  expect(mounts).toMatch(/^\S+ \/var\/data ext4 /mu);
  expect(mounts).toMatch(/^\/dev\/md\S+ \/srv\/shared ext4 /mu);
  expect((await vm.run("busybox swapon -a && sed 1d /proc/swaps")).stdout).toMatch(/^\/dev\/\S+ +partition\s+65532/mu);
  expect(await vm.read("/etc/mdadm.conf")).toMatch(
    /^ARRAY \/dev\/md\/red-blue-srv-shared metadata=1\.2 UUID=[\da-f:]{35}$/mu,
  );
  await vm.run("echo both > /srv/shared/note; bareon-boot set-default blue; sync");
  await vm.powerOff();
});

test("the mirrored system boots from the first disk alone", async () => {
  await using vm = await node.boot("disk", { disks: node.disks.slice(0, 1) });
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[1]?.root_uuid}`);
  expect(await vm.read("/proc/mounts")).toMatch(/^\/dev\/md\S+ \/ ext4 /mu);
  expect(await vm.read("/proc/mdstat")).toMatch(/\[2\/1\] \[U_\]/u);
  expect(await vm.read("/srv/shared/note")).toBe("both");
  await vm.powerOff();
});

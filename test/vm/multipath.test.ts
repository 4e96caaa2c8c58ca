/** Two systems on one disk of two paths: it is deployed to by its multipath map, booted, switched and updated while a path is gone, and again with both. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Update } from "../../src/schema/update.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { debianImage } from "../support/systems/images.ts";
import { monitorDevices, tellMonitor } from "../support/vm/monitor.ts";
import { createNode, inspectNode, type LabNode } from "../support/vm/node.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import type { Vm } from "../support/vm/vm.ts";

const wwn = "5000c500a1b2c3d4";
const wwid = `3${wwn}`;

let folder: Scratch;
let node: LabNode;
let uefi: Uefi;
let vm: Vm;
let bootInfo: BootInfo;

function config(id: object, more: { readonly source?: string; readonly extended?: boolean } = {}): string {
  const { source = "conductor.example.net::images/multipath/", extended = false } = more;
  const names = ["red", "blue", ...(extended ? ["green"] : [])];
  const root = (name: string): object => ({
    ...{ type: "partition", mount: "/", size: name === "green" ? "remaining" : "900 MiB", file_system: "ext4" },
    images: [name],
  });
  return node.withServer(
    JSON.stringify({
      ...{ partitions_policy: extended ? "extend" : "clean", firmware: "both" },
      images: names.map((name) => ({
        ...{ name, image_pull_url: source, target: "/" },
        ...(name === "red" ? { boot: true } : {}),
      })),
      partitions: [{ type: "disk", id, size: "2400 MiB", volumes: names.map(root) }],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    }),
  );
}

const monitor = (): string => join(folder.path, "monitor");

async function output(command: string): Promise<string> {
  return (await vm.run(command)).stdout;
}

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await vm.run(`${command} --json`, { timeoutSeconds: 3000 })).stdout) as T;
}

/** The states of the map's paths, as the kernel has them. */
async function paths(): Promise<string> {
  const { disks } = await inspectNode(vm);
  return disks.flatMap(({ multipath }) => multipath?.paths.map(({ state }) => state) ?? []).join(" ");
}

/** On which disk something lies: all devices below it, the disks last. */
async function below(device: string): Promise<string[]> {
  const found = await output(`lsblk --inverse --noheadings --list --output TYPE,KNAME ${device}`);
  return found.split("\n").map((line) => line.trim().split(/\s+/u)[0] ?? "");
}

/** The system runs on the map, and so is the multiboot partition found. */
async function expectOnMap(image: number, disks: number): Promise<void> {
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[image]?.root_uuid}`);
  const expected = ["part", "mpath", ...Array.from({ length: disks }, () => "disk")];
  expect(await below(await output("findmnt --noheadings --output SOURCE /"))).toEqual(expected);
  const { multiboot, warnings } = await ask<StatusResult>("bareon-boot status");
  expect(await below(multiboot.device)).toEqual(expected);
  expect(warnings.join("\n")).not.toMatch(/several|same UUID/u);
  const { entries } = await ask<ListResult>("bareon-boot list");
  expect(entries.map(({ valid }) => valid)).toEqual([true, true]);
  await vm.run("bareon-boot verify");
}

beforeAll(async () => {
  folder = await scratchFolder();
  uefi = await createUefi(folder.path);
  node = await createNode({
    name: "multipath",
    diskSizes: [2500],
    diskTraits: [{ bus: "scsi", wwn, paths: 2 }],
    trees: { multipath: await debianImage("multipath", console.error) },
    osProber: false,
  });
  vm = await node.boot("ramdisk", { uefi });
}, 3_600_000);

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

test("the ramdisk shows one disk with its paths, and no other", async () => {
  const { disks, others } = await inspectNode(vm);
  expect(others).toEqual([]);
  expect(disks).toMatchObject([
    { path: "/dev/mapper/mpatha", serial: "bareon-1", wwn: `0x${wwn}`, multipath: { wwid }, uses: [] },
  ]);
  expect(disks[0]?.multipath?.paths.map(({ path, state }) => [path, state])).toEqual([
    ["/dev/sda", "active"],
    ["/dev/sdb", "active"],
  ]);
  expect(await output("bareon-provision inspect")).toContain(`paths to ${wwid}: /dev/sda active, /dev/sdb active`);
});

test("paths that no map joins are said to be one disk, and nothing is chosen among them", async () => {
  await vm.run("systemctl stop multipathd.socket multipathd.service && multipath -F && udevadm settle");
  await vm.put("/tmp/alone.json", config({ type: "serial", value: "bareon-1" }));
  const { exitCode, stderr } = await vm.run("bareon-provision plan --input_data_file /tmp/alone.json", {
    check: false,
  });
  expect([exitCode, stderr]).toEqual([5, expect.stringContaining("2 disks (/dev/sda, /dev/sdb)") as string]);
  expect(stderr).toContain("Start multipathd, then name the map.");
  await vm.put("/tmp/alone.json", config({ type: "name", value: "/dev/sda" }));
  expect((await vm.run("bareon-provision plan --input_data_file /tmp/alone.json")).stderr).toContain(
    "/dev/sda and /dev/sdb are one disk",
  );
  await vm.run("systemctl start multipathd.service");
  expect(await paths()).toBe("active active");
});

test("an image that would not join its paths is refused before the first write", async () => {
  await vm.run("mkdir -p /run/plain/etc && echo ID=plain > /run/plain/etc/os-release");
  await vm.put("/tmp/provision.json", config({ type: "wwn", value: wwn }, { source: "/run/plain/" }));
  const { exitCode, stderr } = await vm.run("bareon-provision", { check: false });
  expect([exitCode, stderr]).toEqual([4, expect.stringContaining("Image red lacks what joins the paths to its root")]);
  expect(stderr).toContain("multipath-tools-boot");
  expect((await inspectNode(vm)).disks).toMatchObject([{ table: null, partitions: [] }]);
});

test("it is deployed to by the name of a path, over what is on it", { timeout: 3_600_000 }, async () => {
  await vm.put("/tmp/provision.json", config({ type: "name", value: "sdb" }));
  await vm.run("bareon-provision deploy --until storage", { timeoutSeconds: 600 });
  expect((await inspectNode(vm)).disks[0]?.partitions).toHaveLength(5);
  const deploy = "bareon-provision --data_driver ironic --deploy_driver rsync";
  const { stderr } = await vm.run(deploy, { timeoutSeconds: 3000 });
  // libefiboot (37) knows a SCSI disk by a SAS port, ATA or nothing: this one's adapter is virtio, with or without a map.
  expect(stderr).toContain("It can boot /dev/mapper/mpatha as any disk, by EFI/BOOT/BOOTX64.EFI");
  bootInfo = JSON.parse(await vm.read("/tmp/boot_entries.json")) as BootInfo;
  const [disk] = (await inspectNode(vm)).disks;
  expect(disk?.partitions.map(({ path }) => path)).toEqual(
    [1, 2, 3, 4, 5].map((number) => `/dev/mapper/mpatha-part${number}`),
  );
  expect(await output("ls /sys/block/sda /sys/block/sdb | grep -c '^sd[ab][0-9]' || true")).toBe("0");
  await vm.powerOff();
  await vm[Symbol.asyncDispose]();
});

test("it is booted from, on the map and by both paths", { timeout: 1_800_000 }, async () => {
  vm = await node.boot("disk", { devices: monitorDevices(monitor()) });
  await expectOnMap(0, 2);
  expect(await paths()).toBe("active active");
  expect(await output("cat /etc/multipath/wwids")).toContain(`/${wwid}/`);
});

test(
  "a path is pulled: the system goes on, and the other one is chosen and booted without it",
  { timeout: 1_800_000 },
  async () => {
    await tellMonitor(monitor(), "device_del", { id: "path0-1" }, "DEVICE_DELETED");
    await vm.run(
      "dd if=/dev/urandom of=/root/written bs=1M count=8 conv=fsync status=none && echo 3 > /proc/sys/vm/drop_caches && sha256sum /root/written > /root/sum",
    );
    await expectOnMap(0, 1);
    await vm.run("bareon-boot set-default blue && bareon-boot refresh");
    await vm.reboot(900);
    await expectOnMap(1, 1);
  },
);

test("the other system is updated by the path that is left", { timeout: 3_600_000 }, async () => {
  const source = node.withServer("conductor.example.net::images/multipath/");
  const done = await ask<Update>(`bareon-provision update red --source ${source} --image-name red-2 --then nothing`);
  expect(done).toMatchObject({ done: true, method: "mirror", to: { imageName: "red-2" } });
});

test("a system is added to the map in use, and its room is given up again", { timeout: 3_600_000 }, async () => {
  await vm.put("/tmp/provision.json", config({ type: "wwn", value: wwn }, { extended: true }));
  await vm.run("bareon-provision", { timeoutSeconds: 3000 });
  expect((await ask<ListResult>("bareon-boot list")).entries.map(({ valid }) => valid)).toEqual([true, true, true]);
  const partitions = "lsblk --noheadings --list --output TYPE /dev/sda | grep -c part";
  expect(await output(partitions)).toBe("6");
  await vm.run("bareon-provision remove green --free-space", { timeoutSeconds: 600 });
  expect(await output(partitions)).toBe("5");
  await expectOnMap(1, 1);
});

test("the path comes back, and the updated system boots by both", { timeout: 1_800_000 }, async () => {
  const back = { driver: "scsi-hd", bus: "path0-1-adapter.0", id: "path0-1", drive: "disk0", "share-rw": "on" };
  await tellMonitor(monitor(), "device_add", { ...back, serial: "bareon-1", wwn: `0x${wwn}` });
  await vm.run(
    "for try in $(seq 60); do [ $(lsblk --inverse --noheadings --list --output TYPE $(findmnt -no SOURCE /) | grep -c disk) = 2 ] && exit 0; sleep 1; done; exit 1",
  );
  expect(await paths()).toBe("active active");
  await vm.run("bareon-boot set-default red");
  await vm.reboot(900);
  await expectOnMap(0, 2);
  expect(await paths()).toBe("active active");
  await vm.powerOff();
  await vm[Symbol.asyncDispose]();
});

test("UEFI boots it, too", { timeout: 1_800_000 }, async () => {
  vm = await node.boot("disk", { uefi });
  await expectOnMap(0, 2);
  expect(await output("test -d /sys/firmware/efi && echo UEFI")).toBe("UEFI");
});

/** A deploy in parts on a virtual node: it boots only after the last part, each can be repeated or killed, and one system alone leaves the other as it is. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

let node: LabNode;
let ramdisk: Vm | undefined;

const volume = (mount: string, size: string, images: readonly string[]): object => ({
  ...{ type: "partition", mount, size, file_system: "ext4", images },
});
/** Partitions: 1 boot code, 2 menu, 3 red, 4 blue, 5 what both have. */
const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["red", "blue"].map((name) => ({
    ...{ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" },
  })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "1100 MiB",
      volumes: [
        volume("/", "400 MiB", ["red"]),
        volume("/", "400 MiB", ["blue"]),
        volume("/srv/shared", "64 MiB", ["red", "blue"]),
      ],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

const parts = ["bareon-partition", "bareon-configdrive", "bareon-copyimage", "bareon-bootloader"] as const;

beforeAll(async () => {
  // Slow enough that a signal always meets a transfer.
  node = await createNode({ name: "split", diskSizes: [1104], server: { kibPerSecond: 8000 }, osProber: false });
});

afterAll(async () => {
  await ramdisk?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

function running(): Vm {
  if (ramdisk === undefined) throw new Error("the ramdisk is not running");
  return ramdisk;
}

async function startRamdisk(): Promise<void> {
  ramdisk = await node.boot("ramdisk", { durable: true });
  await running().put("/tmp/provision.json", node.withServer(config));
}

async function runPart(name: string): Promise<string> {
  return (await running().run(`${name} --data_driver ironic --deploy_driver rsync`, { timeoutSeconds: 900 })).stdout;
}

async function bootInfo(): Promise<BootInfo> {
  return JSON.parse(await running().read("/tmp/boot_entries.json")) as BootInfo;
}

async function expectNothingToBoot(): Promise<void> {
  await running().run("sync");
  await running().cutPower();
  await using vm = await startVm({ name: "split-disk", disks: node.disks, boot: "disk" });
  await vm.findsNothingToBoot();
}

test("killed while images come, the node boots nothing", async () => {
  await startRamdisk();
  expect(await runPart("bareon-partition")).toContain("The node boots nothing before the phase bootloader is done.");
  await running().run("(bareon-copyimage > /tmp/out 2>&1 < /dev/null; echo $? > /tmp/exit-code) > /dev/null 2>&1 &");
  await running().run(
    "for i in $(seq 300); do pgrep -x rsync > /dev/null && grep -qs ' /run/bareon/image-' /proc/[0-9]*/mounts && exit; sleep 0.2; done; cat /tmp/out; exit 1",
  );
  await running().run("sleep 1; kill -KILL $(pgrep -o -f '^bareon-copyimage')");
  await running().run("for i in $(seq 100); do test -s /tmp/exit-code && exit; sleep 0.2; done; exit 1");
  expect(await running().read("/tmp/exit-code")).toBe("137");
  await running().run(
    "for i in $(seq 50); do pgrep -f '[r]sync' > /dev/null || exit 0; sleep 0.1; done; ps ax; exit 1",
  );
  await expectNothingToBoot();
});

test("the next whole deploy succeeds", async () => {
  await startRamdisk();
  const { bootInfo: info } = await deployByController(running(), node.withServer(config));
  expect(info.elements.map((element) => element.os_id)).toEqual(["red", "blue"]);
});

test("four parts in a row, each twice, boot; before the last one the node boots nothing", async () => {
  for (const part of parts) for (let time = 0; time < 2; time += 1) if (part !== parts[3]) await runPart(part);
  expect((await running().run("ls /tmp/boot_entries.json", { check: false })).exitCode).not.toBe(0);
  await expectNothingToBoot();
  await startRamdisk();
  for (let time = 0; time < 2; time += 1) await runPart(parts[3]);
  const info = await bootInfo();
  await running().powerOff();
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[0]?.root_uuid}`);
  expect(await vm.read("/etc/os-release")).toContain("Tiny Linux");
  expect((await vm.run("findmnt -n -o TARGET /srv/shared || grep -o /srv/shared /proc/mounts")).stdout).toBe(
    "/srv/shared",
  );
  await vm.powerOff();
});

test("one system alone leaves the other's blocks byte for byte, and both boot", async () => {
  await startRamdisk();
  await running().run("mount /dev/vda4 /mnt && touch /mnt/stale && umount /mnt");
  const sums =
    "sync; for part in 1 3 5; do sha256sum /dev/vda$part; done; dd if=/dev/vda bs=440 count=1 2>/dev/null | sha256sum";
  const before = (await running().run(sums, { timeoutSeconds: 300 })).stdout;
  await running().run("bareon-provision deploy --image blue --deploy_driver rsync", { timeoutSeconds: 900 });
  expect((await running().run(sums, { timeoutSeconds: 300 })).stdout).toBe(before);
  expect((await running().run("mount -o ro /dev/vda4 /mnt && ls /mnt; umount /mnt")).stdout).not.toContain("stale");
  const info = await bootInfo();
  expect(info.elements.map((element) => element.os_id)).toEqual(["red", "blue"]);
  const refused = await running().run("bareon-provision deploy --image red", { check: false });
  expect(refused.exitCode).toBe(37);
  await running().powerOff();
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[0]?.root_uuid}`);
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[1]?.root_uuid}`);
});

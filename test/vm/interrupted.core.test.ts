/** A deploy that is killed in the middle of a transfer leaves nothing behind but a node that boots nothing; the next one succeeds. */
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Disk } from "../support/vm/disk.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

let node: LabNode;
let ramdisk: Vm | undefined;
/** The disks as the second deploy left them. */
let deployed: { readonly disks: readonly Disk[]; readonly bootInfo: BootInfo } | undefined;

const volume = (image: string, size: string): object => ({
  type: "partition",
  mount: "/",
  size,
  file_system: "ext4",
  images: [image],
  keep_data: false,
});
const configFor = (policy: "clean" | "verify"): string =>
  JSON.stringify({
    partitions_policy: policy,
    images: ["red", "blue"].map((name) => ({
      name,
      image_pull_url: "conductor.example.net::images/tiny/",
      target: "/",
    })),
    partitions: [
      {
        type: "disk",
        id: { type: "serial", value: "bareon-1" },
        size: "2 GiB",
        volumes: [volume("red", "40%"), volume("blue", "remaining")],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  });

beforeAll(async () => {
  // Slow enough that a signal always meets a transfer.
  node = await createNode({
    ...{ name: "interrupted", diskSizes: [2048], server: { kibPerSecond: 8000 }, osProber: false },
    diskTraits: [{ format: "raw" }],
  });
  ramdisk = await node.boot("ramdisk", { durable: true });
});

afterAll(async () => {
  await ramdisk?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

function running(): Vm {
  if (ramdisk === undefined) throw new Error("the ramdisk is not running");
  return ramdisk;
}

/** Starts a deploy, sends the signal to the process that a controller started, and gives that one's exit code. */
async function interrupt(signal: "TERM" | "KILL", policy: "clean" | "verify" = "clean"): Promise<string> {
  await running().put("/tmp/provision.json", node.withServer(configFor(policy)));
  await running().run(
    "rm -f /tmp/exit-code; (bareon-provision > /tmp/out 2>&1 < /dev/null; echo $? > /tmp/exit-code) > /dev/null 2>&1 &",
  );
  await running().run(
    "for i in $(seq 300); do pgrep -x rsync > /dev/null && grep -qs ' /run/bareon/image-' /proc/[0-9]*/mounts && exit; sleep 0.2; done; cat /tmp/out; exit 1",
  );
  await running().run(`sleep 1; kill -${signal} $(pgrep -o -f '^bareon-provision')`);
  await running().run("for i in $(seq 100); do test -s /tmp/exit-code && exit; sleep 0.2; done; exit 1");
  return await running().read("/tmp/exit-code");
}

/** No process of the deploy, no mount in any namespace, nothing busy, no boot-info. */
async function expectNothingLeft(): Promise<void> {
  await running().run(
    "for i in $(seq 50); do pgrep -f '[r]sync|[b]areon-provision' > /dev/null || exit 0; sleep 0.1; done; ps ax; exit 1",
  );
  const mounts = await running().run("cat /proc/[0-9]*/mounts | grep -E '/dev/vd|/run/bareon' ; true");
  expect(mounts.stdout).toBe("");
  expect((await running().run("ls /tmp/boot-info.json /tmp/boot_entries.json", { check: false })).stdout).toBe("");
}

test("SIGTERM: children ended, everything unmounted, exit code 143", async () => {
  expect(await interrupt("TERM")).toBe("143");
  await expectNothingLeft();
});

test("SIGKILL: the same, without the program's doing", async () => {
  expect(await interrupt("KILL")).toBe("137");
  await expectNothingLeft();
});

async function expectNothingToBoot(): Promise<void> {
  await running().run("sync");
  await running().cutPower();
  await using vm = await startVm({ name: "interrupted-disk", disks: node.disks, boot: "disk" });
  await vm.findsNothingToBoot();
}

test("the node then boots nothing", expectNothingToBoot);

/** Once the guest has written all of them. */
async function copyDisks(): Promise<readonly Disk[]> {
  await running().run("sync");
  return await Promise.all(
    node.disks.map(async (disk) => {
      const path = `${disk.path}-deployed`;
      await execa("cp", ["--sparse=always", "--", disk.path, path]);
      return { ...disk, path };
    }),
  );
}

test("a second deploy succeeds", async () => {
  ramdisk = await node.boot("ramdisk", { durable: true });
  const { bootInfo } = await deployByController(running(), node.withServer(configFor("clean")));
  expect(bootInfo.elements.map((element) => element.os_id)).toEqual(["red", "blue"]);
  deployed = { disks: await copyDisks(), bootInfo };
});

test("deployed onto once more, with its partitions kept, and killed: it boots nothing any more", async () => {
  expect(await interrupt("KILL", "verify")).toBe("137");
  await expectNothingLeft();
  await expectNothingToBoot();
});

test("without that, it boots what the second deploy has left", async () => {
  await using vm = await node.boot("disk", { disks: deployed?.disks ?? [] });
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${deployed?.bootInfo.elements[0]?.root_uuid}`);
  expect(await vm.read("/etc/os-release")).toContain("Tiny Linux");
});

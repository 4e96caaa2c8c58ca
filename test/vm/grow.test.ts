/**
 * A node that was deployed and used gets larger volumes: a root on a partition, a root and data in a volume group whose physical volume
 * grows, and new volumes of each kind. Looked at from its booted systems: files are what they were, and GRUB reads what has grown.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let bootInfo: BootInfo;
let sums: string;

interface Sizes {
  readonly policy: string;
  readonly red: string;
  readonly pv: string;
  readonly blue: string;
  readonly data: string;
  readonly btrfs: string;
  /** Volumes that are added. */
  readonly more?: boolean;
}

/** Red's root ends 2 MiB behind a block group of its ext4, before and after, which are too few for one more. */
const before: Sizes = {
  policy: "clean",
  red: "514 MiB",
  pv: "1000 MiB",
  blue: "320 MiB",
  data: "64 MiB",
  btrfs: "280 MiB",
};
const after: Sizes = {
  ...{ policy: "grow", red: "642 MiB", pv: "1500 MiB", blue: "420 MiB", data: "200 MiB", btrfs: "400 MiB" },
  more: true,
};

const partition = (mount: string, size: string, file_system: string, images: readonly string[]): object => ({
  ...{ type: "partition", mount, size, file_system, images },
});
const logical = (
  name: string,
  mount: string,
  size: string,
  file_system: string,
  images: readonly string[],
): object => ({
  ...{ type: "lv", name, mount, size, file_system, images },
});

/** The first disk has red's root at its end, the second the physical volume. */
function config({ policy, red, pv, blue, data, btrfs, more = false }: Sizes): string {
  const both = ["red", "blue"];
  const disk = (number: number, volumes: readonly object[]): object => ({
    ...{
      type: "disk",
      id: { type: "serial", value: `bareon-${number}` },
      size: number === 1 ? "900 MiB" : "1600 MiB",
      volumes,
    },
  });
  return node.withServer(
    JSON.stringify({
      partitions_policy: policy,
      images: both.map((name) => ({ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" })),
      partitions: [
        disk(1, [
          partition("/", red, "ext4", ["red"]),
          ...(more ? [partition("/new", "64 MiB", "ext4", ["red"])] : []),
        ]),
        disk(2, [{ type: "pv", vg: "space", size: pv }]),
        {
          ...{ type: "vg", id: "space" },
          volumes: [
            logical("blue", "/", blue, "xfs", ["blue"]),
            logical("data", "/srv/data", data, "ext4", both),
            logical("tree", "/srv/tree", btrfs, "btrfs", both),
            ...(more ? [logical("new", "/srv/new", "remaining", "xfs", both)] : []),
          ],
        },
      ],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    }),
  );
}

/** Files that somebody made, on each volume that grows. */
const fill =
  "for place in /root /srv/data /srv/tree; do mkdir -p $place/mine; for n in $(seq 1 40); do head -c $((n * 20000)) /dev/urandom > $place/mine/$n; done; done; sync";
/** Of all files of the system, except what changes by running it. */
const sumAll =
  "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /var \\) -prune -o -type f ! -path '/etc/fstab*' -print0 | sort -z | xargs -0 sha256sum | sha256sum; find /srv/data /srv/tree -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum";

async function sizeOf(vm: Vm, mount: string): Promise<number> {
  const { stdout } = await vm.run(`df -m ${mount} | tail -n 1`);
  return Number(stdout.trim().split(/\s+/u).at(-5));
}

async function bootRed(): Promise<Vm> {
  const vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  return vm;
}

beforeAll(async () => {
  node = await createNode({ name: "grow", diskSizes: [902, 1602], osProber: false });
  await using ramdisk = await node.boot("ramdisk");
  bootInfo = (await deployByController(ramdisk, config(before))).bootInfo;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test("somebody works on the node", async () => {
  await using vm = await bootRed();
  await vm.run(fill);
  sums = (await vm.run(sumAll)).stdout;
  expect(await sizeOf(vm, "/")).toBeLessThan(514);
  await vm.powerOff();
});

test("the layout grows, after a former attempt that was cut off between its steps, and no image is brought", async () => {
  await using ramdisk = await node.boot("ramdisk");
  await ramdisk.put("/tmp/provision.json", config(after));
  // As a cut leaves it: a volume is larger and its filesystem is not, and a new one was not made to its end.
  await ramdisk.run(
    "vgchange --quiet --activate y space; lvextend --quiet --size 100m space/data; lvcreate --quiet --yes --size 40m --addtag bareon_unfinished --name new space; mkfs.ext4 -q -L half /dev/space/new; vgchange --quiet --activate n space",
  );
  const plan = (await ramdisk.run("bareon-provision plan")).stdout;
  expect(plan).toMatch(/vda3 +642 MiB +GROWN from 514 MiB/u);
  expect(plan).toMatch(/\bdata +200 MiB +GROWN from 100 MiB/u);
  expect(plan).toMatch(/\bnew +\S+ MiB +NEW/u);
  expect(plan).toContain("Make the ext4 for /srv/data on /dev/mapper/space-data larger, from 64 MiB to 200 MiB");
  const { stdout } = await ramdisk.run("bareon-provision deploy --until storage", { timeoutSeconds: 600 });
  expect(stdout).toContain("What the node boots was left alone.");
  // What was said of it is done, and nothing is left.
  const again = (await ramdisk.run("bareon-provision plan --until storage")).stdout;
  expect(again).not.toMatch(/GROWN|NEW|Change the partition table|Make |Add /u);
  expect(
    (
      await ramdisk.run(
        "lvs --noheadings --options lv_tags space | tr -d ' \\n'; vgs --noheadings --units m --options vg_size space",
      )
    ).stdout.trim(),
  ).toBe("1436.00m");
  expect((await ramdisk.run("lsblk --noheadings --list --output TYPE | sort -u")).stdout).toBe("disk\nloop\npart");
  await ramdisk.powerOff();
});

test("both systems boot from what has grown, with their files", async () => {
  await using vm = await bootRed();
  expect((await vm.run(sumAll)).stdout).toBe(sums);
  for (const [mount, least] of [
    ["/", 580],
    ["/srv/data", 170],
    ["/srv/tree", 390],
  ] as const)
    expect(await sizeOf(vm, mount)).toBeGreaterThan(least);
  expect((await vm.run("bareon-boot verify")).exitCode).toBe(0);
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[1]?.root_uuid}`);
  expect(await sizeOf(vm, "/")).toBeGreaterThan(330);
  await vm.run("bareon-boot set-default red");
  await vm.powerOff();
});

test("a whole deploy of the same config mounts the new volumes, and keeps what was there", async () => {
  await using ramdisk = await node.boot("ramdisk");
  bootInfo = (await deployByController(ramdisk, config(after))).bootInfo;
  await ramdisk.powerOff();
  await using vm = await bootRed();
  expect((await vm.run("sha256sum /root/mine/* /srv/data/mine/* /srv/tree/mine/* | wc -l")).stdout.trim()).toBe("120");
  expect((await vm.run(sumAll)).stdout.split("\n")[1]).toBe(sums.split("\n")[1]);
  expect((await vm.run("grep -o -E ' /(new|srv/new) (ext4|xfs)' /proc/mounts | sort")).stdout).toBe(
    " /new ext4\n /srv/new xfs",
  );
  await vm.powerOff();
});

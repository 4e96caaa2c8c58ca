/** The firmware's boot list over several deploys, a tenant's GRUB, what verify restores, one system alone, and a failing trial, all under UEFI. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { scratchFolder, type Scratch } from "../support/files/scratch.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

let node: LabNode;
let folder: Scratch;
let uefi: Uefi;

const volume = (image: string, size: string): object => ({
  type: "partition",
  mount: "/",
  size,
  file_system: "ext4",
  images: [image],
});

function config(names: readonly string[], more: object): string {
  return node.withServer(
    JSON.stringify({
      partitions_policy: "clean",
      images: names.map((name) => ({ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" })),
      partitions: [
        {
          type: "disk",
          id: { type: "serial", value: "bareon-1" },
          size: "1.5 GiB",
          volumes: [volume("red", "50%"), ...(names.includes("blue") ? [volume("blue", "remaining")] : [])],
        },
      ],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
      ...more,
    }),
  );
}

interface Listed {
  readonly order: readonly string[];
  /** Labels by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly text: string;
}

async function readList(vm: Vm): Promise<Listed> {
  const text = (await vm.run("efibootmgr -v")).stdout;
  const labels = new Map(
    Array.from(text.matchAll(/^Boot(?<id>[0-9A-F]{4})\*? (?<label>[^\t\n]*)/gmu), ({ groups }) => [
      groups?.["id"] ?? "",
      (groups?.["label"] ?? "").trim(),
    ]),
  );
  return { order: /^BootOrder: (?<order>.*)$/mu.exec(text)?.groups?.["order"]?.split(",") ?? [], labels, text };
}

function named({ order, labels }: Listed): string[] {
  return order.map((id) => labels.get(id) ?? "?");
}

/** Our entries in the whole list, and the rest of its lines. */
function split({ text }: Listed): { readonly ours: string[]; readonly others: string[] } {
  const lines = text.split("\n").filter((line) => /^Boot[0-9A-F]{4}/u.test(line));
  return {
    ours: lines.filter((line) => /^Boot[0-9A-F]{4}\* bareon\b/u.test(line)),
    others: lines.filter((line) => !/^Boot[0-9A-F]{4}\* bareon\b/u.test(line)),
  };
}

beforeAll(async () => {
  node = await createNode({ name: "uefi-list", diskSizes: [1540, 64], osProber: false });
  folder = await scratchFolder();
  uefi = await createUefi(folder.path);
  // Started without a kernel of its own, the firmware lists what it finds, the network among it.
  await using blank = await startVm({ name: "uefi-list-blank", disks: node.disks, boot: "disk", uefi });
  await blank.said(/PXE/u);
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

let before: Listed;

test("one system alone: its entry comes right behind the network, and foreign entries stay", async () => {
  await using ramdisk = await node.boot("ramdisk", { uefi });
  await ramdisk.run("echo 'size=32MiB, type=uefi' | sfdisk --quiet --label gpt /dev/vdb && udevadm settle");
  await ramdisk.run(
    String.raw`efibootmgr --quiet --create-only --disk /dev/vdb --part 1 --label foreign --loader '\EFI\foreign\grubx64.efi'`,
  );
  const found = await readList(ramdisk);
  const foreign = [...found.labels].find(([, label]) => label.startsWith("foreign"))?.[0] ?? "";
  const network = found.order.filter((id) =>
    (found.text.split("\n").find((line) => line.startsWith(`Boot${id}`)) ?? "").includes("MAC("),
  );
  expect(network).not.toEqual([]);
  const rest = found.order.filter((id) => !network.includes(id) && id !== foreign);
  await ramdisk.run(`efibootmgr --quiet --bootorder ${[...network, foreign, ...rest].join(",")}`);
  before = await readList(ramdisk);
  await deployByController(ramdisk, config(["red"], { boot_order: "after-network" }));
  const after = await readList(ramdisk);
  expect(after.order.filter((id) => before.order.includes(id))).toEqual(before.order);
  expect(named(after)[network.length]).toMatch(/^bareon/u);
  expect(split(after).ours).toHaveLength(1);
  expect(split(after).others).toEqual(split(before).others);
  // The network is not waited for: an attempt takes the firmware minutes.
  await ramdisk.run(`efibootmgr --quiet --bootnext ${split(after).ours[0]?.slice(4, 8)}`);
  await ramdisk.powerOff();
});

test("its entry boots it", async () => {
  await using vm = await node.boot("disk", { uefi });
  expect((await vm.run("test -d /sys/firmware/efi && cat /etc/os-release")).stdout).toContain("Tiny Linux");
  await vm.powerOff();
});

let bootInfo: BootInfo;

/** As somebody in a deployed system does it, with that system's root and the EFI system partition at their places. */
const tenant = (
  mountEsp: string,
): string => `mount /dev/disk/by-partlabel/red* /mnt 2> /dev/null || mount /dev/vda4 /mnt; mkdir -p /mnt/boot/efi; ${mountEsp}
grub-install --target=x86_64-efi --efi-directory=/mnt/boot/efi --boot-directory=/mnt/boot --bootloader-id=debian; code=$?
umount --recursive /mnt; exit $code`;

test("deployed again: one entry at the place of the former one, then first; a tenant's GRUB is noticed and verify restores what is lost", async () => {
  await using ramdisk = await node.boot("ramdisk", { uefi });
  const found = await readList(ramdisk);
  const place = named(found).findIndex((label) => label.startsWith("bareon"));
  bootInfo = (await deployByController(ramdisk, config(["red", "blue"], { boot_order: "keep" }))).bootInfo;
  const kept = await readList(ramdisk);
  expect(split(kept).ours).toHaveLength(1);
  expect(split(kept).ours, "another partition").not.toEqual(split(found).ours);
  expect(split(kept).others).toEqual(split(found).others);
  expect(named(kept).findIndex((label) => label.startsWith("bareon"))).toBe(place);

  bootInfo = (
    await deployByController(ramdisk, config(["red", "blue"], { boot_order: "first", partitions_policy: "verify" }))
  ).bootInfo;
  const first = await readList(ramdisk);
  expect(split(first).ours, "the same partition").toEqual(split(kept).ours);
  expect(split(first).others).toEqual(split(found).others);
  expect(named(first)[0]).toMatch(/^bareon/u);

  const failed = await ramdisk.run(tenant("true"), { check: false });
  expect(failed.exitCode).not.toBe(0);
  expect(failed.stderr).toMatch(/EFI/u);
  expect((await readList(ramdisk)).text).toBe(first.text);

  await ramdisk.run(tenant("mount /dev/vda2 /mnt/boot/efi"));
  expect(named(await readList(ramdisk))[0]).toMatch(/^debian/u);
  await ramdisk.run(
    "mount /dev/vda2 /mnt; rm /mnt/EFI/bareon/grubx64.efi; echo broken > /mnt/EFI/BOOT/BOOTX64.EFI; umount /mnt",
  );
  const wrong = await ramdisk.run("bareon-boot verify", { check: false });
  expect(wrong.exitCode).not.toBe(0);
  expect(wrong.stdout).toMatch(
    /EFI system partition \/dev\/vda2: not as it was deployed: EFI\/bareon\/grubx64\.efi, EFI\/BOOT\/BOOTX64\.EFI/u,
  );
  expect(wrong.stdout).toMatch(/boot list: .*begins with "debian"/u);
  expect((await ramdisk.run("bareon-boot verify --repair")).stdout).toMatch(/^repaired +EFI system partition/mu);
  expect(
    named(await readList(ramdisk))
      .slice(0, 2)
      .map((label) => label.split(/[\t ]/u)[0]),
  ).toEqual(["bareon", "debian"]);

  await ramdisk.run(
    `efibootmgr --quiet --delete-bootnum --bootnum ${split(first).ours[0]?.slice(4, 8)}; bareon-boot verify --repair`,
  );
  expect(named(await readList(ramdisk))[0]).toMatch(/^bareon/u);
  await ramdisk.run("mount /dev/vda5 /mnt; rm /mnt/bin/busybox; umount /mnt");
  await ramdisk.powerOff();
});

test("what was restored boots, status tells the entry, and a trial that fails comes back", async () => {
  await using vm = await startVm({ name: "uefi-list-disk", disks: node.disks, boot: "disk", uefi, mayPanic: true });
  await vm.ready();
  const line = await vm.read("/proc/cmdline");
  expect(line).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid} `);
  const status = await vm.run("bareon-boot status");
  expect(status.stdout).toMatch(
    /^Firmware: +UEFI, Secure Boot is off; entry [0-9A-F]{4} \(\\EFI\\bareon\\grubx64\.efi\) comes first in its boot list$/mu,
  );
  await vm.run("bareon-boot trial blue --tries 1");
  await vm.reboot(600);
  expect(await vm.serial()).toContain("bareon.entry=1 bareon.reason=trial");
  expect(await vm.read("/proc/cmdline")).toContain("bareon.entry=0 bareon.reason=fallback");
  await vm.powerOff();
});

/** A Debian that was installed by other means is adopted while it runs, by BIOS and by UEFI: it gets a second system, and is released again. */
import { afterEach, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { loose, setAt } from "../support/files/example.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { debianImage } from "../support/systems/images.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { installDebian } from "../support/vm/installed-disk.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode | undefined;
let folder: Scratch | undefined;
let running: Vm | undefined;

afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function start(firmware: "bios" | "uefi"): Promise<Vm> {
  const tree = await debianImage("installed", console.error);
  node = await createNode({ name: `adopt-${firmware}`, diskSizes: [2560], diskTraits: [{ format: "raw" }] });
  folder = await scratchFolder();
  const [disk] = node.disks;
  if (disk === undefined) throw new Error("the node has no disk");
  await installDebian(tree, disk, firmware);
  const uefi: { readonly uefi?: Uefi } = firmware === "uefi" ? { uefi: await createUefi(folder.path) } : {};
  running = await node.boot("disk", uefi);
  return running;
}

async function say(vm: Vm, command: string): Promise<string> {
  return (await vm.run(command, { timeoutSeconds: 900 })).stdout.trim();
}

async function ask<T>(vm: Vm, command: string): Promise<T> {
  return JSON.parse(await say(vm, `${command} --json`)) as T;
}

async function systemId(vm: Vm): Promise<string> {
  return await say(vm, "sed -n 's/^ID=//p' /etc/os-release");
}

const tiny = { name: "tiny", image_pull_url: "conductor.example.net::images/tiny/", target: "/" };
const tinyRoot = { type: "partition", mount: "/", size: "400 MiB", file_system: "ext4", images: ["tiny"] };

/** What a person does: has the config written, adds a system to it, and deploys that. */
async function adopt(vm: Vm): Promise<void> {
  await say(vm, "bareon-provision adopt --output /root/node.json");
  const document = loose(JSON.parse(await vm.read("/root/node.json")));
  setAt(document, "/images/-", tiny);
  setAt(document, "/partitions/0/volumes/-", tinyRoot);
  setAt(document, "/deploy_data", { kernel_params: "console=ttyS0,115200" });
  setAt(document, "/grub", { timeout: 1 });
  await vm.put("/root/node.json", node?.withServer(JSON.stringify(document)) ?? "");
  await say(vm, "bareon-provision deploy --input-data-file /root/node.json --boot-info /run/boot-info.json");
  expect((await ask<ListResult>(vm, "bareon-boot list")).entries.map(({ os_id: id, valid }) => [id, valid])).toEqual([
    ["debian", true],
    ["tiny", true],
  ]);
  expect(await say(vm, "bareon-boot verify >/dev/null; echo $?")).toBe("0");
}

/** Both systems, each from the menu. */
async function bootBoth(vm: Vm): Promise<void> {
  await vm.reboot();
  expect(await systemId(vm)).toBe("debian");
  expect(await ask<StatusResult>(vm, "bareon-boot status")).toMatchObject({
    current: { os_id: "debian" },
    reason: "default",
  });
  await say(vm, "bareon-boot once tiny");
  await vm.reboot();
  expect(await systemId(vm)).toBe("tiny");
  await vm.reboot();
  expect(await systemId(vm)).toBe("debian");
}

async function release(vm: Vm): Promise<void> {
  expect(await say(vm, "bareon-provision release")).toContain("again");
  expect(await say(vm, "bareon-provision release")).toContain("already");
}

test("BIOS: the first boot sector is back byte for byte, and the first core image was never touched", async () => {
  const vm = await start("bios");
  const sums =
    "blockdev --flushbufs /dev/vda; head -c 512 /dev/vda | sha256sum; sha256sum </dev/vda1; sfdisk --dump /dev/vda | grep '^/dev/vda[123] '";
  const sector = "head -c 512 /dev/vda | sha256sum";
  const [before, first] = [await say(vm, sums), await say(vm, sector)];
  expect((await vm.run("bareon-provision release", { check: false })).exitCode).toBe(38);
  await adopt(vm);
  expect(await say(vm, sector)).not.toBe(first);
  expect((await say(vm, sums)).split("\n").slice(1)).toEqual(before.split("\n").slice(1));
  await bootBoth(vm);
  await release(vm);
  expect(await say(vm, sums)).toBe(before);
  await vm.reboot();
  expect(await systemId(vm)).toBe("debian");
  expect(await vm.read("/proc/cmdline")).not.toContain("bareon");
});

test("UEFI: our entry comes first, the old one stays behind it, and the boot order is back", async () => {
  const vm = await start("uefi");
  const order = "efibootmgr | sed -n 's/^BootOrder: //p'";
  await say(
    vm,
    "efibootmgr --quiet --create --disk /dev/vda --part 1 --label debian --loader '\\EFI\\debian\\grubx64.efi'",
  );
  const before = await say(vm, order);
  const files = "cd /boot/efi; find . -type f | sort | xargs sha256sum";
  const kept = await say(vm, files);
  await adopt(vm);
  const now = (await say(vm, order)).split(",");
  expect(now.slice(1).join(",")).toBe(before);
  expect(await say(vm, `efibootmgr | grep '^Boot${now[0]}'`)).toContain("bareon");
  expect((await say(vm, files)).split("\n")).toEqual(expect.arrayContaining(kept.split("\n")));
  await bootBoth(vm);
  await release(vm);
  expect(await say(vm, order)).toBe(before);
  expect(await say(vm, files)).toBe(kept);
  await vm.reboot();
  expect(await systemId(vm)).toBe("debian");
  expect(await vm.read("/proc/cmdline")).not.toContain("bareon");
});

/** Two systems on encrypted roots: one asks for its passphrase, the other is opened by the TPM, and updates the first while it runs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Update } from "../../src/schema/update.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { debianImage } from "../support/systems/images.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { Tpm } from "../support/vm/tpm.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

const keys = { red: "open red, please", home: "c29tZSByYW5kb20gYnl0ZXM", blue: "not to be typed ever" };

let folder: Scratch;
let node: LabNode;
let tpm: Tpm;
let vm: Vm;
let bootInfo: BootInfo;
let containers: Readonly<Record<"red" | "home" | "blue", string>>;

function config(): string {
  const volume = (mount: string, size: string, image: string, encryption?: object): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images: [image] },
    ...(encryption === undefined ? {} : { encryption }),
  });
  return node.withServer(
    JSON.stringify({
      partitions_policy: "clean",
      images: ["red", "blue"].map((name) => ({
        ...{ name, image_pull_url: "conductor.example.net::images/encrypted/", target: "/" },
        ...(name === "red" ? { boot: true } : {}),
      })),
      partitions: [
        {
          ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "2500 MiB" },
          volumes: [
            volume("/", "850 MiB", "red", { key_file: "/run/keys/red" }),
            volume("/boot", "150 MiB", "red"),
            volume("/home", "64 MiB", "red", { key_file: "/run/keys/home", unlock: "key_file" }),
            volume("/", "850 MiB", "blue", { key_file: "/run/keys/blue", unlock: "tpm2", pcrs: [7] }),
            volume("/boot", "150 MiB", "blue"),
          ],
        },
      ],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    }),
  );
}

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await vm.run(`${command} --json`, { timeoutSeconds: 3000 })).stdout) as T;
}

/** Names of open encrypted volumes. */
async function openVolumes(): Promise<string> {
  return (await vm.run("dmsetup ls --target crypt")).stdout;
}

/** Waits for the question on the serial line that comes for the `times`th time, and answers it. */
async function answer(name: "red", times: number): Promise<void> {
  const question = `Please unlock disk luks-${containers[name]}`;
  await vm.said(new RegExp(`(?:${question}[\\s\\S]*){${times}}`, "u"), 300);
  await vm.type(`${keys[name]}\n`);
}

beforeAll(async () => {
  folder = await scratchFolder();
  tpm = await Tpm.start(folder.path);
  node = await createNode({
    name: "encrypted",
    diskSizes: [2500],
    trees: { encrypted: await debianImage("encrypted", console.error) },
    osProber: false,
  });
  vm = await node.boot("ramdisk", { devices: tpm.devices });
  for (const [name, key] of Object.entries(keys)) await vm.put(`/run/keys/${name}`, `${key}\n`);
  await vm.put("/tmp/provision.json", config());
  const deploy = "bareon-provision --recovery-keys /run/recovery --progress-fd 3 3>/run/progress";
  await vm.run(deploy, { timeoutSeconds: 3000 });
  bootInfo = JSON.parse(await vm.read("/tmp/boot_entries.json")) as BootInfo;
  const uuids = "for n in 3 5 6; do blkid -p -o value -s UUID /dev/vda$n; done";
  const [red = "", home = "", blue = ""] = (await vm.run(uuids)).stdout.split("\n");
  containers = { red, home, blue };
}, 3_600_000);

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await tpm?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

test("a deploy leaves its encrypted volumes closed, and its keys nowhere", async () => {
  expect(await openVolumes()).toBe("No devices found");
  expect((await vm.run("lsblk --noheadings --list --output FSTYPE /dev/vda | grep -c crypto_LUKS")).stdout).toBe("3");
  const written = "/tmp/*.json /var/log/bareon* /run/progress /run/bareon";
  for (const key of Object.values(keys))
    expect((await vm.run(`grep -rlF -- '${key}' ${written} || true`)).stdout).toBe("");
  const sizes =
    "for n in 3 5 6; do cryptsetup luksDump --dump-json-metadata /dev/vda$n | grep -o '\"memory\":[0-9]*'; done";
  // Of each slot except that of clevis, whose key is long enough to need no such work.
  expect((await vm.run(`${sizes} | sort | uniq -c`)).stdout).toMatch(/^\s*6 "memory":65536/u);
});

test("each volume has a recovery key, told once to one file for root alone", async () => {
  expect((await vm.run("stat -c %a:%h /run/recovery")).stdout).toBe("600:1");
  const lines = (await vm.read("/run/recovery")).trim().split("\n");
  expect(lines.map((line) => line.split(" ")[0] ?? "").toSorted()).toEqual(Object.values(containers).toSorted());
  const line = lines.find((one) => one.startsWith(containers.home)) ?? "";
  const opened = `printf %s '${line.split(" ")[1]}' | cryptsetup open --test-passphrase --key-file=- /dev/vda5; echo $?`;
  expect((await vm.run(opened)).stdout).toBe("0");
});

test("the first system asks for its passphrase, and opens its other volume by the key in its root", async () => {
  await vm.powerOff();
  await vm[Symbol.asyncDispose]();
  vm = await startVm({ name: "encrypted-disk", disks: node.disks, boot: "disk", devices: tpm.devices });
  await answer("red", 1);
  await vm.ready();
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(
    (await openVolumes())
      .split("\n")
      .map((line) => line.split("\t")[0] ?? "")
      .toSorted(),
  ).toEqual([`luks-${containers.red}`, `luks-${containers.home}`].toSorted());
  expect(await vm.read("/proc/mounts")).toMatch(/^\/dev\/mapper\/luks-\S+ \/home ext4 /mu);
  expect((await vm.run(`stat -c %a:%U /etc/bareon/keys /etc/bareon/keys/${containers.home}`)).stdout).toBe(
    "700:root\n600:root",
  );
  await vm.run("echo mine > /home/note; echo stale > /etc/stale; hostname > /etc/machine-note");
  const { entries } = await ask<ListResult>("bareon-boot list");
  expect(entries.map(({ valid }) => valid)).toEqual([true, true]);
  await vm.run("bareon-boot verify; bareon-boot set-default blue");
});

test("the other one is opened by the TPM and asks nothing", async () => {
  const asked = (await vm.serial()).split("Please unlock disk").length;
  await vm.reboot(900);
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[1]?.root_uuid}`);
  expect(await openVolumes()).toContain(`luks-${containers.blue}`);
  // Debian's initramfs shows the question, and clevis answers it.
  expect((await vm.serial()).split("Please unlock disk").length).toBeLessThanOrEqual(asked + 1);
});

test("it updates the first one, which is open meanwhile alone", { timeout: 3_600_000 }, async () => {
  const source = node.withServer("conductor.example.net::images/encrypted/");
  const update = `bareon-provision update red --source ${source} --image-name red-2`;
  const none = await vm.run(update, { check: false });
  expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("no key for them was given")]);
  const wrong = await vm.run(`echo another key | ${update} --key-file /dev/stdin`, { check: false });
  expect([wrong.exitCode, wrong.stderr]).toEqual([5, expect.stringContaining("does not open")]);
  expect((await openVolumes()).split("\n").length).toBe(1);
  await vm.put("/run/red", keys.red);
  await vm.put("/run/home", keys.home);
  const done = await ask<Update>(`${update} --key-file /run/red --key-file /run/home`);
  expect(done).toMatchObject({ done: true, method: "mirror", to: { imageName: "red-2" } });
  expect((await openVolumes()).split("\n").length).toBe(1);
  expect((await vm.run(`grep -rlF -- '${keys.red}' /var/log /run/bareon || true`)).stdout).toBe("");
});

test("the new version is tried: it asks for the same passphrase, and has its keys and data", async () => {
  const before = await vm.read("/proc/sys/kernel/random/boot_id");
  await vm.run("systemctl reboot", { check: false });
  await answer("red", 2);
  await vm.ready();
  expect(await vm.read("/proc/sys/kernel/random/boot_id")).not.toBe(before);
  expect(await vm.read("/proc/cmdline")).toContain("bareon.reason=trial");
  expect((await vm.run("test -e /etc/stale; echo $?; cat /home/note")).stdout).toBe("1\nmine");
});

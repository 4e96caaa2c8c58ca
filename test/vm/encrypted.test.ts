/** Two systems on encrypted roots: one asks for its passphrase, the other is opened by the TPM, and updates the first while it runs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import type { Update } from "../../src/schema/update.ts";
import { EncryptedNode, keys } from "../support/vm/encrypted-node.ts";

let node: EncryptedNode;

async function ask<T>(command: string): Promise<T> {
  return JSON.parse((await node.vm.run(`${command} --json`, { timeoutSeconds: 3000 })).stdout) as T;
}

beforeAll(async () => {
  node = await EncryptedNode.create("encrypted", (mapping) => `Please unlock disk ${mapping}`);
  await node.deploy();
}, 3_600_000);

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test("a deploy leaves its encrypted volumes closed, and its keys nowhere", async () => {
  const { vm } = node;
  expect(await node.openVolumes()).toEqual([]);
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
  const { vm, containers } = node;
  expect((await vm.run("stat -c %a:%h /run/recovery")).stdout).toBe("600:1");
  const lines = (await vm.read("/run/recovery")).trim().split("\n");
  expect(lines.map((line) => line.split(" ")[0] ?? "").toSorted()).toEqual(Object.values(containers).toSorted());
  const line = lines.find((one) => one.startsWith(containers.home)) ?? "";
  const opened = `printf %s '${line.split(" ")[1]}' | cryptsetup open --test-passphrase --key-file=- /dev/vda5; echo $?`;
  expect((await vm.run(opened)).stdout).toBe("0");
});

test("the first system asks for its passphrase, and opens its other volume by the key in its root", async () => {
  expect(await node.startRed()).toEqual(node.red);
  const { vm, containers } = node;
  expect((await vm.run(`stat -c %a:%U /etc/bareon/keys /etc/bareon/keys/${containers.home}`)).stdout).toBe(
    "700:root\n600:root",
  );
  await vm.run("echo mine > /home/note; echo stale > /etc/stale; hostname > /etc/machine-note");
  const { entries } = await ask<ListResult>("bareon-boot list");
  expect(entries.map(({ valid }) => valid)).toEqual([true, true]);
  await vm.run("bareon-boot verify; bareon-boot set-default blue");
});

test("the other one is opened by the TPM and asks nothing", async () => {
  const { vm, containers } = node;
  const asked = (await vm.serial()).split("Please unlock disk").length;
  await vm.reboot(900);
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${node.bootInfo?.elements[1]?.root_uuid}`);
  expect(await node.openVolumes()).toContain(`luks-${containers.blue}`);
  // Debian's initramfs shows the question, and clevis answers it.
  expect((await vm.serial()).split("Please unlock disk").length).toBeLessThanOrEqual(asked + 1);
});

test("it updates the first one, which is open meanwhile alone", { timeout: 3_600_000 }, async () => {
  const { vm } = node;
  const update = `bareon-provision update red --source ${node.source} --image-name red-2`;
  const none = await vm.run(update, { check: false });
  expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("no key for them was given")]);
  const wrong = await vm.run(`echo another key | ${update} --key-file /dev/stdin`, { check: false });
  expect([wrong.exitCode, wrong.stderr]).toEqual([5, expect.stringContaining("No key that was given opens")]);
  expect(await node.openVolumes()).toHaveLength(1);
  await vm.put("/run/red", keys.red);
  await vm.put("/run/home", keys.home);
  const done = await ask<Update>(`${update} --key-file /run/red --key-file /run/home`);
  expect(done).toMatchObject({ done: true, method: "mirror", to: { imageName: "red-2" } });
  expect(await node.openVolumes()).toHaveLength(1);
  expect((await vm.run(`grep -rlF -- '${keys.red}' /var/log /run/bareon || true`)).stdout).toBe("");
});

test("the new version is tried: it asks for the same passphrase, and has its keys and data", async () => {
  const { vm } = node;
  const before = await vm.read("/proc/sys/kernel/random/boot_id");
  await vm.run("systemctl reboot", { check: false });
  await node.answer(2);
  await vm.ready();
  expect(await vm.read("/proc/sys/kernel/random/boot_id")).not.toBe(before);
  expect(await vm.read("/proc/cmdline")).toContain("bareon.reason=trial");
  expect((await vm.run("test -e /etc/stale; echo $?; cat /home/note")).stdout).toBe("1\nmine");
});

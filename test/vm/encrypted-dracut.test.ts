/** As in encrypted.test.ts, of an image with dracut and systemd in its initramfs, which has the TPM's key by systemd-cryptenroll. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult } from "../../src/schema/bareon-boot.ts";
import { EncryptedNode } from "../support/vm/encrypted-node.ts";

let node: EncryptedNode;
const question = "Please enter passphrase for disk";

beforeAll(async () => {
  node = await EncryptedNode.create("dracut", (mapping) => `${question}[^\\n]*${mapping}`);
  await node.deploy();
}, 3_600_000);

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test("the first system asks for its passphrase, and opens its other volume by the key in its root", async () => {
  expect(await node.openVolumes()).toEqual([]);
  expect(await node.startRed()).toEqual(node.red);
  const { vm } = node;
  const { entries } = JSON.parse((await vm.run("bareon-boot list --json")).stdout) as ListResult;
  expect(entries.map(({ valid }) => valid)).toEqual([true, true]);
});

test("an initramfs that the system makes itself, for this machine alone, opens the root too", async () => {
  const { vm } = node;
  const release = (await vm.run("uname -r")).stdout;
  await vm.run(`dracut --force --hostonly --kver ${release}`, { timeoutSeconds: 3000 });
  await vm.run("sync");
  const before = await vm.read("/proc/sys/kernel/random/boot_id");
  await vm.run("systemctl reboot", { check: false });
  await node.answer(2);
  await vm.ready();
  expect(await vm.read("/proc/sys/kernel/random/boot_id")).not.toBe(before);
  expect((await vm.run("bareon-boot current")).stdout).toBe("red");
});

test("the other one is opened by the TPM and asks nothing", async () => {
  const { vm, containers } = node;
  await vm.run("bareon-boot set-default blue");
  const asked = (await vm.serial()).split(question).length;
  await vm.reboot(900);
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${node.bootInfo?.elements[1]?.root_uuid}`);
  expect(await node.openVolumes()).toEqual([`luks-${containers.blue}`]);
  expect((await vm.serial()).split(question).length).toBe(asked);
});

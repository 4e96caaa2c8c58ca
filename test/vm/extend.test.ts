/** From the ramdisk a third system is added, and removes another one when it runs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { GrowingNode, partitions, systemName } from "../support/vm/growing-node.ts";
import { deployByController } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let grown: GrowingNode;
let running: Vm | undefined;

beforeAll(async () => {
  grown = await GrowingNode.deploy("extend", false);
});

afterAll(async () => {
  await running?.[Symbol.asyncDispose]();
  await grown?.[Symbol.asyncDispose]();
});

function vm(): Vm {
  if (running === undefined) throw new Error("the node was not booted");
  return running;
}

async function say(command: string): Promise<string> {
  return (await vm().run(command, { timeoutSeconds: 900 })).stdout.trim();
}

/** Each device takes udev so long that no step may count on it. */
const slowUdev = [
  "mkdir -p /run/udev/rules.d",
  `echo 'SUBSYSTEM=="block", PROGRAM="/bin/sleep 2"' > /run/udev/rules.d/01-slow.rules`,
  "udevadm control --reload",
].join("\n");

test("from the ramdisk it is added in the same way: the others, and their table, stay", async () => {
  running = await grown.node.boot("ramdisk");
  await say(slowUdev);
  const [table, bytes] = [await say(partitions), await grown.sums()];
  await vm().put("/run/config.json", grown.grown());
  const shown = await say("bareon-provision plan --input-data-file /run/config.json");
  expect(shown).toMatch(/red: is there, and is left alone/u);
  expect(shown).toMatch(/\/srv\/shared +\/dev\/vda5 +ext4 +is there/u);
  const { bootInfo } = await deployByController(vm(), grown.grown());
  expect(bootInfo.elements.map(({ grub_id: id, os_id: name }) => `${id} ${name}`)).toEqual([
    ...["0 red", "1 blue", "2 green"],
  ]);
  expect((await say(partitions)).split("\n").slice(0, 5)).toEqual(table.split("\n"));
  expect(await grown.sums()).toEqual(bytes);
  await vm().powerOff(300);
});

test("it boots, cannot be removed while it runs, and removes another one", async () => {
  running = await grown.node.boot("disk");
  expect(await systemName(vm())).toBe("red");
  await say("bareon-boot once green");
  await vm().powerOff(300);
  running = await grown.node.boot("disk");
  expect(await systemName(vm())).toBe("green");
  const refused = await vm().run("bareon-provision remove green", { check: false });
  expect([refused.exitCode, refused.stderr]).toEqual([37, expect.stringContaining("runs")]);
  expect(await say("bareon-provision remove blue --free-space")).toContain("blue is removed");
  expect(await say("sfdisk --dump /dev/vda | grep -c ^/dev/")).toBe("5");
  expect(await say("bareon-boot verify >/dev/null; echo $?")).toBe("0");
  await vm().powerOff(300);
  running = await grown.node.boot("disk");
  expect(await systemName(vm())).toBe("red");
});

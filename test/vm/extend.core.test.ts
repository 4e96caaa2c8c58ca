/** A third system comes onto a disk that is in use, is booted, and goes again: the others, and what is armed, stay as they are. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { GrowingNode, partitions, systemName } from "../support/vm/growing-node.ts";
import type { Vm } from "../support/vm/vm.ts";

let grown: GrowingNode;
let running: Vm | undefined;

beforeAll(async () => {
  grown = await GrowingNode.deploy("extend-core", true);
  running = await grown.node.boot("disk");
});

afterAll(async () => {
  await running?.[Symbol.asyncDispose]();
  await grown?.[Symbol.asyncDispose]();
});

function vm(): Vm {
  if (running === undefined) throw new Error("the node was not booted from its disk");
  return running;
}

async function say(command: string): Promise<string> {
  return (await vm().run(command, { timeoutSeconds: 900 })).stdout.trim();
}

async function ask<T>(command: string): Promise<T> {
  return JSON.parse(await say(`${command} --json`)) as T;
}

async function menu(): Promise<string[]> {
  const { entries } = await ask<ListResult>("bareon-boot list");
  return entries.map(({ grub_id: id, entry_id: name, valid }) => `${id} ${name}${valid ? "" : " (not bootable)"}`);
}

let table = "";

/** Writes without an end, each line on the disk before it counts. */
const writer =
  "i=0; while :; do i=$((i+1)); echo $i | dd of=/srv/shared/log oflag=append conv=notrunc,fsync status=none && echo $i > /run/written; sleep 0.2; done";

test("it is added while another one runs and writes: default, what is armed, and every block of the others stay", async () => {
  expect(await systemName(vm())).toBe("red");
  await say("bareon-boot once blue");
  table = await say(partitions);
  const bytes = await grown.sums();
  await say(`touch /srv/shared/log; setsid nohup sh -c '${writer}' >/dev/null 2>&1 </dev/null &`);
  await vm().put("/run/config.json", grown.grown());
  await say("bareon-provision deploy --input-data-file /run/config.json --boot-info /run/boot-info.json");
  const written = Number(await say("cat /run/written"));
  expect(written).toBeGreaterThan(5);
  expect((await say(`head -n ${written} /srv/shared/log`)).split("\n")).toEqual(
    Array.from({ length: written }, (_, index) => String(index + 1)),
  );
  expect((await say(partitions)).split("\n").slice(0, 5)).toEqual(table.split("\n"));
  expect(await grown.sums()).toEqual(bytes);
  expect(await say("ls /srv/shared; cat /srv/shared/of-the-image")).not.toContain("green");
  expect(await menu()).toEqual(["0 red", "1 blue", "2 green"]);
  expect(await ask<StatusResult>("bareon-boot status")).toMatchObject({
    ...{ default: { os_id: "red" }, next: { os_id: "blue" }, reason: "once" },
  });
});

/** Off and on again, which is as good as a reboot, and much faster under emulation. */
async function restart(): Promise<string> {
  await vm().powerOff(300);
  running = await grown.node.boot("disk");
  return await systemName(running);
}

test("it boots, with the volume that all of them have", async () => {
  await say("bareon-boot once green");
  expect(await restart()).toBe("green");
  expect(await say("tail -n 1 /srv/shared/log | grep -c .")).toBe("1");
  expect(await restart()).toBe("red");
});

test("it is removed with its room while another one runs; what is armed stays", async () => {
  await say("bareon-boot trial blue");
  const bytes = await grown.sums();
  expect(await say("bareon-provision remove green --free-space")).toContain("green is removed");
  expect(await say(partitions)).toBe(table);
  expect(await grown.sums()).toEqual(bytes);
  expect(await menu()).toEqual(["0 red", "1 blue"]);
  expect(await ask<StatusResult>("bareon-boot status")).toMatchObject({
    ...{ default: { os_id: "red" }, next: { os_id: "blue" }, reason: "trial" },
  });
  expect(await say("bareon-boot verify >/dev/null; echo $?")).toBe("0");
});

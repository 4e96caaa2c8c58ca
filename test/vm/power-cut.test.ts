/** The power is cut at random moments of a trial whose system confirms itself; afterwards one of the two systems comes up, always. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setTimeout } from "node:timers/promises";
import { createRandom } from "../support/crash/crash-states.ts";
import { type Disk, overlay } from "../support/vm/disk.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { TrialNode } from "../support/vm/trial-node.ts";

const cuts = 20;
const ready = /tiny: cmdline .*bareon\.entry=(?<entry>\d) bareon\.reason=(?<reason>\w+)[^]*tiny: ready/u;

let node: TrialNode;
let folder: Scratch;
/** With blue on trial, not yet booted. */
let armed: readonly Disk[];
/** Seconds from power on to the end of a boot that confirms itself. */
let bootSeconds: number;

beforeAll(async () => {
  node = await TrialNode.deploy("power-cut");
  folder = await scratchFolder();
  armed = await node.disks();
  await using vm = await node.start("arm", { disks: armed });
  await vm.ready();
  const { next } = JSON.parse((await vm.run("bareon-boot trial blue --json")).stdout) as {
    readonly next: { readonly root_uuid: string };
  };
  await vm.run(
    `mkdir -p /mnt/blue && mount $(blkid -U ${next.root_uuid}) /mnt/blue && echo 'bareon-boot confirm > /dev/ttyS0 2>&1; echo "tiny: done" > /dev/ttyS0' >> /mnt/blue/etc/start && umount /mnt/blue && sync`,
  );
  await vm.powerOff();
  const begin = performance.now();
  await using whole = await node.start("whole", { disks: await copies() });
  await whole.said("tiny: done");
  bootSeconds = (performance.now() - begin) / 1000;
});

afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function copies(): Promise<readonly Disk[]> {
  return await Promise.all(armed.map(async (disk) => await overlay(disk, folder.path)));
}

/** Cuts the power after so many seconds, and says what comes up then. */
async function cutAfter(seconds: number, name: string): Promise<string> {
  const disks = await copies();
  await using first = await node.start(`cut-${name}`, { disks, durable: true });
  await setTimeout(seconds * 1000);
  await first.cutPower();
  await using second = await node.start(`after-${name}`, { disks, durable: true });
  await second.said(ready);
  const { entry, reason } = ready.exec(await second.serial())?.groups ?? {};
  await second.cutPower();
  return `${seconds.toFixed(1)} s: ${entry === "0" ? "red" : entry === "1" ? "blue" : "?"} (${reason})`;
}

test(`power cut at ${cuts} random moments of a trial`, async () => {
  const random = createRandom(Date.now());
  // From the first instruction to a little after the confirmation; GRUB counts a try in the first seconds.
  const moments = Array.from({ length: cuts }, () => random() * (random() < 0.3 ? 3 : bootSeconds + 1));
  const ends: string[] = [];
  const lane = async (name: string): Promise<void> => {
    for (let seconds = moments.pop(); seconds !== undefined; seconds = moments.pop())
      ends.push(await cutAfter(seconds, name));
  };
  await Promise.all([lane("one"), lane("other")]);
  console.log(`a whole boot takes ${bootSeconds.toFixed(1)} s; after a cut at ${ends.join(", ")}`);
  expect(ends).toHaveLength(cuts);
  expect(ends.filter((end) => !/: (?:red|blue) \(/u.test(end))).toEqual([]);
});

/** The power is cut while a node is adopted, and GRUB boots what is on the disk then; needs no virtual machine, but minutes. */
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { createRandom } from "../support/crash/crash-states.ts";
import { type Epoch, patchSectors, recordWrites } from "../support/crash/write-log.ts";
import { boot, deploy, installLab, ourEntry } from "../support/disks/adoption-lab.ts";
import { formerEntry } from "../support/disks/installed-disk.ts";
import { attachLoop, forgetPartitions } from "../support/disks/loop-disk.ts";
import type { Scratch } from "../support/files/scratch.ts";

interface Recorded {
  readonly folder: Scratch;
  /** The disk before the deploy, to which the writes are made up to each cut. */
  readonly path: string;
  readonly epochs: readonly Epoch[];
}

/** The order of all writes of the deploy that adopts the node. */
async function recordDeploy(): Promise<Recorded> {
  const lab = await installLab();
  const { folder, disk } = lab;
  await forgetPartitions(disk.device);
  const path = join(folder.path, "cut.img");
  await execa("cp", ["--sparse=always", disk.path, path]);
  const recorded = join(folder.path, "recorded.img");
  await execa("cp", ["--sparse=always", disk.path, recorded]);
  const epochs = await recordWrites(recorded, async (device) => {
    await execa("partx", ["--add", "--", device]);
    try {
      await deploy(lab, device);
    } finally {
      await forgetPartitions(device);
    }
  });
  expect(await boot(recorded, folder)).toEqual(ourEntry);
  return { folder, path, epochs };
}

/** Flushes at the end after each of which the disk is booted. */
const last = 10;

/** What is left of an epoch that was cut: some of its writes, each at random. */
function leftOf(epoch: Epoch, random: () => number): Epoch {
  const density = random();
  return epoch.filter(() => random() < density);
}

/** Deploys once more on a disk that was cut off, as a copy. */
async function goOn({ folder, path }: Recorded): Promise<void> {
  const copy = join(folder.path, "again.img");
  await execa("cp", ["--sparse=always", path, copy]);
  {
    await using loop = await attachLoop(copy);
    await execa("partx", ["--add", "--", loop.device]);
    await deploy({ folder, disk: loop }, loop.device);
  }
  expect(await boot(copy, folder)).toEqual(ourEntry);
}

test(
  "the power is cut at 20 random moments of the deploy: the former system boots, or the menu; and the deploy goes on",
  { timeout: 600_000 },
  async () => {
    const recorded = await recordDeploy();
    const { folder, path, epochs } = recorded;
    const seed = Date.now();
    const random = createRandom(seed);
    const cuts = Array.from({ length: 20 }, () => Math.floor(random() * epochs.length)).toSorted(
      (one, other) => one - other,
    );
    const goneOn = new Set([cuts[5], cuts[15]]);
    let done = 0;
    const seen: string[] = [];
    for (const cut of cuts) {
      for (; done < cut; done += 1) await patchSectors(path, epochs[done] ?? []);
      const before = await patchSectors(path, leftOf(epochs[cut] ?? [], random));
      const report = await boot(path, folder);
      expect([formerEntry, ourEntry], `cut in ${cut} of ${epochs.length}, seed ${seed}`).toContainEqual(report);
      seen.push(`${cut}: ${report.reason}`);
      if (goneOn.delete(cut)) await goOn(recorded);
      await patchSectors(path, before.toReversed());
    }
    console.log(`${epochs.length} flushes; after a cut in ${seen.join(", ")}`);
    const ends: string[] = [];
    for (; done < epochs.length; done += 1) {
      await patchSectors(path, epochs[done] ?? []);
      if (done >= epochs.length - last) ends.push((await boot(path, folder)).reason);
    }
    // One write is the switch.
    expect(ends.at(-1)).toBe("default");
    expect(ends).toEqual(ends.toSorted((one, other) => (one === other ? 0 : one === "former" ? -1 : 1)));
  },
);

/**
 * Disks that cannot discard and are full of a former life: of every new partition, both ends are zeros, where
 * an image's newer programs could know signatures that those of the ramdisk do not.
 */
import { randomUUID } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const MiB = 1024 * 1024;
const sizeMiB = 120;

function configFor(value: string): unknown {
  return {
    partitions_policy: "clean",
    images: [{ name: "os", image_pull_url: "/nowhere", target: "/" }],
    partitions: [
      {
        type: "disk",
        id: { type: "name", value },
        size: sizeMiB - 2,
        volumes: [
          { type: "partition", mount: "/", size: 40, file_system: "ext4" },
          { type: "partition", mount: "/data", size: 30, file_system: "ext4" },
          { type: "partition", mount: "none", size: 5, file_system: "swap" },
        ],
      },
    ],
  };
}

/** Everything before the filesystems. */
async function makeDevices(plan: Plan): Promise<void> {
  const { host } = localContext();
  for (const step of plan.steps)
    if (step.kind === "commands") for (const command of step.commands) await host.run(command);
}

/** How many bytes that are not zeros a part of a device has. */
async function countLeft(device: string, offset: number, length: number): Promise<number> {
  await using file = await open(device);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  expect(bytesRead, device).toBe(length);
  return buffer.filter((byte) => byte !== 0).length;
}

test("nothing is left at the ends of what is new", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", sizeMiB);
  const { device: whole } = disk;
  await writeFile(`/sys/block/${basename(whole)}/queue/discard_max_bytes`, "0");
  await writeFile(whole, Buffer.alloc(sizeMiB * MiB, 0xa5), { flag: "r+" });
  const plan = makePlan({
    config: readIronicConfig(configFor(whole), { compat: false }).config,
    inventory: await inspect(localContext(), storageLayers),
    newUuid: randomUUID,
  });
  await makeDevices(plan);
  const made = plan.disks.flatMap(({ partitions }) => partitions);
  expect(made.length).toBe(4);
  for (const { device, size } of made) {
    expect(await countLeft(device, 0, MiB), `start of ${device}`).toBe(0);
    expect(await countLeft(device, size - MiB, MiB), `end of ${device}`).toBe(0);
  }
  const swap = plan.volumes.find(({ type }) => type === "swap");
  expect(await countLeft(swap?.device ?? "", 0, swap?.size ?? 0)).toBe(0);
});

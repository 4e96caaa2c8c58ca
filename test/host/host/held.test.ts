/** Who holds a block device for itself, on a loop device. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { expect, test } from "vitest";
import { localContext } from "../../support/hosts/local-context.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { attachLoop, type LoopDevice } from "../../support/disks/loop-disk.ts";

async function loopDevice(folder: string): Promise<LoopDevice> {
  const image = join(folder, "image");
  await execa("truncate", ["--size=8M", image]);
  return await attachLoop(image);
}

async function alone(device: string): Promise<FileHandle> {
  return await open(device, constants.O_RDONLY | constants.O_EXCL);
}

test("another program that only asks does not hold a device; one that keeps it does", async () => {
  await using folder = await scratchFolder();
  await using loop = await loopDevice(folder.path);
  const { host } = localContext();
  expect(await host.isHeld(loop.device)).toBe(false);
  const asking = await alone(loop.device);
  const [held] = await Promise.all([host.isHeld(loop.device), wait(60).then(async () => await asking.close())]);
  expect(held).toBe(false);
  const kept = await alone(loop.device);
  expect(await host.isHeld(loop.device)).toBe(true);
  await kept.close();
  expect(await host.isHeld(join(folder.path, "nothing"))).toBe(false);
});

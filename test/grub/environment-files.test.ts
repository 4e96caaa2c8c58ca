/** Environment blocks of odd sizes on real GRUB: what bareon-boot says is armed is what GRUB boots. */
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environmentPath, renderEnvironment } from "../../src/boot/state/environment.ts";
import { decideNext } from "../../src/boot/state/trial.ts";
import { readEnvironment } from "../../src/boot/store/environment-file.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { GrubMachine } from "../support/grub/grub-machine.ts";
import { createStateDisk, type StateDisk, modelMenu } from "../support/grub/grub-states.ts";
import { localContext } from "../support/hosts/local-context.ts";
import { attachLoop } from "../support/disks/loop-disk.ts";

let folder: Scratch;
let disk: StateDisk;

beforeAll(async () => {
  folder = await scratchFolder();
  disk = await createStateDisk(folder.path);
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

/** Makes the block as `change` wants it; returns the entry that bareon-boot says is booted next. */
async function writeBlock(change: (path: string, armed: Uint8Array) => Promise<void>): Promise<number> {
  const { generation } = disk;
  const armed = renderEnvironment({ once: null, trial: 2, left: 3, base: 0, tries: 3, generation });
  await using loop = await attachLoop(disk.path);
  // Some kernels read no partition tables by themselves.
  await execa("partx", ["--update", loop.device]);
  await execa("udevadm", ["settle"], { reject: false });
  return await withMounted(`${loop.device}p2`, "rw", async (root) => {
    await change(join(root, environmentPath), armed);
    await execa("sync", ["-f", root]);
    const { env } = await readEnvironment(localContext().host, root);
    const entries = Array.from({ length: modelMenu().length }, () => ({}) as never);
    return decideNext({ menu: { defaultIndex: 0, generation, entries }, environment: env }).index;
  });
}

test.each([
  [
    "of 1025 bytes",
    2,
    "trial",
    async (path: string, armed: Uint8Array) => writeFile(path, Buffer.concat([armed, Buffer.from("#")])),
  ],
  ["of 600 bytes", 2, "trial", async (path: string, armed: Uint8Array) => writeFile(path, armed.subarray(0, 600))],
  [
    "that is sparse",
    0,
    "envfail",
    async (path: string, armed: Uint8Array) => {
      await writeFile(path, armed);
      await truncate(path, 16_384);
    },
  ],
] as const)("a block %s: entry %d", { timeout: 120_000 }, async (name, entry, reason, change) => {
  expect(await writeBlock(change)).toBe(entry);
  const socket = join(folder.path, `${name.replaceAll(" ", "-")}.sock`);
  await using machine = await GrubMachine.start({ disk: disk.path, readOnly: false, socket });
  expect(await machine.boot(60_000)).toMatchObject({ entry, reason });
});

/** The power fails while a system updates its kernel: that system boots, with its old or its new kernel. BAREON_UPDATE_CUTS=20 cuts each update 20 times. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUpdateDisk, cutUpdate, rootTypes, type UpdateDisk } from "../support/crash/kernel-update.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";

const cuts = Number(process.env["BAREON_UPDATE_CUTS"] ?? 3);
const seed = Number(process.env["BAREON_UPDATE_SEED"] ?? 1);

let folder: Scratch;
let disk: UpdateDisk;

beforeAll(async () => {
  folder = await scratchFolder();
  disk = await createUpdateDisk(folder.path);
}, 120_000);

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

test.for(rootTypes)(
  "a kernel update in a root on %s is cut anywhere: a kernel of that system boots, with the initrd that belongs to it",
  { timeout: 60_000 + cuts * 20_000 },
  async (type) => {
    const result = await cutUpdate(disk, type, { cuts, seed, directory: folder.path });
    console.log(
      `${type}: ${cuts} cuts, ${[...result.booted].map(([version, count]) => `${version} ${count}`).join(", ")}`,
    );
    expect(result.bad).toEqual([]);
    // GRUB replays no log, and xfs writes its own back in its own time.
    const until = result.warnings.map((text) => text.replace(/^.*GRUB cannot read .*; until it can, /u, ""));
    expect(until).toEqual(type === "xfs" ? ["/boot/vmlinuz-6.1.0-1 of the same system is booted."] : []);
  },
);

/** A whole machine as the programs show it: what lies on a disk without being shown there. Captured from util-linux 2.38. */
import { expect, test } from "vitest";
import { findRefusals } from "../../../../src/machine/refusals.ts";
import { inspect } from "../../../../src/machine/inspect/inspect.ts";
import type { Inventory } from "../../../../src/schema/inventory.ts";
import { storageLayers } from "../../../../src/storage/layers.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingOptions,
} from "../../../support/hosts/recording-host.ts";

function row(path: string, number: string, facts: object = {}): object {
  const nothing = { model: null, serial: null, wwn: null, hctl: null, ro: false, rm: false, tran: null };
  const shape = { "maj:min": number, type: "disk", size: 629145600, "log-sec": 512, mountpoints: [null] };
  return { path, ...shape, ...nothing, ...facts };
}

/** `contents` has what blkid prints for a device, and what sfdisk prints for a disk, by their paths. */
async function look(
  blockdevices: readonly object[],
  contents: Readonly<Record<string, { readonly blkid?: string; readonly sfdisk?: string }>>,
  files: NonNullable<RecordingOptions["files"]> = {},
): Promise<Inventory> {
  const answer = (of: "blkid" | "sfdisk", path: string): { stdout: string; exitCode: number } => {
    const text = contents[path]?.[of];
    return { stdout: text ?? "", exitCode: text === undefined ? (of === "blkid" ? 2 : 1) : 0 };
  };
  const host = createRecordingHost({
    files: { "/proc/cmdline": "", "/proc/self/mountinfo": "", ...files },
    expect: [
      { command: /^lsblk /u, stdout: JSON.stringify({ blockdevices }) },
      ...Object.keys(contents).flatMap((path) => [
        { command: `blkid --probe --output udev -- ${path}`, ...answer("blkid", path) },
        ...(contents[path]?.sfdisk === undefined && !blockdevices.some((one) => "path" in one && one.path === path)
          ? []
          : [{ command: `sfdisk --json -- ${path}`, ...answer("sfdisk", path) }]),
      ]),
      { command: "uname --machine", stdout: "x86_64\n" },
    ],
  });
  return await inspect(createTestContext(host), storageLayers);
}

function refusals(inventory: Inventory): string[] {
  return findRefusals(inventory.disks.slice(0, 1), inventory, { layers: storageLayers, keep: false });
}

test("a loop device that lies on a disk is a use of the disk, which does not show it and is held by nobody", async () => {
  const loop = row("/dev/loop0", "7:0", { type: "loop", mountpoints: ["/mnt"] });
  const files = {
    "/sys/class/block/loop0/loop/backing_file": "/dev/sda\n",
    "/dev/sda": { kind: "block", device: "8:0", size: 629145600 } as const,
  };
  const inventory = await look([loop, row("/dev/sda", "8:0")], { "/dev/sda": {}, "/dev/loop0": {} }, files);
  expect(inventory.disks.map(({ path }) => path)).toEqual(["/dev/sda"]);
  expect(refusals(inventory)).toEqual(["/dev/loop0 (loop) sits on /dev/sda, and it is not known how to close it"]);
});

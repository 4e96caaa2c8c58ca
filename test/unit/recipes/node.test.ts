/** What is read of a node's own menu beside its disks, and what of it is only told. */
import { expect, test } from "vitest";
import type { Starts } from "../../../src/boot/loader/starts.ts";
import { renderUnbootableCode } from "../../../src/boot/loader/unbootable.ts";
import { refuseMenu, refuseStarted } from "../../../src/recipes/finished.ts";
import { inspectNode } from "../../../src/recipes/node.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { bootRecord, createBootNode, multibootUuid } from "../../support/hosts/boot-node.ts";
import { createTestContext, type ExpectedCommand } from "../../support/hosts/recording-host.ts";

const MiB = 1024 * 1024;
const roots = bootRecord.images.map(({ mounts }) => mounts[0]?.uuid ?? "");

interface Part {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly uuid: string;
}

const parts: readonly Part[] = [
  { number: 2, name: "bareon-boot", type: "ext4", uuid: multibootUuid },
  { number: 3, name: "a", type: "ext4", uuid: roots[0] ?? "" },
  { number: 4, name: "b", type: "btrfs", uuid: roots[1] ?? "" },
  { number: 5, name: "green", type: "xfs", uuid: "dddddddd-0000-4000-8000-000000000000" },
];

function row(path: string, type: string, size: number, children: readonly object[] = []): object {
  return {
    ...{ path, "maj:min": `254:${path.at(-1)}`, type, size, "log-sec": 512, model: null, serial: null, wwn: null },
    ...{ hctl: null, tran: "virtio", ro: false, rm: false, mountpoints: [null], children },
  };
}

/** The disk of such a node, as programs tell of it. */
function diskCommands(list: readonly Part[]): ExpectedCommand[] {
  const paths = list.map(({ number }) => `/dev/vda${number}`);
  const rows = paths.map((path) => row(path, "part", 512 * MiB));
  const partitions = list.map(({ number, name }) => ({
    ...{ node: `/dev/vda${number}`, start: 2048 + number * 1_048_576, size: 1_048_576, uuid: `P${number}`, name },
    type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
  }));
  const head = { label: "gpt", id: "D", device: "/dev/vda", unit: "sectors", sectorsize: 512, firstlba: 2048 };
  return [
    {
      command: /^lsblk /u,
      stdout: JSON.stringify({ blockdevices: [row("/dev/vda", "disk", 8192 * MiB, rows)] }),
      always: true,
    },
    {
      command: /^sfdisk --json/u,
      stdout: JSON.stringify({ partitiontable: { ...head, lastlba: 16_000_000, partitions } }),
      always: true,
    },
    { command: /^blkid -p .* \/dev\/vda$/u, exitCode: 2, always: true },
    ...list.map(({ number, type, uuid }): ExpectedCommand => ({
      command: new RegExp(`^blkid -p .* /dev/vda${number}$`, "u"),
      stdout: `ID_FS_TYPE=${type}\nID_FS_UUID_ENC=${uuid}\n`,
      always: true,
    })),
    { command: /^uname /u, stdout: "x86_64\n", always: true },
    { command: /^udevadm /u, always: true },
  ];
}

function sectorOf(code: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(512);
  bytes.set(code);
  return bytes;
}

async function look(
  list: readonly Part[],
  holds?: readonly object[],
): Promise<{ readonly inventory: Inventory; readonly warnings: string[] }> {
  const volumes = [{ place: "PARTUUID=p5", images: ["green"], ...(holds === undefined ? {} : { holds }) }];
  const host = createBootNode({
    commands: diskCommands(list),
    partition: { "bareon/spare.json": JSON.stringify({ version: 1, volumes }) },
  });
  const ctx = createTestContext(host);
  const inventory = await inspectNode(ctx);
  return { inventory, warnings: ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : [])) };
}

test("the place of a deploy that was cut off is spare if it holds what that makes", async () => {
  for (const holds of [undefined, [{ type: "xfs", uuid: parts[3]?.uuid }]]) {
    const { inventory, warnings } = await look(parts, holds);
    expect(inventory.deployed).toMatchObject({
      default: "a",
      systems: [{ name: "a" }, { name: "b" }],
      spare: [{ place: "PARTUUID=p5", images: ["green"] }],
    });
    expect(warnings).toEqual([]);
  }
});

test("what else was put onto it is left alone, and told with how it is freed", async () => {
  const { inventory, warnings } = await look(parts, [{ type: "ext4", uuid: "x" }]);
  expect(inventory.deployed?.spare).toEqual([]);
  expect(warnings).toEqual([
    "A deploy of green that was cut off has made /dev/vda5, and xfs is on it by now, which that did not put there: it is left alone. If it is not needed: wipefs --all /dev/vda5",
  ]);
});

test("of several partitions that could be the menu's none is read, and they are named", async () => {
  const twin = { number: 6, name: "bareon-boot", type: "ext4", uuid: "eeeeeeee-0000-4000-8000-000000000000" };
  const { inventory, warnings } = await look([...parts, twin]);
  expect(inventory).not.toHaveProperty("deployed");
  expect(warnings).toEqual([
    "Several partitions could be the multiboot partition, so that none was read: /dev/vda2, /dev/vda6.",
  ]);
});

const config = {
  disks: [{ id: { type: "name", value: "/dev/vda" }, pointer: "/partitions/0" }],
} as unknown as Parameters<typeof refuseMenu>[1];

/** What is found before a deploy goes on, with this first sector of the disk. */
async function before(sector: Uint8Array, list: readonly Part[] = parts): Promise<Starts> {
  const host = createBootNode({ commands: diskCommands(list), machine: { "/dev/vda": sector } });
  return await refuseMenu(createTestContext(host), config);
}

test("a deploy does not go on where a menu is, unless a later one has made the disk start nothing", async () => {
  await expect(before(sectorOf(new Uint8Array()))).rejects.toMatchObject({
    exit: "mismatch",
    message: "This node was deployed to its end: its boot menu is there, with a, b. There is nothing to go on with.",
    hint: "Nothing was changed. Without --resume the node is deployed from the start.",
  });
  expect(await before(sectorOf(renderUnbootableCode()))).toBe("nothing");
  expect(await before(sectorOf(new Uint8Array()), parts.slice(1))).toBe("unknown");
});

test("nor where the disks start something; what starts nothing, or is not known, is gone on with", () => {
  expect(() => refuseStarted("loader")).toThrow(/^This node was deployed to its end: its disks are as /u);
  for (const starts of ["nothing", "unknown"] as const) refuseStarted(starts);
});

/** A release on a node in memory: what was there is put back, whole and in one write; what is refused, and that it can be run again. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import {
  adoptionPath,
  type Adoption,
  formerCorePath,
  formerSectorPath,
  parseAdoption,
  renderAdoption,
} from "../../../src/boot/store/adoption-file.ts";
import { releaseNode } from "../../../src/recipes/adopt.ts";
import { createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext, type RecordingHost, type Seed } from "../../support/hosts/recording-host.ts";

const MiB = 1024 * 1024;

/** GRUB's boot sector that starts the core image at that byte; `mark` tells one from another. */
function sector(start: number, mark: number): Uint8Array {
  const bytes = new Uint8Array(512);
  bytes.fill(mark, 0x70, 0x80);
  bytes.set(new TextEncoder().encode("GRUB "), 0x180);
  new DataView(bytes.buffer).setBigUint64(0x5c, BigInt(start / 512), true);
  bytes.set([1, 2, 3, 4, 0x55, 0xaa], 0x1fa);
  return bytes;
}

const former = sector(MiB, 1);
const ours = sector(2 * MiB, 2);
const formerCore = new Uint8Array(1024).fill(9);
const armed: Adoption = { state: "armed", core: 2 * MiB, formerCore: MiB, formerOrder: [] };

function disk(boot: Uint8Array, core = formerCore): Uint8Array {
  const bytes = new Uint8Array(3 * MiB);
  bytes.set(boot);
  bytes.set(core, MiB);
  return bytes;
}

function node(content: Uint8Array, partition: Readonly<Record<string, Seed>>): RecordingHost {
  return createBootNode({
    partition,
    machine: {
      "/dev/vda": content,
      "/sys/class/block/vda2": { kind: "symlink", target: "/sys/devices/pci/vda/vda2" },
      "/sys/devices/pci/vda/vda2/partition": "2\n",
    },
  });
}

const kept = { [adoptionPath]: renderAdoption(armed), [formerSectorPath]: former, [formerCorePath]: formerCore };

async function release(host: RecordingHost): Promise<string> {
  try {
    return await releaseNode(createTestContext(host), null);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return `${error.exit}: ${error.message}`;
  }
}

function bytesOf(host: RecordingHost): Uint8Array {
  const seed = host.nodes.get("/dev/vda");
  return seed?.kind === "file" ? seed.content : new Uint8Array();
}

function stateOf(host: RecordingHost): string | undefined {
  const seed = onPartition(host, adoptionPath);
  return parseAdoption(typeof seed === "string" ? seed : "")?.state;
}

test("the code of the boot sector is put back in one write, and nothing else of the disk; run again nothing is done", async () => {
  const host = node(disk(ours), kept);
  expect(await release(host)).toBe("former");
  expect(bytesOf(host)).toEqual(disk(former));
  expect(host.changes.filter((change) => change === "write in /dev/vda")).toHaveLength(1);
  expect(stateOf(host)).toBe("released");
  expect(await release(host)).toBe("nothing");
  expect(bytesOf(host)).toEqual(disk(former));
});

test("a core image that was written over comes back before the sector that starts it", async () => {
  const host = node(disk(ours, new Uint8Array(1024).fill(3)), kept);
  expect(await release(host)).toBe("former");
  expect(bytesOf(host)).toEqual(disk(former));
});

test("cut off after the write, it goes on", async () => {
  const host = node(disk(former), kept);
  expect(await release(host)).toBe("nothing");
  expect(stateOf(host)).toBe("released");
});

test("a core image of the system's own grub-install stays", async () => {
  const own = disk(former, new Uint8Array(1024).fill(4));
  const host = node(own, kept);
  expect(await release(host)).toBe("nothing");
  expect(bytesOf(host)).toEqual(own);
});

test.for([
  ["a node that was not adopted", disk(ours), {}, /^conflict: This node was not adopted/u],
  ["a boot sector of another program", disk(sector(MiB, 5)), kept, /^conflict: Another program has written/u],
  [
    "a lost sector",
    disk(ours),
    { [adoptionPath]: renderAdoption(armed) },
    /^unverified: bareon\/former\/boot-sector\.img/u,
  ],
  ["a damaged record", disk(ours), { ...kept, [adoptionPath]: "{" }, /^unverified: bareon\/adoption\.json/u],
] as const)("refused with nothing changed: %s", async ([, content, partition, message]) => {
  const host = node(content, partition);
  expect(await release(host)).toMatch(message);
  expect(bytesOf(host)).toEqual(content);
});

test("an adoption that has only begun has changed nothing of what boots", async () => {
  const begun = { [adoptionPath]: renderAdoption({ ...armed, state: "begun", core: null }) };
  expect(await release(node(disk(former), begun))).toBe("nothing");
});

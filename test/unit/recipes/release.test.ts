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
import { openStore } from "../../../src/boot/store/store.ts";
import { coreStart } from "../../../src/boot/firmware/first-stages.ts";
import { switchOver } from "../../../src/boot/loader/adopt.ts";
import { Scope } from "../../../src/host/scope.ts";
import { releaseNode } from "../../../src/recipes/adopt.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { createBootNode, multibootUuid, onPartition } from "../../support/hosts/boot-node.ts";
import { ids, option } from "../../support/hosts/efi-variables.ts";
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

const biosBoot = "21686148-6449-6E6F-744E-656564454649";

/** What sfdisk says of a disk with one partition, in which the former core image lies. */
function tableOf(type: string): string {
  const partitions = [{ node: "/dev/vda1", start: 2048, size: 1024, type, uuid: "P1" }];
  const head = { label: "gpt", id: "D", device: "/dev/vda", unit: "sectors", sectorsize: 512 };
  return JSON.stringify({ partitiontable: { ...head, partitions } });
}

function node(content: Uint8Array, partition: Readonly<Record<string, Seed>>, type = biosBoot): RecordingHost {
  return createBootNode({
    partition,
    commands: [{ command: "sfdisk --json -- /dev/vda", stdout: tableOf(type), always: true }],
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

test("the place of the former core image is not written over if it is a partition's by now", async () => {
  const written = disk(ours, new Uint8Array(1024).fill(3));
  const host = node(written, kept, "0FC63DAF-8483-4772-8E79-3D69D8477DE4");
  expect(await release(host)).toMatch(
    /^conflict: The place of the former core image on \/dev\/vda belongs to \/dev\/vda1 by now/u,
  );
  expect(bytesOf(host)).toEqual(written);
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

const plan = {
  firmware: "bios",
  disks: [
    {
      path: "/dev/vda",
      partitions: [
        { device: "/dev/vda1", start: MiB, size: 512 * 1024, type: biosBoot },
        { device: "/dev/vda3", start: 2 * MiB, size: MiB, type: biosBoot },
      ],
    },
  ],
  boot: { disk: "/dev/vda" },
} as unknown as Plan;

/** The end of a deploy that adds nothing. */
async function deployOnceMore(host: RecordingHost): Promise<void> {
  await using scope = new Scope();
  const ctx = createTestContext(host);
  await switchOver(ctx, await openStore(ctx, scope, { uuid: null }), plan);
  await scope.close();
}

const stages = { "boot/grub2/i386-pc/boot.img": ours, "boot/grub2/i386-pc/core.img": new Uint8Array(1024) };

test.for(["armed", "released"] as const)(
  "what the system's own grub-install has made since is what a later release leads back to: %s",
  async (state) => {
    const own = disk(sector(MiB, 6), new Uint8Array(1024).fill(4));
    const host = node(own, { ...kept, ...stages, [adoptionPath]: renderAdoption({ ...armed, state }) });
    await deployOnceMore(host);
    expect(coreStart(bytesOf(host))).toBe(2 * MiB);
    expect(stateOf(host)).toBe("armed");
    expect(await release(host)).toBe("former");
    expect(Buffer.compare(bytesOf(host), own)).toBe(0);
  },
);

test("a deploy while ours is in place, or nothing that starts, keeps what was there before", async () => {
  for (const there of [disk(ours), disk(new Uint8Array(512))]) {
    const host = node(there, { ...kept, ...stages });
    await deployOnceMore(host);
    expect(await release(host)).toBe("former");
    expect(bytesOf(host).subarray(0, 440)).toEqual(former.subarray(0, 440));
  }
});

const efivars = "/sys/firmware/efi/efivars";
const guid = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
const filesystems = `DEVNAME=/dev/vda1\nUUID=1234-ABCD\nTYPE=vfat\n\nDEVNAME=/dev/vda2\nUUID=${multibootUuid}\nTYPE=ext4\nPARTLABEL=bareon-boot\n`;
const loader = {
  ...{ version: 1, firmware: "uefi", architecture: "x86_64", signed: false, order: "first" },
  files: ["EFI/bareon/grub.cfg", "EFI/bareon/grubx64.efi"],
  partitions: [{ partuuid: "01020304-0506-0708-0910-111213141516", uuid: "1234-ABCD" }],
};

/** A machine whose boot list has our entry 0005, and whose efibootmgr does what it is told. */
function uefiNode(order: readonly number[], adoption: Adoption): RecordingHost {
  const seedOrder = (host: RecordingHost, list: readonly number[]): void =>
    host.seed(`${efivars}/BootOrder-${guid}`, ids(list));
  return createBootNode({
    partition: { [adoptionPath]: renderAdoption(adoption), "bareon/loader.json": JSON.stringify(loader) },
    machine: {
      [`${efivars}/BootOrder-${guid}`]: ids(order),
      [`${efivars}/Boot0005-${guid}`]: option(
        "bareon",
        "04030201060508070910111213141516",
        String.raw`\EFI\bareon\grubx64.efi`,
      ),
      [`${efivars}/Boot0002-${guid}`]: option("debian", "ff".repeat(16), String.raw`\EFI\debian\grubx64.efi`),
      "/run/bareon/esp/EFI/bareon/grub.cfg": "ours",
      "/run/bareon/esp/EFI/bareon/grubx64.efi": "ours",
      "/run/bareon/esp/EFI/debian/grubx64.efi": "theirs",
    },
    commands: [
      { command: /^blkid -c/u, stdout: filesystems, always: true },
      { command: /^mount .*-- \/dev\/vda1 \/run\/bareon\/esp$/u, always: true },
      {
        command: /^efibootmgr --quiet --bootorder /u,
        always: true,
        effect: (host, { args }) =>
          seedOrder(
            host,
            (args.at(-1) ?? "").split(",").map((id) => Number.parseInt(id, 16)),
          ),
      },
      {
        command: /^efibootmgr --quiet --delete-bootnum --bootnum 0005$/u,
        always: true,
        effect: (host) => void (host.nodes as Map<string, unknown>).delete(`${efivars}/Boot0005-${guid}`),
      },
    ],
  });
}

test("UEFI: the order first, then our entry and our files; all others stay, also an entry that came since", async () => {
  const adopted: Adoption = { ...armed, core: null, formerCore: null, formerOrder: ["0002", "0001"] };
  const host = uefiNode([5, 7, 1, 2], adopted);
  expect(await release(host)).toBe("former");
  expect(host.commands.filter((command) => command.startsWith("efibootmgr"))).toEqual([
    "efibootmgr --quiet --bootorder 0002,0001,0007",
    "efibootmgr --quiet --delete-bootnum --bootnum 0005",
  ]);
  expect([...host.nodes.keys()].filter((path) => path.startsWith("/run/bareon/esp/EFI/"))).toEqual([
    ...["/run/bareon/esp/EFI/debian", "/run/bareon/esp/EFI/debian/grubx64.efi"],
  ]);
  expect(stateOf(host)).toBe("released");
  expect(await release(host)).toBe("nothing");
});

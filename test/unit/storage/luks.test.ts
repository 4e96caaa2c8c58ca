/** Encrypted volumes as a storage layer: planned, made, kept, compared, drawn, and found on a machine; no key is in any of that. */
import { expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { BareonError } from "../../../src/base/errors.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { grubModules } from "../../../src/storage/boot-disks.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate as validateInventory } from "../../../src/schema/inventory.validate.js";
import { validate as validatePlan } from "../../../src/schema/plan.validate.js";
import { closedContainers, crypttabLine } from "../../../src/storage/encrypted.ts";
import { renderInventory } from "../../../src/view/disks.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { countingUuid, nth, readInventory, refusal } from "../plan/fixture.ts";

const MiB = 1024 * 1024;

function volume(mount: string, size: string, more: object = {}): object {
  return { type: "partition", mount, size, file_system: "ext4", images: ["red"], ...more };
}

const root = { encryption: { key_file: "/run/keys/red" } };

function document(volumes: readonly object[], more: object = {}): object {
  return {
    partitions_policy: "clean",
    images: [{ name: "red", image_pull_url: "/images/red/", target: "/" }],
    partitions: [
      { type: "disk", id: { type: "name", value: "/dev/vda" }, size: "4000 MiB", volumes },
      {
        type: "vg",
        id: "data",
        volumes: [{ ...volume("/srv", "100 MiB"), type: "lv", name: "srv", encryption: { unlock: "tpm2", pcrs: [7] } }],
      },
    ],
    ...more,
  };
}

const volumes = [
  volume("/", "1000 MiB", root),
  volume("/boot", "200 MiB"),
  volume("/home", "300 MiB", { encryption: { key_file: "/run/keys/home", unlock: "key_file" } }),
  { type: "pv", vg: "data", size: "300 MiB" },
];

/** A disk with nothing on it. */
function blank(): Inventory {
  const inventory = readInventory("one-system");
  const [disk] = inventory.disks;
  if (disk === undefined) throw new Error("the machine has no disk");
  const own = { path: "/dev/vda", size: 4096 * MiB, sectorSize: 512, table: null, partitions: [] };
  return { ...inventory, architecture: "x86_64", firmware: "bios", disks: [{ ...disk, ...own }] };
}

function plan(inventory = blank(), asked: object = document(volumes)): Plan {
  const { config } = readIronicConfig(asked, { compat: false });
  return makePlan({ config, inventory, newUuid: countingUuid() });
}

/** The pointers of all violations of a document. */
function refusedAt(asked: object): string[] {
  try {
    readIronicConfig(asked, { compat: false });
  } catch (error) {
    if (error instanceof BareonError) return error.violations.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

test("each volume gets a container on its place, less the header, whatever layer that is", () => {
  const planned = plan();
  expect(validatePlan(planned)).toBe(true);
  expect(planned.layers?.map(({ below, size, encryption }) => [below[0], size / MiB, encryption])).toEqual([
    ["/dev/vda2", 984, { keyFile: "/run/keys/red", unlock: "passphrase", sectorSize: 512 }],
    ["/dev/vda4", 284, { keyFile: "/run/keys/home", unlock: "key-file", sectorSize: 512 }],
    ["/dev/mapper/data-srv", 84, { unlock: "tpm2", pcrs: [7], sectorSize: 512 }],
  ]);
  expect(planned.volumes.map(({ mount, device }) => [mount, device])).toEqual([
    ["/", "/dev/mapper/bareon-crypt-0"],
    ["/boot", "/dev/vda3"],
    ["/home", "/dev/mapper/bareon-crypt-1"],
    ["/srv", "/dev/mapper/bareon-crypt-2"],
  ]);
  const [, partition] = nth(planned.disks, 0).partitions;
  expect(partition?.type).toBe("CA7D7CCB-63ED-4C53-861C-1742536059CC");
  expect(grubModules(planned, planned.images)).toEqual([]);
});

test("they are made above what they lie on and below their filesystems, by programs that read the key", () => {
  const { steps, layers = [] } = plan();
  const ids = steps.map(({ id }) => id);
  const order = [
    "group data",
    "encryption /dev/mapper/bareon-crypt-2",
    "check-stacks",
    "mkfs /dev/mapper/bareon-crypt-2",
  ];
  expect(ids.filter((id) => order.includes(id))).toEqual(order);
  const step = steps.find(({ id }) => id === "encryption /dev/mapper/bareon-crypt-0");
  if (step?.kind !== "encryption") throw new Error("it is another step");
  expect(step.uuid).toBe(nth(layers, 0).uuid);
  expect(step.commands.map(renderCommand)).toEqual([
    `cryptsetup luksFormat --batch-mode --type=luks2 --uuid=${step.uuid} --cipher=aes-xts-plain64 --key-size=512 --hash=sha256 --pbkdf=argon2id --pbkdf-memory=65536 --offset=32768 --sector-size=512 --key-file=- -- /dev/vda2`,
    "cryptsetup open --batch-mode --type=luks2 --key-file=- -- /dev/vda2 bareon-crypt-0",
  ]);
  expect(step.commands.every(({ input }) => input === undefined)).toBe(true);
});

test("a system knows what it has to open at boot, and the node's record does", () => {
  const planned = plan();
  const [image] = planned.images;
  const [one, two, three] = (planned.layers ?? []).map(({ uuid }) => uuid);
  expect(image?.encrypted?.map((opened) => crypttabLine(opened, ["luks", "initramfs"]))).toEqual([
    `luks-${one} UUID=${one} none luks,initramfs`,
    `luks-${two} UUID=${two} /etc/bareon/keys/${two} luks,initramfs`,
    `luks-${three} UUID=${three} none luks,initramfs`,
  ]);
  const [recorded] = planRecord(planned).images;
  expect(recorded?.mounts.map(({ mount, encrypted }) => [mount, encrypted])).toEqual([
    ["/", { uuid: one, unlock: "passphrase" }],
    ["/boot", undefined],
    ["/home", { uuid: two, unlock: "key-file" }],
    ["/srv", { uuid: three, unlock: "tpm2", pcrs: [7] }],
  ]);
  expect(recorded?.carry).toContain("/etc/bareon/keys");
  expect(JSON.stringify(planRecord(planned))).not.toContain("/run/keys");
});

/** The disk as the plan leaves it, with the container of the root open or closed. */
function deployed(isOpen: boolean, content = "ext4"): Inventory {
  const inventory = blank();
  const planned = plan(inventory, document(volumes.slice(0, 2), { partitions: undefined, ...smaller() }));
  const [disk] = planned.disks;
  const [container] = planned.layers ?? [];
  if (disk === undefined || container === undefined) throw new Error("the plan has no container");
  const inner = { type: content, label: null, uuid: "0d0e0f00-0000-4000-8000-00000000000f" };
  return {
    ...inventory,
    disks: inventory.disks.map((one) => ({
      ...one,
      table: { type: "gpt", id: disk.tableId },
      partitions: disk.partitions.map(({ device, number, start, size, type, partuuid, name }) => ({
        ...{ path: device, number, start, size, type, partuuid, name, uses: [] },
        content:
          number === 2
            ? { type: "crypto_LUKS", label: null, uuid: "cccccccc-0000-4000-8000-000000000001" }
            : number === 3
              ? { type: "ext4", label: null, uuid: "0d0e0f00-0000-4000-8000-00000000000e" }
              : null,
      })),
    })),
    ...(isOpen
      ? {
          layers: [
            {
              ...{ layer: "luks", path: "/dev/mapper/bareon-look-0", active: true, uses: [] },
              ...{
                uuid: "cccccccc-0000-4000-8000-000000000001",
                size: container.size,
                parents: ["/dev/vda2"],
                content: inner,
              },
            },
          ],
        }
      : {}),
  };
}

function smaller(): object {
  return {
    partitions: [
      { type: "disk", id: { type: "name", value: "/dev/vda" }, size: "4000 MiB", volumes: volumes.slice(0, 2) },
    ],
  };
}

const kept = document([], { ...smaller(), partitions_policy: "verify" });

test("one that is kept and open is closed and opened again, with what it has", () => {
  const inventory = deployed(true);
  expect(validateInventory(inventory)).toBe(true);
  const planned = plan(inventory, kept);
  expect(planned.layers?.[0]).toMatchObject({ keep: true, uuid: "cccccccc-0000-4000-8000-000000000001" });
  expect(planned.volumes[0]).toMatchObject({ keep: true, uuid: "0d0e0f00-0000-4000-8000-00000000000f" });
  expect(planned.images[0]?.encrypted?.[0]?.uuid).toBe("cccccccc-0000-4000-8000-000000000001");
  const steps = planned.steps.filter(({ kind }) => kind === "tear-down" || kind === "encryption");
  expect(steps.flatMap((step) => ("commands" in step ? step.commands.map(renderCommand) : []))).toEqual([
    "dmsetup remove --retry -- /dev/mapper/bareon-look-0",
    "cryptsetup open --batch-mode --type=luks2 --key-file=- -- /dev/vda2 bareon-crypt-0",
  ]);
});

test("one that is kept and stays closed is refused, and says which key was wanted; so is another filesystem in it", () => {
  const closed = refusal(() => plan(deployed(false), kept));
  expect(closed).toMatch(/^mismatch: /u);
  expect(() => plan(deployed(false), kept)).toThrow(
    expect.objectContaining({
      differences: [
        expect.objectContaining({
          where: "/dev/vda2",
          what: "encrypted volume",
          expected: "one that the key in /run/keys/red opens",
          found: "one that stays closed",
        }),
      ],
    }),
  );
  expect(() => plan(deployed(true, "xfs"), kept)).toThrow(
    expect.objectContaining({
      differences: [
        expect.objectContaining({ where: "/dev/vda2", what: "filesystem", expected: "ext4", found: "xfs" }),
      ],
    }),
  );
  const bare = deployed(false);
  const [disk] = bare.disks;
  for (const partition of disk?.partitions ?? []) if (partition.number === 2) partition.content = null;
  expect(() => plan(bare, kept)).toThrow(
    expect.objectContaining({
      differences: expect.arrayContaining([expect.objectContaining({ found: "none" })]) as unknown,
    }),
  );
});

test("one that is kept has to be the only one with its UUID, by which its system opens it", () => {
  const there = deployed(true);
  const [disk] = there.disks;
  if (disk === undefined) throw new Error("there is no disk");
  const partitions = disk.partitions.slice(1, 2).map((partition) => ({ ...partition, path: "/dev/vdz2" }));
  const copy = { ...disk, path: "/dev/vdz", serial: "copy", byId: [], byPath: [], partitions };
  const asked = document([], { ...smaller(), partitions_policy: "verify" });
  expect(plan(there, asked).layers?.[0]).toMatchObject({ keep: true });
  expect(() => plan({ ...there, disks: [disk, copy] }, asked)).toThrow(
    expect.objectContaining({
      differences: [expect.objectContaining({ where: "/dev/vda2", what: "UUID of the container" })],
    }),
  );
});

test("what is open is taken down from above, whoever opened it", () => {
  const steps = plan(deployed(true), document([], { ...smaller() })).steps;
  const down = steps.flatMap((step) => (step.kind === "tear-down" ? [step] : []));
  expect(down[0]?.title).toBe("Erase encrypted device /dev/mapper/bareon-look-0 on /dev/vda2");
  expect(down[0]?.commands.map(renderCommand)).toEqual([
    "wipefs --all --quiet -- /dev/mapper/bareon-look-0",
    "dmsetup remove --retry -- /dev/mapper/bareon-look-0",
    "wipefs --all --quiet -- /dev/vda2",
  ]);
});

test("closed ones are found on the disks and on what lies there, open ones are not", () => {
  const closed = deployed(false);
  expect(closedContainers(closed.disks, closed)).toEqual([
    { path: "/dev/vda2", uuid: "cccccccc-0000-4000-8000-000000000001" },
  ]);
  const open = deployed(true);
  expect(closedContainers(open.disks, open)).toEqual([]);
});

test("a plan and an inventory draw them", () => {
  const text = renderPlan(plan(), 160, plainStyle);
  expect(text).toContain("Encrypted volumes");
  expect(text).toMatch(/vda2 +984 MiB +passphrase +ext4 +\/ +red/u);
  expect(text).toMatch(/vda4 +284 MiB +key file +ext4 +\/home +red/u);
  expect(text).toMatch(/data-srv +84 MiB +TPM +ext4 +\/srv +red/u);
  expect(text).toMatch(
    /Key of data-srv: as --key-file of deploy\n.* Key of vda2: \/run\/keys\/red\n.* Key of vda4: \/run\/keys\/home\n/u,
  );
  expect(renderInventory(deployed(true), plainStyle)).toMatch(/bareon-look-0 +984 MiB +on vda2 +ext4/u);
  expect(renderInventory(deployed(false), plainStyle)).toContain("encrypted, and closed");
});

test("a place that is no larger than a header is refused", () => {
  const small = [volume("/", "1000 MiB"), volume("/home", "16 MiB", root)];
  const asked = document([], {
    partitions: [{ type: "disk", id: { type: "name", value: "/dev/vda" }, size: "4000 MiB", volumes: small }],
  });
  expect(refusal(() => plan(blank(), asked))).toMatch(/too small for an encrypted volume, whose header takes 16 MiB/u);
});

test.for([
  [{ encryption: { key: "secret" } }, "/partitions/0/volumes/0/encryption/key"],
  [{ encryption: { key_file: "relative" } }, "/partitions/0/volumes/0/encryption/key_file"],
  [{ encryption: { unlock: "magic" } }, "/partitions/0/volumes/0/encryption/unlock"],
  [{ encryption: { unlock: "tpm2", pcrs: [24] } }, "/partitions/0/volumes/0/encryption/pcrs/0"],
  [{ encryption: {} }, "/partitions/0/volumes/0/encryption"],
] as const)("%j on a root without a /boot of its own is refused at %s", ([more, pointer]) => {
  const asked = document([], {
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: "/dev/vda" },
        size: "4000 MiB",
        volumes: [volume("/", "1000 MiB", more)],
      },
    ],
  });
  expect(refusedAt(asked)).toContain(pointer);
});

test.for(["/etc", "/etc/bareon/keys"])("a key in a file is refused if %s is not in the root", (mount) => {
  const file = { encryption: { key_file: "/run/keys/home", unlock: "key_file" } };
  const [top, boot] = volumes;
  for (const more of [{}, { encryption: {} }]) {
    const asked = document([top ?? {}, boot ?? {}, volume("/home", "200 MiB", file), volume(mount, "100 MiB", more)]);
    expect(refusedAt(asked)).toContain("/partitions/0/volumes/2/encryption/unlock");
  }
});

test("a physical volume in a container is no key of a config, on a partition or an array", () => {
  const pv = { type: "pv", vg: "data", size: "300 MiB", encryption: {} };
  expect(refusedAt(document([...volumes.slice(0, 2), pv]))).toContain("/partitions/0/volumes/2/encryption");
  const array = { type: "raid", vg: "data", size: "300 MiB", encryption: {} };
  expect(refusedAt(document([...volumes.slice(0, 2), array]))).toContain("/partitions/0/volumes/2/encryption");
});

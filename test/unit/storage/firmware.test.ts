/** Which firmware a node is made for, and what that changes in its plan: partitions, steps, what a stored plan may say. */
import { expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import { planSteps } from "../../../src/plan/steps.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import type { Content, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { changed } from "../../support/files/example.ts";
import { nth, planExample, planTwoDisks, readInventory, readMachine, violationsIn, withDisk } from "../plan/fixture.ts";

const bios = readInventory("two-systems");
const uefi: Inventory = { ...bios, firmware: "uefi" };

function plan(changes: Readonly<Record<string, unknown>>, inventory: Inventory = uefi): Plan {
  return planExample("two-systems", changed("two-systems", changes), inventory);
}

function purposes({ disks }: Plan, index = 0): string[] {
  return nth(disks, index).partitions.map(({ purpose, size }) => `${purpose} ${size / MiB}`);
}

test("auto is what the machine was started by; the others are whatever that was", () => {
  expect(plan({}, bios)).toEqual(planExample("two-systems"));
  expect(plan({ "/firmware": "auto" }, bios).boot.uefi).toBeUndefined();
  expect(plan({}).firmware).toBe("uefi");
  expect(plan({ "/firmware": "both" }, bios).machine.firmware).toBeUndefined();
  expect(plan({ "/firmware": "bios" }).disks).toEqual(planExample("two-systems").disks);
});

test("the EFI system partition follows the BIOS boot partition of the first disk, before the multiboot partition", () => {
  for (const firmware of ["uefi", "both"]) {
    const planned = plan({ "/firmware": firmware });
    expect(purposes(planned).slice(0, 3)).toEqual(["bios-boot 24", "esp 128", "multiboot 100"]);
    expect(purposes(planned, 1)[0]).toBe("bios-boot 24");
    expect(purposes(planned, 1).join(" ")).not.toContain("esp");
    expect(planned.boot.uefi).toEqual({
      order: "first",
      partitions: [
        expect.objectContaining({
          disk: "/dev/sda",
          number: 2,
          device: "/dev/sda2",
          uuid: expect.stringMatching(/^[\dA-F]{4}-[\dA-F]{4}$/u),
        }),
      ],
    });
  }
  expect(purposes(plan({ "/esp": { size: 300 }, "/boot_order": "keep" })).slice(0, 3)).toEqual([
    "bios-boot 24",
    "esp 300",
    "multiboot 100",
  ]);
});

test("FAT32 needs 34 MiB on sectors of 512 bytes and 260 MiB on those of 4096; the implicit one has them", () => {
  const large = withDisk(uefi, 0, { sectorSize: 4096 });
  expect(purposes(plan({}, large))[1]).toBe("esp 260");
  expect(() => plan({ "/esp": { size: 128 } }, large)).toThrow(
    /^\/esp\/size: 128 MiB are too small for an EFI system partition on \/dev\/sda: FAT32 needs 260 MiB/u,
  );
  expect(() => plan({ "/esp": { size: 33 } })).toThrow(/FAT32 needs 34 MiB/u);
  expect(() => plan({ "/partitions/0/volumes/2": { type: "esp", size: 20 } })).toThrow(
    expect.objectContaining({
      violations: [
        {
          pointer: "/partitions/0/volumes/2/size",
          problem: "too small for an EFI system partition",
          expected: "34 MiB or more",
        },
      ],
    }) as Error,
  );
});

const swap = "/partitions/0/volumes/2";

test("a volume of type esp takes the implicit one's place, also by its type alone, and is mounted where it says so", () => {
  const volumes: readonly object[] = [
    { type: "esp", size: "200 MiB", mount: "/boot/efi", images: ["bookworm"] },
    {
      type: "partition",
      size: "200 MiB",
      mount: "/boot/efi",
      images: ["bookworm"],
      file_system: "vfat",
      partition_guid: "c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
    },
  ];
  for (const volume of volumes) {
    const planned = plan({ [swap]: volume });
    expect(purposes(planned).map((text) => text.replace(/ .*/u, ""))).toEqual([
      "bios-boot",
      "multiboot",
      "volume",
      "volume",
      "volume",
    ]);
    const [bookworm, trixie] = planned.images;
    const [esp] = planned.boot.uefi?.partitions ?? [];
    expect(esp).toMatchObject({
      device: "/dev/sda5",
      number: 5,
      uuid: planned.volumes.find(({ type }) => type === "vfat")?.uuid,
    });
    expect(bookworm?.fstab).toContain(`UUID=${esp?.uuid} /boot/efi vfat `);
    expect(trixie?.fstab).not.toContain("vfat");
    const make = planned.steps.find(({ id }) => id === "mkfs /dev/sda5");
    expect(make !== undefined && "commands" in make ? make.commands.at(-1)?.args.slice(0, 2) : []).toEqual([
      "-F",
      "32",
    ]);
  }
  expect(
    plan({ [swap]: { type: "esp", size: 200 } })
      .images.map(({ fstab }) => fstab)
      .join(""),
  ).not.toContain("vfat");
});

test("two of them on a disk, and a size for an implicit one that is not there, are violations", () => {
  const esp = { type: "esp", size: 200 };
  expect(() => plan({ [swap]: esp, "/partitions/0/volumes/3": esp })).toThrow(
    expect.objectContaining({ violations: [expect.objectContaining({ pointer: "/partitions/0/volumes/3" })] }),
  );
  expect(() => plan({ [swap]: esp, "/esp": { size: 200 } })).toThrow(
    expect.objectContaining({ violations: [expect.objectContaining({ pointer: "/esp/size" })] }),
  );
});

test("each disk with a part of a mirrored root gets one, and the firmware's entry names the first disk's", () => {
  const member = (level: number): object => ({
    type: "raid",
    level,
    mount: "/",
    size: "2 GiB",
    file_system: "ext4",
    images: ["bookworm"],
  });
  const root = { type: "partition", mount: "/", size: "remaining", images: ["trixie"] };
  const planned = plan({ "/partitions/0/volumes": [member(1), root], "/partitions/1/volumes": [member(1)] });
  expect(planned.boot.uefi?.partitions.map(({ disk, number }) => `${disk} ${number}`)).toEqual([
    "/dev/sda 2",
    "/dev/sdb 2",
  ]);
  expect(new Set(planned.boot.uefi?.partitions.map(({ uuid }) => uuid)).size).toBe(2);
  expect(planned.steps.map(({ id }) => id).filter((id) => /^mkfs .*2$/u.test(id))).toEqual([
    "mkfs /dev/sda2",
    "mkfs /dev/sdb2",
  ]);
  expect(() => checkStoredPlan(planned)).not.toThrow();
  expect(
    plan({ "/partitions/0/volumes": [member(0), root], "/partitions/1/volumes": [member(0)] }).boot.uefi?.partitions,
  ).toHaveLength(1);
});

/** The machine after a deploy of the plan. */
function deployed({ disks, volumes, boot }: Plan): Inventory {
  const contents = new Map<string, Content>([
    ...volumes.map(({ device, type, uuid, label }) => [device, { type, uuid, label }] as const),
    ...(boot.uefi?.partitions ?? []).map(({ device, uuid }) => [device, { type: "vfat", uuid, label: null }] as const),
    [boot.multiboot?.device ?? "", { type: "ext4", uuid: boot.multiboot?.uuid ?? null, label: "bareon-boot" }] as const,
  ]);
  const found = uefi.disks.map((disk) => {
    const planned = disks.find(({ path }) => path === disk.path);
    if (planned === undefined) return disk;
    const partitions = planned.partitions.map(({ device, number, start, size, type, partuuid, name }) => ({
      path: device,
      number,
      start,
      size,
      type,
      partuuid,
      name,
      content: contents.get(device) ?? null,
      uses: [],
    }));
    return { ...disk, table: { type: "gpt", id: planned.tableId }, partitions };
  });
  return { ...uefi, disks: found };
}

test("where partitions are kept the implicit one loses its loader first and is made anew under its UUIDs", () => {
  const first = plan({});
  const again = plan({ "/partitions_policy": "verify" }, deployed(first));
  expect(again.boot.uefi).toEqual(first.boot.uefi);
  const ids = again.steps.map(({ id }) => id);
  expect(ids.filter((id) => /^(?:invalidate-boot-sector|invalidate-esp|show) /u.test(id))).toEqual([
    "invalidate-boot-sector /dev/sda",
    "invalidate-boot-sector /dev/sdb",
    "invalidate-esp /dev/sda2",
    "show /dev/sda",
    "show /dev/sdb",
  ]);
  expect(ids.filter((id) => id.startsWith("mkfs "))).toEqual(["mkfs /dev/sda2", "mkfs /dev/sda3"]);
  expect(() => checkStoredPlan(again)).not.toThrow();
});

test("of one with other files, the loader alone goes", () => {
  const volume = { [swap]: { type: "esp", size: 200 } };
  const again = plan({ ...volume, "/partitions_policy": "verify" }, deployed(plan(volume)));
  expect(again.boot.uefi?.partitions).toEqual([expect.objectContaining({ device: "/dev/sda5", keep: true })]);
  expect(again.steps.filter(({ kind }) => kind === "invalidate-esp")).toEqual([
    expect.objectContaining({ device: "/dev/sda5" }),
  ]);
  expect(again.steps.map(({ id }) => id)).not.toContain("mkfs /dev/sda5");
});

test("a node that was made for BIOS is not kept where UEFI starts the ramdisk", () => {
  const inventory = { ...deployed(plan({ "/firmware": "bios" })), firmware: "uefi" as const };
  expect(() => plan({ "/partitions_policy": "verify" }, inventory)).toThrow(/disks are not as the deploy config asks/u);
});

test("before arrays are taken down, an old boot loader goes with its partition's signature", () => {
  const awake = readMachine("awake");
  const esp = {
    path: "/dev/vda3",
    number: 3,
    start: 900 * MiB,
    size: 40 * MiB,
    type: "c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
    partuuid: null,
    name: null,
    content: { type: "vfat", label: null, uuid: "AAAA-BBBB" },
    uses: [],
  };
  const found = withDisk(awake, 0, { partitions: [...nth(awake.disks, 0).partitions, esp] });
  const { steps } = planTwoDisks(found);
  const kinds = steps.map(({ id, kind }) => (id === "invalidate-esps /dev/vda" ? id : kind));
  expect(kinds.slice(0, 5)).toEqual([
    "lock-disks",
    "invalidate-boot-sector",
    "invalidate-boot-sector",
    "invalidate-esps /dev/vda",
    "tear-down",
  ]);
  expect(
    planTwoDisks(awake)
      .steps.map(({ id }) => id)
      .filter((id) => id.startsWith("invalidate-esp")),
  ).toEqual([]);
});

test("a stored plan holds for a machine that is started the same way", () => {
  const planned = plan({});
  expect(() => checkMachine(planned, uefi, storageLayers)).not.toThrow();
  expect(() => checkMachine(planned, bios, storageLayers)).toThrow(/started by bios, not uefi/u);
  expect(() => checkMachine(planned, { ...uefi, secureBoot: true }, storageLayers)).toThrow(/Secure Boot is on now/u);
  const edited = structuredClone(planned);
  for (const esp of edited.boot.uefi?.partitions ?? []) esp.device = "/dev/sdz1";
  const { machine, disks, arrays, groups, volumes, boot } = edited;
  edited.steps = planSteps(
    machine,
    { disks, arrays, groups, volumes, multiboot: boot.multiboot, esps: boot.uefi?.partitions ?? [] },
    edited,
  );
  expect(() => checkStoredPlan(edited)).toThrow(
    expect.objectContaining({ violations: violationsIn("/boot/uefi/partitions") }) as Error,
  );
});

/** Whole plans: the examples' as stored, and what each part of a config changes in them. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { changed } from "../../support/files/example.ts";
import { decided, nth, planExample, readInventory, withDisk } from "./fixture.ts";

for (const name of ["two-systems", "one-system", "utility-in-roots", "utility-alone", "lvm-and-raid"] as const) {
  test(`the plan of ${name}.json is the stored one, fits its schema, and comes out the same again`, async () => {
    const plan = planExample(name);
    await expect(`${JSON.stringify(decided(plan), undefined, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `${name}.plan.json`),
    );
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    expect(planExample(name)).toEqual(plan);
  });
}

test("a rescue system gets a partition behind the multiboot partition, and one image beside it a menu of its own", async () => {
  const plan = planExample(
    "one-system",
    changed("one-system", { "/rescue": { authorized_keys: ["ssh-ed25519 A b"] } }),
  );
  await expect(`${JSON.stringify(decided(plan), undefined, 2)}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, "rescue.plan.json"),
  );
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  expect(planExample("one-system", changed("one-system", { "/rescue": false }))).toMatchObject(
    decided(planExample("one-system")),
  );
  const both = planExample("two-systems", changed("two-systems", { "/rescue": true }));
  expect(
    nth(both.disks, 0)
      .partitions.map(({ purpose }) => purpose)
      .slice(0, 3),
  ).toEqual(["bios-boot", "multiboot", "rescue"]);
  expect(nth(both.disks, 1).partitions.map(({ purpose }) => purpose)).not.toContain("rescue");
  expect(both.boot.rescue).toMatchObject({
    size: 512 * MiB,
    kernel: "/boot/vmlinuz",
    initrd: "/run/ramdisk/initramfs",
  });
});

/** The places of the first and the last step of a kind. */
function span(
  plan: Plan,
  isIt: (step: Plan["steps"][number]) => boolean,
): { readonly first: number; readonly last: number } {
  const places = plan.steps.flatMap((step, index) => (isIt(step) ? [index] : []));
  expect(places).not.toEqual([]);
  return { first: Math.min(...places), last: Math.max(...places) };
}

test("disks are wiped before any table is written, and the boot loader comes last", () => {
  const plan = planExample("two-systems");
  const order = [
    span(plan, (step) => step.id.startsWith("wipe-disk ")),
    span(plan, (step) => /^(partition|check-table|clear) /u.test(step.id)),
    span(plan, (step) => step.id.startsWith("mkfs ")),
    span(plan, (step) => step.kind === "check-filesystems"),
    span(plan, (step) => step.kind === "deploy-image"),
    span(plan, (step) => step.kind === "install-boot"),
  ];
  expect(order.flatMap(({ first, last }) => [first, last])).toEqual(
    order.flatMap(({ first, last }) => [first, last]).toSorted((one, other) => one - other),
  );
  expect(order.at(-1)?.last).toBe(plan.steps.length - 1);
  for (const disk of plan.disks) {
    const at = (id: string): number => plan.steps.findIndex((step) => step.id === `${id} ${disk.path}`);
    expect(at("wipe-disk")).toBeGreaterThanOrEqual(0);
    expect([at("partition"), at("invalidate-new-boot-sector"), at("show"), at("check-table"), at("clear")]).toEqual(
      [0, 1, 2, 3, 4].map((distance) => at("partition") + distance),
    );
  }
  expect(new Set(plan.steps.map(({ id }) => id)).size).toBe(plan.steps.length);
});

/** What of a disk's bytes the wiping step makes zero. */
function zeroed(plan: Plan, disk: string, size: number): { readonly start: number; readonly end: number }[] {
  const step = plan.steps.find(({ id }) => id === `wipe-disk ${disk}`);
  const commands = step !== undefined && "commands" in step ? step.commands : [];
  return commands
    .filter(({ program }) => program === "blkdiscard")
    .map(({ args }) => {
      const value = (option: string): number => Number(args[args.indexOf(option) + 1]);
      const start = value("--offset");
      return { start, end: args.includes("--length") ? start + value("--length") : size };
    });
}

test("a wiped disk loses both its partition tables, whatever its size", () => {
  const size = 10 * 1024 * MiB + 512 * 1025;
  const inventory = withDisk(readInventory("two-systems"), 0, { size });
  expect(zeroed(planExample("two-systems", undefined, inventory), "/dev/sda", size)).toEqual([
    { start: 0, end: 4 * MiB },
    { start: size - 4 * MiB, end: size },
  ]);
});

test("only disks that the config names occur in any command", () => {
  const commands = JSON.stringify(planExample("two-systems").steps);
  expect(commands).toContain("/dev/sdb");
  expect(commands).not.toContain("/dev/sdc");
});

test("a partition without content is not wiped, for it may have no device node", () => {
  const step = nth(planExample("two-systems").steps, 0);
  const wiped =
    step.kind === "commands"
      ? step.commands.filter(({ program }) => program === "wipefs").map(({ args }) => args.at(-1))
      : [];
  expect(wiped).toEqual(["/dev/sda2", "/dev/sda"]);
});

test("every UUID of a plan is its own, and partition types say what a partition is", () => {
  const plan = planExample("two-systems");
  const uuids = [
    ...plan.disks.flatMap((disk) => [disk.tableId, ...disk.partitions.map(({ partuuid }) => partuuid)]),
    ...plan.volumes.map(({ uuid }) => uuid),
    plan.boot.multiboot?.uuid,
  ];
  expect(new Set(uuids.map((uuid) => uuid?.toLowerCase())).size).toBe(uuids.length);
  expect(nth(plan.disks, 0).partitions.map(({ purpose, type }) => `${purpose} ${type.slice(0, 8)}`)).toEqual([
    "bios-boot 21686148",
    "multiboot 0FC63DAF",
    "volume 4F68BCE3",
    "volume 4F68BCE3",
    "volume 0657FD6D",
  ]);
  expect(nth(planExample("one-system").disks, 0).partitions.map(({ type }) => type.slice(0, 8))).toEqual([
    "21686148",
    "C12A7328",
    "0FC63DAF",
    "B921B045",
  ]);
});

test("the first disk in the config boots, and only it has the multiboot partition", () => {
  const config = changed("two-systems", {
    "/partitions/0/id/value": "bareon-2",
    "/partitions/1/id/value": "bareon-1",
    "/partitions/0/size": "4 GiB",
    "/partitions/0/volumes/0/size": "2 GiB",
  });
  const plan = planExample("two-systems", config);
  expect(plan.boot).toMatchObject({
    kind: "multiboot",
    disk: "/dev/sdb",
    multiboot: { device: "/dev/sdb2" },
    defaultImage: "bookworm",
    timeout: 3,
    kernelParams: "console=ttyS0,115200",
  });
  expect(plan.disks.map((disk) => disk.partitions.filter(({ purpose }) => purpose === "multiboot").length)).toEqual([
    1, 0,
  ]);
});

test("the image to boot first is the marked one, else the first", () => {
  expect(
    planExample("two-systems", changed("two-systems", { "/images/0/boot": false, "/images/1/boot": 1 })).boot
      .defaultImage,
  ).toBe("trixie");
  expect(planExample("two-systems", changed("two-systems", { "/images/0/boot": undefined })).boot.defaultImage).toBe(
    "bookworm",
  );
});

test("one system alone needs no multiboot partition", () => {
  const plan = planExample("one-system");
  expect(plan.boot).toMatchObject({
    kind: "single",
    multiboot: null,
    disk: "/dev/vda",
    defaultImage: "bookworm",
    uefi: { partitions: [{ device: "/dev/vda2", number: 2 }], order: "first" },
  });
  expect(nth(plan.disks, 0).partitions.map(({ purpose }) => purpose)).toEqual(["bios-boot", "esp", "volume", "volume"]);
});

test("hard links and numeric ids are kept whatever flags the config sets, and the source is a folder's content", () => {
  const plan = planExample(
    "two-systems",
    changed("two-systems", {
      "/image_deploy_flags": { rsync_flags: "-a --sparse" },
      "/images/1/image_pull_url": "rsync://host/trixie",
    }),
  );
  expect(plan.images.map(({ flags }) => flags)).toEqual(
    [0, 1].map(() => ["-a", "--sparse", "--hard-links", "--numeric-ids"]),
  );
  expect(nth(plan.images, 1).source).toBe("rsync://host/trixie/");
});

test("GPT names hold what sfdisk can write and read back", () => {
  const name = (value: string): string | undefined =>
    planExample("two-systems", changed("two-systems", { "/partitions/1/volumes/0/name": value })).disks[1]
      ?.partitions[1]?.name;
  expect(name('Käse "x\\y" ☃')).toBe("K?se xy ?");
  expect(name(` ${"0123456789 ".repeat(5)}`)).toBe("0123456789 0123456789 0123456789 012");
  expect(nth(planExample("two-systems").disks, 1).partitions.map((partition) => partition.name)).toEqual([
    "",
    "bookworm+trixie /srv/shared",
    "trixie /var/lib/data",
  ]);
});

test("a FAT filesystem gets the short kind of UUID, also in the fstab", () => {
  const plan = planExample("two-systems", changed("two-systems", { "/partitions/1/volumes/0/file_system": "vfat" }));
  const uuid = plan.volumes.find(({ type }) => type === "vfat")?.uuid;
  expect(uuid).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/u);
  expect(nth(plan.images, 0).fstab).toContain(`UUID=${uuid} /srv/shared vfat defaults 0 2\n`);
});

test("a machine that cannot hold the config is refused before anything is planned", () => {
  const inventory = readInventory("two-systems");
  const plan =
    (config: unknown, machine = inventory): (() => Plan) =>
    () =>
      planExample("two-systems", config, machine);
  const small = withDisk(inventory, 1, { size: 1024 * MiB });
  expect(plan(changed("two-systems", { "/partitions/1/volumes/0/size": 1000 }), small)).toThrow(
    /\/partitions\/1: \/dev\/sdb \(1 GiB, declared \d+ MiB\) is too small: 1025 MiB are asked for and 1022 MiB are usable; its volumes need 1001 MiB, and the implicit partitions 24 MiB \(bios-boot 24 MiB\)/u,
  );
  expect(plan(changed("two-systems", { "/partitions/0/volumes/1/size": 200 }))).toThrow(
    expect.objectContaining({
      violations: [
        {
          pointer: "/partitions/0/volumes/1/size",
          problem: "200 MiB are too small for xfs",
          expected: "300 MiB or more, or another filesystem",
        },
      ],
    }) as Error,
  );
  expect(plan(undefined, { ...inventory, architecture: "aarch64" })).toThrow(
    /started without UEFI, and aarch64 machines boot by UEFI only/u,
  );
  expect(plan(undefined, { ...inventory, architecture: "riscv64" })).toThrow(
    /no GRUB is known for the architecture riscv64/u,
  );
  expect(plan(undefined, { ...inventory, disks: [] })).toThrow(/no disk with serial/u);
});

test("both ends of every new partition, array and logical volume are written with zeros before anything is made on it", () => {
  const plan = planExample("lvm-and-raid");
  const commands = plan.steps.flatMap((step) => ("commands" in step ? step.commands : []));
  const devices = [
    ...plan.disks.flatMap(({ partitions }) => partitions).filter(({ purpose }) => purpose !== "bios-boot"),
    ...plan.arrays,
    ...plan.groups.flatMap(({ volumes }) => volumes),
  ];
  for (const { device, size } of devices) {
    const zeros = commands.filter(({ program, args }) => program === "blkdiscard" && args.at(-1) === device);
    expect(
      zeros.map(({ args }) => args.slice(1, -2)),
      device,
    ).toEqual(
      size <= 8 * MiB
        ? [["--offset", "0"]]
        : [
            ["--offset", "0", "--length", String(4 * MiB)],
            ["--offset", String(size - 4 * MiB)],
          ],
    );
  }
});

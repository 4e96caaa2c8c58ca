/** Whole plans of nailgun documents, as stored and by their numbers. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { MiB } from "../../../../src/base/sizes.ts";
import { checkStoredPlan } from "../../../../src/recipes/plan.ts";
import { validate } from "../../../../src/schema/plan.validate.js";
import { renderPlan } from "../../../../src/view/plan.ts";
import { plainStyle } from "../../../../src/view/style.ts";
import { decided } from "../../plan/fixture.ts";
import { machine3, machine7, machineWith, planOf, readNode, sizesOf, tableOf } from "./fixture.ts";

const plans = {
  "node-7": () => planOf(readNode("node-7"), machine7),
  "node-3": () => planOf(readNode("node-3"), machine3),
};

for (const name of ["node-7", "node-3"] as const) {
  test(`the plan of ${name}.json is the stored one, fits its schema, and comes out the same again`, async () => {
    const plan = plans[name]();
    await expect(`${JSON.stringify(decided(plan), undefined, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `${name}.plan.json`),
    );
    const stored: unknown = JSON.parse(JSON.stringify(plan));
    if (!validate(stored)) throw new Error(JSON.stringify(validate.errors));
    checkStoredPlan(stored);
  });
}

test("a group on one of three disks: one /boot, no room for what has no size, a disk with nothing to do left alone", () => {
  const plan = plans["node-7"]();
  expect(tableOf(plan)).toEqual({
    "/dev/sda": [
      ["bios-boot", 1, 24],
      ["reserved", 25, 200],
      ["volume", 225, 200],
      ["pv", 425, 20_544],
      ["volume", 20_969, 10_240],
      ["config-drive", 31_209, 20],
    ],
    "/dev/sdb": [
      ["bios-boot", 1, 24],
      ["reserved", 25, 200],
      ["raw", 225, 30_000],
    ],
  });
  expect(plan.disks[1]?.partitions[2]?.type).toBe("4FBD7E29-9D25-41B8-AFD0-062C0CEFF05D");
  expect(plan.groups).toMatchObject([
    {
      name: "os",
      physicalVolumes: [{ device: "/dev/sda4", metaCopies: 2 }],
      volumes: [
        { name: "root", size: 16_384 * MiB },
        { name: "swap", size: 4096 * MiB },
      ],
    },
  ]);
  expect(plan.volumes.map(({ device, type, mount, label }) => [device, type, mount, label])).toEqual([
    ["/dev/sda3", "ext2", "/boot", null],
    ["/dev/sda5", "xfs", "/srv/files", "files"],
    ["/dev/mapper/os-root", "ext4", "/", null],
    ["/dev/mapper/os-swap", "swap", null, null],
  ]);
});

test("its images go onto their volumes, the root's last, and GRUB onto both disks", () => {
  const plan = plans["node-7"]();
  expect(plan.images).toMatchObject([{ name: "node-7.lab.example", spread: true }]);
  expect(plan.utilities).toMatchObject([
    { name: "node-7.lab.example /boot", target: "/boot", into: [], mounts: [{ device: "/dev/sda3" }] },
  ]);
  const ids = plan.steps.filter(({ phase }) => phase !== "storage").map(({ kind }) => kind);
  expect(ids).toEqual(["write-config-drive", "deploy-utility", "deploy-image", "install-boot"]);
  expect(plan.boot).toMatchObject({
    ...{ kind: "single", disk: "/dev/sda", mirrors: ["/dev/sdb"], multiboot: null, timeout: 10 },
    kernelParams: "console=ttyS0,115200 rootdelay=90",
  });
  const lines = plan.images[0]?.fstab.split("\n").filter((line) => line.startsWith("UUID="));
  expect(lines?.map((line) => line.split(" ").slice(1, 4).join(" "))).toEqual([
    "/ ext4 defaults,errors=panic",
    "/boot ext2 defaults",
    "/srv/files xfs defaults",
    "none swap defaults",
  ]);
});

test("disks that are declared smaller than what is on them, groups over both, and metadata in two copies", () => {
  const plan = planOf(readNode("node-3"), machine3, { driveMiB: 0 });
  expect(sizesOf(plan)).toEqual({ "/dev/vda": [24, 200, 2600, 200, 1000], "/dev/vdb": [24, 200, 500, 1300] });
  expect(
    Object.fromEntries(
      plan.groups.map(({ name, physicalVolumes }) => [name, physicalVolumes.map(({ size }) => size / MiB)]),
    ),
  ).toEqual({ os: [440], image: [940, 1240] });
  expect(plan.groups.flatMap(({ volumes }) => volumes.map(({ name, size }) => [name, size / MiB]))).toEqual([
    ["swap", 400],
    ["glance", 2100],
  ]);
  const made = plan.steps.flatMap((step) => ("commands" in step ? step.commands : []));
  const pvcreate = made.filter(({ program }) => program === "pvcreate").map(({ args }) => args.join(" "));
  expect(pvcreate).toHaveLength(3);
  for (const args of pvcreate) expect(args).toContain(`--metadatasize ${30 * MiB - 4096}b --metadatacopies 2 /dev/vd`);
});

test("only the real disk counts", () => {
  const small = machineWith({ vda: { size: 4020 }, vdb: { size: 5000 } });
  expect(() => planOf(readNode("node-3"), small)).toThrow(/\/dev\/vda .* is too small/u);
});

test("the config drive goes onto the first disk that has the root, or a part of its group", () => {
  const drive = Object.entries(tableOf(planOf(readNode("node-3"), machine3))).flatMap(([path, parts]) =>
    parts.filter(([purpose]) => purpose === "config-drive").map((part) => [path, ...part]),
  );
  expect(drive).toEqual([["/dev/vda", "config-drive", 4025, 20]]);
});

test("started by UEFI, the room that is kept free becomes the EFI system partition of each disk", () => {
  const plan = planOf(readNode("node-7"), { ...machine7, firmware: "uefi" });
  for (const parts of Object.values(tableOf(plan)))
    expect(parts.slice(0, 2)).toEqual([
      ["bios-boot", 1, 24],
      ["esp", 25, 200],
    ]);
  expect(plan.boot.uefi?.partitions.map(({ device }) => device)).toEqual(["/dev/sda2", "/dev/sdb2"]);
});

test("no word of a password or of what is not read is in a plan", () => {
  const text = JSON.stringify(planOf(readNode("node-7", { "/power_pass": "hunter2" }), machine7));
  for (const secret of ["s3cret", "hunter2", "mco_password", "mco_pskey"]) expect(text).not.toContain(secret);
});

test("the plan for people names every disk whose boot sector gets GRUB", () => {
  const plan = plans["node-3"]();
  expect(plan.boot.mirrors.length).toBeGreaterThan(0);
  expect(renderPlan(plan, 80, plainStyle)).toContain(
    `GRUB on ${[plan.boot.disk, ...plan.boot.mirrors].join(", ")} boots`,
  );
});

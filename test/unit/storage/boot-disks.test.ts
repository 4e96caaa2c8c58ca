/** Which disks boot a node, and what GRUB needs for that. */
import { expect, test } from "vitest";
import { bootMirrors, findUnreadable, grubModules } from "../../../src/storage/boot-disks.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { type ExampleName, changed } from "../../support/files/example.ts";
import { planExample } from "../plan/fixture.ts";

function mirrorsOf(plan: Plan): string[] {
  return bootMirrors({ ...plan, multiboot: plan.boot.multiboot }, plan.images);
}

test("a single system on a mirror gets GRUB on both disks, also through a volume group", () => {
  const plan = planExample("single-mirror");
  expect(mirrorsOf(plan)).toEqual(["/dev/sdb"]);
  expect(plan.boot.mirrors).toEqual(["/dev/sdb"]);
  expect(grubModules(plan, plan.images)).toEqual(["mdraid1x", "lvm"]);
});

test("a stripe over both disks, or a part of the group on one of them, needs all disks", () => {
  const levels = Object.fromEntries<unknown>(
    [0, 1].flatMap((disk) => [
      [`/partitions/${disk}/volumes/0/level`, 0],
      [`/partitions/${disk}/volumes/0/size`, "1 GiB"],
    ]),
  );
  expect(mirrorsOf(planExample("single-mirror", changed("single-mirror", levels)))).toEqual([]);
  const more = changed("single-mirror", {
    "/partitions/0/volumes/0/size": "1 GiB",
    "/partitions/0/volumes/-": { type: "pv", vg: "system", size: "remaining" },
  });
  expect(mirrorsOf(planExample("single-mirror", more))).toEqual([]);
});

test("several systems boot from the multiboot partition on the first disk alone; GRUB gets the modules for what they lie on", () => {
  const plan = planExample("lvm-and-raid");
  expect(mirrorsOf(plan)).toEqual([]);
  expect(grubModules(plan, plan.images)).toEqual(["mdraid1x", "lvm"]);
  expect(
    grubModules(
      plan,
      plan.images.filter(({ name }) => name === "blue"),
    ),
  ).toEqual(["mdraid1x"]);
  expect(grubModules(planExample("two-systems"), planExample("two-systems").images)).toEqual([]);
  const arrays = plan.arrays.map((array, index) => ({
    ...array,
    level: index === 0 ? (5 as const) : (6 as const),
    metadata: index === 0 ? ("0.90" as const) : ("1.0" as const),
  }));
  const images = arrays.flatMap(({ device }) =>
    plan.images.slice(0, 1).map((image) => ({ ...image, mounts: [{ mount: "/", device, type: "ext4", uuid: "" }] })),
  );
  expect(grubModules({ ...plan, arrays }, images)).toEqual(["mdraid09", "raid5rec", "mdraid1x", "raid6rec"]);
});

test("what a BIOS cannot read is told: the first disk, or a /boot on one with large sectors", () => {
  const large = (example: ExampleName, path: string): string[] => {
    const plan = planExample(example);
    return findUnreadable(
      { ...plan, disks: plan.disks.map((disk) => (disk.path === path ? { ...disk, sectorSize: 4096 } : disk)) },
      plan.images,
    );
  };
  expect(large("three-systems", "/dev/sdb")).toEqual([]);
  expect(large("three-systems", "/dev/sda")).toEqual([
    "the boot loader is on /dev/sda",
    ...["red", "blue", "green"].map((name) => `/boot of image ${name} is on /dev/sda`),
  ]);
  expect(large("lvm-and-raid", "/dev/sdb")).toEqual([
    "/boot of image red is on /dev/sdb",
    "/boot of image blue is on /dev/sdb",
  ]);
});

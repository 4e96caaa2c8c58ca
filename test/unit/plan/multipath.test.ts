/** A plan for a multipath map: its partitions are those of kpartx, and its table goes and comes without the kernel's reading it. */
import { expect, test } from "vitest";
import type { Disk, Inventory, Partition } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { gpt } from "../../../src/storage/gpt/layer.ts";
import { mapsUnder } from "../../../src/storage/multipath.ts";
import { planGuest } from "../../../src/storage/guest.ts";
import { nth, planExample, readInventory, withDisk } from "./fixture.ts";

const map = "/dev/mapper/mpatha";
const wwid = "35000c500a1b2c3d4";
const paths = ["/dev/sda", "/dev/sdd"].map((path, index) => ({
  ...{ path, scsi: `${index}:0:0:0`, links: [], state: "active" as const },
}));

function part(number: number, separator: string): Partition {
  const at = { path: `${map}${separator}${number}`, number, start: number * 1_048_576, size: 1_048_576 };
  const content = { type: "ext4", uuid: "00000000-0000-4000-8000-000000000001", label: null };
  return { ...at, type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4", partuuid: null, name: null, content, uses: [] };
}

/** The first disk is a map. */
function mapped(more: Partial<Disk> = {}): Inventory {
  const facts = { path: map, device: "254:0", scsi: null, multipath: { wwid, paths } };
  return withDisk(readInventory("two-systems"), 0, { ...facts, ...more });
}

function planned(inventory: Inventory): Plan {
  const plan = planExample("two-systems", undefined, inventory);
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  return plan;
}

function commandsOf(plan: Plan, id: string): string[] {
  const step = plan.steps.find((one) => one.id === id);
  return step !== undefined && "commands" in step
    ? step.commands.map(({ program, args }) => [program, ...args].join(" "))
    : [];
}

test("the partitions of an empty map are called as in Debian, and are made and waited for before anything is on them", () => {
  const plan = planned(mapped());
  const disk = nth(plan.disks, 0);
  expect(disk.multipath).toEqual({ wwid, separator: "-part" });
  expect(disk.partitions.map(({ device }) => device).slice(0, 2)).toEqual([`${map}-part1`, `${map}-part2`]);
  expect(commandsOf(plan, `show ${map}`)).toEqual([`kpartx -u -s -p -part ${map}`]);
  const ids = plan.steps.map(({ id }) => id);
  const order = [`wipe-disk ${map}`, `partition ${map}`, `show ${map}`, `check-table ${map}`, `clear ${map}`];
  expect(order.map((id) => ids.indexOf(id))).toEqual(order.map((id) => ids.indexOf(id)).toSorted((a, b) => a - b));
  expect(ids).toEqual(expect.arrayContaining(order));
  expect(nth(plan.disks, 1).multipath).toBeUndefined();
  expect(commandsOf(plan, "show /dev/sdb")).toEqual(["partx --update -- /dev/sdb"]);
});

test.for(["p", "", "-part"])(
  "what is on a map goes with its table in one write, once its partitions NAME%s1 are gone, and new ones are called alike",
  (separator) => {
    const found = [part(1, separator), { ...part(2, separator), content: null }];
    const plan = planned(mapped({ table: { type: "gpt", id: null }, partitions: found }));
    expect(commandsOf(plan, `wipe-disk ${map}`).slice(0, 5)).toEqual([
      `wipefs --all --quiet --lock=yes -- ${map}${separator}1`,
      "udevadm settle --timeout=120",
      `kpartx -d -s ${map}`,
      `wipefs --all --quiet --lock=yes -- ${map}`,
      "udevadm settle --timeout=120",
    ]);
    expect(nth(nth(plan.disks, 0).partitions, 2).device).toBe(`${map}${separator}3`);
    expect(commandsOf(plan, `show ${map}`)).toEqual([`kpartx -u -s -p ${separator} ${map}`]);
  },
);

test("a partition that is given up goes by what the table then has, since udev may have taken it already", () => {
  const inventory = mapped({ table: { type: "gpt", id: null }, partitions: [part(1, "p"), part(2, "p")] });
  const commands = gpt.release?.(inventory, `${map}p2`)?.commands ?? [];
  expect(commands.map(({ program, args }) => [program, ...args].join(" "))).toEqual([`kpartx -u -s -p p ${map}`]);
});

test("a system on the map gets its number, and one on another disk does not", () => {
  const plan = planned(mapped());
  const [first] = plan.images;
  const root = first?.mounts.find(({ mount }) => mount === "/")?.device ?? "";
  expect(mapsUnder(plan, root).map(({ path }) => path)).toEqual([map]);
  expect(planGuest(plan, nth(plan.images, 0))).toEqual({
    programs: ["multipath"],
    files: [{ paths: ["/etc/multipath/wwids"], lines: [`/${wwid}/`] }],
  });
  const plain = planned(readInventory("two-systems"));
  expect(mapsUnder(plain, nth(nth(plain.images, 0).mounts, 0).device)).toEqual([]);
});

test("no partition of a map may have the name of another disk or volume", () => {
  const twin = withDisk(mapped(), 2, { path: `${map}-part2` });
  expect(() => planned(twin)).toThrow(
    `A partition of the multipath map ${map} would be ${map}-part2, which is something else`,
  );
  const other = { path: `${map}-part2`, type: "dm", parents: [nth(mapped().disks, 2).path], content: null, uses: [] };
  expect(() => planned({ ...mapped(), others: [other] })).toThrow(/is something else/u);
  expect(nth(planned(withDisk(mapped(), 2, { path: `${map}-part99` })).disks, 0).path).toBe(map);
});

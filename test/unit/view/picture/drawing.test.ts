/** What is drawn of disks, whatever it is drawn on: the parts of bars, their fates and owners, and what is lost. */
import { array, assert, integer, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Partition } from "../../../../src/schema/inventory.ts";
import type { Plan } from "../../../../src/schema/plan.ts";
import type { Block, Box } from "../../../../src/storage/drawing.ts";
import { storageLayers } from "../../../../src/storage/layers.ts";
import { type DrawnSide, type Part, drawPlan, lossesOf, titleOf } from "../../../../src/view/picture/drawing.ts";
import { barUnits, describePart, placeParts } from "../../../../src/view/picture/placement.ts";
import { picturePlan } from "../../../../src/view/picture/picture.ts";
import { textWidth } from "../../../../src/view/style.ts";
import { nth } from "../../plan/fixture.ts";
import { drawnPlans } from "../drawn-plans.ts";

const MiB = 1024 * 1024;

function planOf(name: string): Plan {
  const make = drawnPlans[name];
  if (make === undefined) throw new Error(`there is no plan ${name}`);
  return make();
}

function partsOf(side: DrawnSide | undefined): readonly Part[] {
  return (side?.drawn ?? []).flatMap((one) => (one.kind === "bar" ? one.parts : []));
}

/** Number and fate of all that is no free space, of the block whose title begins so. */
function fatesOf(name: string, title: string): { readonly before: string[]; readonly after: string[] } {
  const block = picturePlan(planOf(name)).blocks.find((one) => titleOf(one).startsWith(title));
  if (block === undefined) throw new Error(`${name} has no block ${title}`);
  const told = (side: DrawnSide | undefined): string[] =>
    partsOf(side).flatMap(({ number, label, fate }) => (fate === "free" ? [] : [`${number || label} ${fate}`]));
  return { before: told(block.before), after: told(block.after) };
}

describe("fates", () => {
  test("on a disk that is erased all is lost, and all is made", () => {
    expect(fatesOf("two-systems", "/dev/sda")).toEqual({
      before: ["1 lost", "2 lost"],
      after: ["1 made", "2 made", "3 made", "4 made", "5 made"],
    });
  });

  test("on a disk that is kept a filesystem that is made anew is lost, beside what is kept", () => {
    expect(fatesOf("kept-in-part", "/dev/sda")).toEqual({
      before: ["1 rewritten", "2 lost", "3 kept", "4 lost", "5 kept"],
      after: ["1 rewritten", "2 made-anew", "3 kept", "4 made-anew", "5 kept"],
    });
    expect(fatesOf("layers-kept-in-part", "Volume group")).toEqual({
      before: ["root kept", "swap kept", "var-data lost"],
      after: ["root kept", "swap kept", "var-data made-anew"],
    });
  });

  test("on a node that gets more all stays, and what comes is new", () => {
    expect(fatesOf("extended", "/dev/sda")).toEqual({
      before: ["1 kept", "2 kept", "3 kept", "4 kept", "5 kept"],
      after: ["1 kept", "2 kept", "3 kept", "4 kept", "5 kept", "6 new"],
    });
    expect(fatesOf("extended-layers", "Volume group").after).toEqual([
      ...["root kept", "swap kept", "var-data kept", "green-root new"],
    ]);
  });

  test("what a node that gets more has beside the plan stays: groups, arrays and partitions of others", () => {
    const { machine: awake } = planOf("arrays-and-groups-that-go");
    const plan = planOf("extended");
    const { arrays, groups } = awake;
    const blocks = drawPlan({ ...plan, machine: { ...plan.machine, arrays, groups } }, storageLayers);
    for (const title of ["RAID arrays", "Volume group old"]) {
      const block = nth(
        blocks.filter((one) => titleOf(one) === title),
        0,
      );
      expect(block.before.heading?.text).toBe("NOW, and it is kept");
      expect(block.after?.heading?.text).toMatch(/^THEN: as (?:it is|they are)$/u);
    }
    expect(lossesOf(blocks)).toEqual([]);
  });

  test("the heading of a side says so in words", () => {
    const headings = (name: string): (string | undefined)[] =>
      picturePlan(planOf(name)).blocks.map(({ before }) => before.heading?.text);
    expect(headings("two-systems")[0]).toBe("NOW, and WILL BE DESTROYED");
    expect(headings("kept-in-part")).toEqual(["NOW, and kept except what is LOST", "NOW, and it is kept"]);
    expect(headings("extended")).toEqual(["NOW, and it is kept", "NOW, and it is kept"]);
  });

  test("what is there may be unknown, and that is said", () => {
    const plan = planOf("two-systems");
    const [block] = drawPlan({ ...plan, machine: { ...plan.machine, disks: [] } }, storageLayers);
    expect(block?.before).toEqual({ heading: { text: "NOW: what is there is not known", tone: "faint" }, drawn: [] });
  });
});

describe("what is lost", () => {
  test("is told of each thing in all words, wherever it lies", () => {
    expect(lossesOf(picturePlan(planOf("arrays-and-groups-that-go")).blocks)).toEqual([
      {
        place: "/dev/vda  serial bareon-1  600 MiB",
        things: ["vda1, 250 MiB, array bareon:life", "vda2, 250 MiB, array bareon:1"],
      },
      {
        place: "/dev/vdb  serial bareon-2  600 MiB",
        things: ["vdb1, 250 MiB, array bareon:life", "vdb2, 250 MiB, array bareon:1"],
      },
      {
        place: "RAID arrays",
        things: ["bareon:life, raid1, 249 MiB, vda1, vdb1, group old", "bareon:1, raid1, 250 MiB, vda2, vdb2, ext4"],
      },
      { place: "Volume group old", things: ["my-data, 32 MiB, swap", 'root, 64 MiB, ext4 "oldroot"'] },
    ]);
    expect(lossesOf(picturePlan(planOf("kept-in-part")).blocks).map(({ things }) => things)).toEqual(
      [['sda2, 100 MiB, ext4 "bareon-boot"', "sda4, 4.6 GiB, xfs"]].map((things) =>
        things.map((thing) => expect.stringContaining(thing) as string),
      ),
    );
    expect(lossesOf(picturePlan(planOf("extended")).blocks)).toEqual([]);
  });

  test("has a filesystem on a whole disk", () => {
    const plan = planOf("two-systems");
    const [first, ...others] = plan.machine.disks;
    const bare = { ...nth(first === undefined ? [] : [first], 0), table: null, partitions: [] };
    const content = { type: "xfs", label: "data", uuid: "u" };
    const machine = { ...plan.machine, disks: [{ ...bare, content, uses: ["/mnt"] }, ...others] };
    const [block] = drawPlan({ ...plan, machine }, storageLayers);
    expect(partsOf(block?.before).map(describePart)).toEqual(['xfs "data", 8 GiB, LOST']);
    expect(lossesOf(block === undefined ? [] : [block])[0]?.things).toEqual([
      'sda, 8 GiB, xfs "data" on the whole disk, in use: /mnt',
    ]);
  });
});

test("an image has its own place among all, also beside systems that are there; what several share is of several", () => {
  const owners = (name: string, block: number): unknown[] =>
    partsOf(picturePlan(planOf(name)).blocks[block]?.after).map(({ owner }) => owner);
  expect(owners("two-systems", 0)).toEqual(["none", "none", 0, 1, "several"]);
  expect(owners("extended", 0).slice(0, 6)).toEqual(["none", "none", 0, 1, "several", 2]);
  // Of parts of an array and a group: those of what lies on them.
  expect(owners("lvm-and-raid", 0).slice(0, 5)).toEqual(["none", "none", 1, "several", 0]);
  expect(owners("utility-in-roots", 0).slice(0, 5)).toEqual(["none", "none", 0, 1, 1]);
});

/** A layer that draws one bar. */
function drawBoxes(boxes: readonly Box[], size: number): readonly Part[] {
  const block: Block = {
    title: [{ text: "disk", tone: "bold" }],
    before: { elements: [{ kind: "bar", size, boxes }] },
  };
  const drawn = drawPlan(planOf("one-system-by-uefi"), [{ name: "boxes", draw: () => [block] }]);
  return partsOf(drawn[0]?.before);
}

function box(start: number, size: number, number: number): Box {
  return { start, size, number: `${number}`, label: "x", notes: [], fate: "lost" };
}

describe("parts of a bar", () => {
  const gaps = array(tuple(integer({ min: 0, max: 4000 }), integer({ min: 1, max: 2 ** 24 })), { maxLength: 40 });

  test("are all that is there in its order, and the gaps that are more than alignment; together they have the size of the disk", () => {
    assert(
      property(gaps, integer({ min: 0, max: 100_000 }), (list, rest) => {
        let end = 0;
        const boxes = list.map(([gap, size], index) => {
          const one = box(end + gap * MiB, size * MiB, index + 1);
          end = one.start + one.size;
          return one;
        });
        const total = end + rest * MiB;
        const parts = drawBoxes(boxes.toReversed(), total);
        expect(parts.filter(({ fate }) => fate !== "free").map(({ number }) => number)).toEqual(
          boxes.map(({ number }) => number),
        );
        const small = list
          .map(([gap]) => gap)
          .concat(rest)
          .filter((gap) => gap < 8);
        const left = small.reduce((sum, gap) => sum + gap * MiB, 0);
        expect(parts.reduce((sum, { room }) => sum + room, 0)).toBe(total - left);
        for (const { bytes, room } of parts) expect(room).toBe(bytes);
      }),
    );
  });

  test("never take more than the disk has, also if a table is wrong: each partition is there, except what holds others", () => {
    const wrong = array(record({ start: integer({ min: 0, max: 3000 }), size: integer({ min: 0, max: 3000 }) }), {
      maxLength: 12,
    });
    assert(
      property(wrong, (list) => {
        const boxes = list.map(({ start, size }, index) => box(start * MiB, size * MiB, index + 1));
        const parts = drawBoxes(boxes, 1000 * MiB);
        const numbers = parts.filter(({ fate }) => fate !== "free").map(({ number }) => number);
        const holders = boxes.filter((one) =>
          boxes.some(
            (other) =>
              other.size < one.size && other.start >= one.start && other.start + other.size <= one.start + one.size,
          ),
        );
        expect(numbers.length).toBe(boxes.length - holders.length);
        expect(parts.every(({ room }) => room >= 0)).toBe(true);
        expect(parts.reduce((sum, { room }) => sum + room, 0)).toBeLessThanOrEqual(1000 * MiB);
      }),
    );
  });

  test("of an extended partition those in it are drawn, and it is not", () => {
    const parts = drawBoxes(
      [box(MiB, 900 * MiB, 4), box(2 * MiB, 400 * MiB, 5), box(403 * MiB, 300 * MiB, 6)],
      1000 * MiB,
    );
    expect(parts.map(({ number, fate }) => number || fate)).toEqual(["5", "6", "free"]);
  });
});

describe("placed parts", () => {
  const part = record({ bytes: integer({ min: 0, max: 20_000 * 1000 ** 3 }), number: integer({ min: 1, max: 128 }) });

  test("stand one beside the other, do not overlap, and fill the bar from end to end", () => {
    assert(
      property(array(part, { minLength: 1, maxLength: 60 }), (list) => {
        // One of them has a size, or nothing would be to scale.
        const sized = list.map(({ bytes, number }, index): Part => ({
          ...{ bytes: bytes + (index === 0 ? 1 : 0), room: bytes + (index === 0 ? 1 : 0), number: `${number}` },
          ...{ label: "/srv", notes: ["ext4"], fate: "made", owner: 0 },
        }));
        const placed = placeParts(sized);
        let end = 0;
        for (const { x, width } of placed) {
          expect(x).toBe(end);
          expect(width).toBeGreaterThanOrEqual(Math.min(20, Math.floor(barUnits / list.length)));
          end = x + width;
        }
        expect(end).toBe(barUnits);
      }),
    );
  });

  test("a text is shown only where it has room, and one text at a time in each line", () => {
    for (const make of Object.values(drawnPlans)) {
      for (const { before, after } of picturePlan(make()).blocks) {
        for (const { width, labels } of [...placeParts(partsOf(before)), ...placeParts(partsOf(after))]) {
          for (const { text, line, from, until = Infinity } of labels) {
            // At least six pixels for each character.
            expect((from * width) / barUnits).toBeGreaterThanOrEqual(6 * textWidth(text));
            const others = labels.filter((one) => one.line === line && one.text !== text);
            expect(others.every((one) => one.from >= until || (one.until ?? Infinity) <= from)).toBe(true);
          }
        }
      }
    }
  });

  test("100 MiB of 20 TB are as wide as two digits need, with the number in it", () => {
    const tiny = nth(
      placeParts(partsOf(picturePlan(planOf("many-disks")).blocks[7]?.after)).filter(({ part: one }) =>
        one.label.endsWith("small"),
      ),
      0,
    );
    expect(tiny.part.bytes).toBe(100 * MiB);
    expect(tiny.width).toBeGreaterThanOrEqual(20);
    expect(tiny.labels.find(({ text }) => text === tiny.part.number)?.from).toBeLessThanOrEqual(barUnits);
  });
});

test("a partition that is left alone is told as what it is", () => {
  const plan = planOf("extended");
  const [disk, ...others] = plan.machine.disks;
  const foreign: Partition = {
    ...{ path: "/dev/sda9", number: 9, start: 60_000 * MiB, size: 10 * MiB, type: "x", partuuid: "y", name: null },
    ...{ content: { type: "ntfs", label: null, uuid: "z" }, uses: [] },
  };
  const found = { ...nth(disk === undefined ? [] : [disk], 0) };
  const machine = { ...plan.machine, disks: [{ ...found, partitions: [...found.partitions, foreign] }, ...others] };
  const disks = plan.disks.map((one, index) => {
    if (index > 0) return one;
    const left = { device: "/dev/sda9", number: 9, start: foreign.start, size: foreign.size, type: "x", partuuid: "y" };
    const partitions = one.partitions.filter(({ number }) => number !== 6);
    return { ...one, partitions: [...partitions, { ...left, name: "", purpose: "volume" as const }] };
  });
  const [block] = drawPlan({ ...plan, machine, disks }, storageLayers);
  expect(partsOf(block?.after).map(describePart)).toContain("9 ntfs, 10 MiB, kept");
});

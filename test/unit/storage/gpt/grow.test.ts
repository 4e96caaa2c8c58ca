/** A disk that grows: whatever lies on it and whatever is asked for, nothing moves, gets smaller, overlaps or leaves its room. */
import { array, assert, boolean, constantFrom, integer, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import { MiB, type SizeSpec } from "../../../../src/base/sizes.ts";
import type { PartSpec } from "../../../../src/config/deploy-config.ts";
import type { Disk, Partition } from "../../../../src/schema/inventory.ts";
import type { LayerRequest } from "../../../../src/storage/layer.ts";
import { growDisk } from "../../../../src/storage/gpt/grow.ts";
import type { PartSlot } from "../../../../src/storage/gpt/slot.ts";

const sector = 512;
const roomMiB = 400;

interface Piece {
  /** Sectors of free space before it, and its own. */
  readonly gap: number;
  readonly size: number;
  readonly name: string;
  readonly unfinished: boolean;
}

const names = ["a", "b", "c", "d", "e", ""];
const piece = record({
  gap: constantFrom(0, 1, 7, 2048, 2049, 40_000),
  size: integer({ min: 1, max: 120_000 }),
  name: constantFrom(...names),
  unfinished: boolean(),
});

/** Numbers in another order than places, with gaps between them. */
function diskOf(pieces: readonly Piece[], shift: number): Disk {
  let at = 2048;
  const partitions = pieces.flatMap(({ gap, size, name, unfinished }, index): Partition[] => {
    const start = at + gap;
    if (start + size > (roomMiB + 1) * 2048) return [];
    at = start + size;
    const number = ((index * 3 + shift) % 11) + 1;
    return [
      {
        ...{
          path: `/dev/x${number}`,
          number,
          start: start * sector,
          size: size * sector,
          type: "T",
          partuuid: `P${number}`,
        },
        ...{ name, content: null, uses: [], ...(unfinished ? { unfinished } : {}) },
      },
    ];
  });
  return {
    path: "/dev/x",
    size: (roomMiB + 2) * MiB,
    sectorSize: sector,
    table: { type: "gpt", id: "I" },
    partitions,
  } as unknown as Disk;
}

interface Asked {
  readonly name: string;
  readonly size: number;
}

function slotsOf(asked: readonly Asked[], rest: number): PartSlot[] {
  return asked.map(({ name, size: mib }, index): PartSlot => {
    const size: SizeSpec = index === rest ? { kind: "remaining" } : { kind: "bytes", bytes: mib * MiB };
    const part = { kind: "partition", size, pointer: `/${index}` } as unknown as PartSpec;
    return { purpose: "volume", type: "T", name, part, pointer: `/${index}` };
  });
}

const asked = record({ name: constantFrom(...names), size: integer({ min: 1, max: 120 }) });

test("nothing moves, gets smaller, overlaps or leaves its room, and what is new has a number of its own", () => {
  let grown = 0;
  let added = 0;
  assert(
    property(
      array(piece, { maxLength: 6 }),
      array(asked, { minLength: 1, maxLength: 7 }),
      nat(9),
      nat(10),
      boolean(),
      (pieces, wanted, rest, shift, keepAll) => {
        const disk = diskOf(pieces, shift);
        const request = { layers: [], newUuid: () => "u", config: {}, keepAll } as unknown as LayerRequest;
        const slots = slotsOf(wanted, rest);
        const { partitions, differences } = growDisk({
          request,
          disk,
          pointer: "/",
          declaredSize: roomMiB * MiB,
          slots,
        });
        const before = new Map(disk.partitions.map((one) => [one.number, one]));
        for (const { number, start, size, grownFrom, added: isAdded } of partitions) {
          const found = before.get(number);
          expect(isAdded === true).toBe(found === undefined);
          expect([start % sector, size % sector]).toEqual([0, 0]);
          expect(start).toBe(found?.start ?? start);
          expect(size).toBeGreaterThanOrEqual(found?.size ?? MiB);
          expect(grownFrom ?? size).toBe(found?.size ?? size);
          expect(isAdded !== true || start % MiB === 0).toBe(true);
        }
        // Also what the config does not name stays where it is, although such a plan is refused.
        const others = disk.partitions.filter(({ number }) => !partitions.some((one) => one.number === number));
        const all = [...partitions, ...others].toSorted((one, other) => one.start - other.start);
        for (const [index, { start, size }] of all.entries())
          expect(start + size).toBeLessThanOrEqual(all[index + 1]?.start ?? (roomMiB + 1) * MiB);
        expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
        const isChanged = partitions.some((one) => one.added === true || one.grownFrom !== undefined);
        expect(keepAll && isChanged).toBe(false);
        // Each that is asked for is planned, or told.
        expect(partitions.length + differences.length).toBeGreaterThanOrEqual(wanted.length);
        grown += partitions.filter((one) => one.grownFrom !== undefined).length;
        added += partitions.filter((one) => one.added === true).length;
      },
    ),
    { numRuns: 4000 },
  );
  expect(Math.min(grown, added)).toBeGreaterThan(100);
});

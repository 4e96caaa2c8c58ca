/** The arithmetic of a disk: whatever is asked for, partitions never overlap, leave the disk, or lose a MiB. */
import { assert, array, constant, constantFrom, integer, nat, option, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import { MiB, type SizeSpec } from "../../../../src/base/sizes.ts";
import { type Extent, type LayoutRequest, type LayoutResult, layOut } from "../../../../src/storage/gpt/layout.ts";

const GiB = 1024 * MiB;
const fixed = nat(3 * GiB).map((bytes): SizeSpec => ({ kind: "bytes", bytes: bytes + 1 }));
const percent = integer({ min: 1, max: 1000 }).map((tenths): SizeSpec => ({ kind: "percent", percent: tenths / 10 }));
const remaining = constant<SizeSpec>({ kind: "remaining" });

/** Up to eight volumes with "remaining" nowhere or at any place of the list. */
const volumeLists = tuple(
  array(
    constantFrom(0, 1).chain((which) => (which === 0 ? fixed : percent)),
    { maxLength: 8 },
  ),
  option(nat(8)),
).chain(([sizes, index]) => remaining.map((rest) => (index === null ? sizes : sizes.toSpliced(index, 0, rest))));

const requests = record({
  sectorSize: constantFrom(512, 4096),
  realSectors: nat(5_000_000).map((sectors) => sectors + 300),
  declaredShare: integer({ min: 1, max: 110 }),
  service: constantFrom([24 * MiB], [24 * MiB, 100 * MiB], [1], [2 * MiB + 1, 100 * MiB]),
  volumes: volumeLists,
}).map(({ sectorSize, realSectors, declaredShare, ...rest }): LayoutRequest => {
  const realSize = realSectors * 4096;
  return { ...rest, sectorSize, realSize, declaredSize: Math.ceil((realSize * declaredShare) / 100) };
});

/** Where the second GPT begins: 128 entries of 128 bytes and a header. */
function backupTable({ realSize, sectorSize }: LayoutRequest): number {
  return realSize - sectorSize - Math.max(128 * 128, sectorSize);
}

/** What the config gives out, less where the disk holds less from 1 MiB on to its second table. */
function usable(request: LayoutRequest): number {
  return Math.floor(Math.max(0, Math.min(request.declaredSize, backupTable(request) - MiB)) / MiB);
}

function expectWhole(extents: readonly Extent[], request: LayoutRequest): void {
  expect(extents).toHaveLength(request.service.length + request.volumes.length);
  let end = MiB;
  for (const { start, size } of extents) {
    expect(start % MiB).toBe(0);
    expect(size).toBeGreaterThanOrEqual(MiB);
    expect(size % MiB).toBe(0);
    expect(start).toBe(end);
    end = start + size;
  }
  expect(end).toBeLessThanOrEqual(backupTable(request));
  expect(end - MiB).toBeLessThanOrEqual(request.declaredSize);
}

/** The sizes that may come of what is asked for, in MiB: from, to. */
function bounds(size: SizeSpec, free: number, rest: number): { readonly least: number; readonly most: number } {
  if (size.kind === "remaining") return { least: rest, most: rest };
  if (size.kind === "bytes") return { least: Math.ceil(size.bytes / MiB), most: Math.ceil(size.bytes / MiB) };
  const exact = (free * size.percent) / 100;
  return { least: exact - 1, most: Math.max(exact, 1) };
}

function expectSizes(extents: readonly Extent[], request: LayoutRequest): void {
  const service = request.service.map((bytes) => Math.ceil(bytes / MiB));
  const free = usable(request) - service.reduce((sum, size) => sum + size, 0);
  expect(extents.slice(0, service.length).map(({ size }) => size / MiB)).toEqual(service);
  const asked = extents.slice(service.length).map(({ size }) => size / MiB);
  const given = asked.reduce((sum, size) => sum + size, 0);
  expect(given).toBeLessThanOrEqual(free);
  asked.forEach((size, index) => {
    const { least, most } = bounds(request.volumes[index] ?? { kind: "remaining" }, free, free - (given - size));
    expect(size).toBeGreaterThanOrEqual(least);
    expect(size).toBeLessThanOrEqual(most);
  });
}

function expectRefusal(result: LayoutResult, request: LayoutRequest): void {
  expect(result).toMatchObject({ kind: "too-small", available: usable(request) * MiB });
  expect(result.kind === "too-small" && result.needed > result.available).toBe(true);
}

test("no layout overlaps, leaves the disk or gives another size than asked for; what does not fit is refused", () => {
  const seen = { fits: 0, "too-small": 0 };
  assert(
    property(requests, (request) => {
      const result = layOut(request);
      seen[result.kind] += 1;
      if (result.kind === "too-small") {
        expectRefusal(result, request);
        return;
      }
      expectWhole(result.extents, request);
      expectSizes(result.extents, request);
    }),
    { numRuns: 12_000 },
  );
  expect(Math.min(seen.fits, seen["too-small"])).toBeGreaterThan(1000);
});

function place(volumes: readonly SizeSpec[], more: Partial<LayoutRequest> = {}): [number, number][] | string {
  const result = layOut({
    realSize: GiB,
    sectorSize: 512,
    declaredSize: GiB,
    service: [24 * MiB, 100 * MiB],
    volumes,
    ...more,
  });
  return result.kind === "fits"
    ? result.extents.map(({ start, size }) => [start / MiB, size / MiB])
    : `${result.needed / MiB} > ${result.available / MiB}`;
}

const mib = (count: number): SizeSpec => ({ kind: "bytes", bytes: count * MiB });

test("a disk that is as large as declared gives 2 MiB to its tables", () => {
  expect(place([{ kind: "remaining" }])).toEqual([
    [1, 24],
    [25, 100],
    [125, 898],
  ]);
  expect(place([mib(898)])).toEqual([
    [1, 24],
    [25, 100],
    [125, 898],
  ]);
  expect(place([mib(899)])).toBe("1023 > 1022");
});

test("a larger disk gives all that is declared, and no more", () => {
  expect(place([mib(900)], { realSize: 2 * GiB })).toEqual([
    [1, 24],
    [25, 100],
    [125, 900],
  ]);
  expect(place([mib(901)], { realSize: 2 * GiB })).toBe("1025 > 1024");
  expect(place([{ kind: "remaining" }], { realSize: 2 * GiB })).toEqual([
    [1, 24],
    [25, 100],
    [125, 900],
  ]);
});

test("remaining in the middle takes the rest, and what follows is packed against the end", () => {
  const half: SizeSpec = { kind: "percent", percent: 50 };
  expect(place([mib(100), { kind: "remaining" }, half, mib(10)], { realSize: 2 * GiB })).toEqual([
    [1, 24],
    [25, 100],
    [125, 100],
    [225, 340],
    [565, 450],
    [1015, 10],
  ]);
});

test("the second table of a disk with large sectors takes no more than a MiB either", () => {
  expect(place([{ kind: "remaining" }], { sectorSize: 4096 })).toEqual([
    [1, 24],
    [25, 100],
    [125, 898],
  ]);
});

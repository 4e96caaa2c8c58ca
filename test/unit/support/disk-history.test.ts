/** The history of a disk out of the log of its writes: any moment of it, with what was not flushed there or lost. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../support/crash/crash-states.ts";
import { DiskHistory, isBefore, losing, type Place } from "../../support/crash/disk-history.ts";

const sectors = 16;
const markSector = 15;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bareon-test-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function entry(sector: number, text: string, flags = 0n): Buffer {
  const data = Buffer.from(text.padEnd(Math.ceil(text.length / 512) * 512, " "), "latin1");
  const head = Buffer.alloc(512);
  for (const [index, value] of [BigInt(sector), BigInt(data.length / 512), flags].entries())
    head.writeBigUInt64LE(value, 8 * index);
  return Buffer.concat([head, data]);
}

/** Two writes, a flush, a mark and a write of two sectors, a flush, and the last one again. */
function makeLog(): Buffer {
  const entries = [
    ...[entry(1, "one"), entry(2, "two"), entry(0, "", 1n)],
    ...[entry(markSector, "ack 1"), entry(2, `TWO${" ".repeat(509)}THREE`), entry(0, "", 1n)],
    entry(3, "three"),
  ];
  const head = Buffer.alloc(512);
  head.writeBigUInt64LE(BigInt(entries.length), 16);
  return Buffer.concat([head, ...entries]);
}

async function open(name: string): Promise<DiskHistory> {
  const [before, log] = [join(folder, "before"), join(folder, "log")];
  await writeFile(before, Buffer.alloc(sectors * 512, "-"));
  await writeFile(log, makeLog());
  return await DiskHistory.open(join(folder, name), { before, log, markSector });
}

async function words(path: string): Promise<string> {
  const bytes = await readFile(path);
  return [1, 2, 3].map((sector) => bytes.toString("latin1", sector * 512, sector * 512 + 5).trim()).join(" ");
}

test("every moment can be shown in its order, and what was not flushed is there sector by sector", async () => {
  const history = await open("shown");
  expect(history.mark("ack 1")).toEqual({ text: "ack 1", epoch: 1, begun: 0 });
  const seen: [Place, string[]][] = [
    [{ epoch: 0, begun: 0 }, ["----- ----- -----"]],
    [{ epoch: 0, begun: 1 }, ["one ----- -----"]],
    [{ epoch: 1, begun: 1 }, ["one two -----"]],
    [{ epoch: 1, begun: 2 }, ["one TWO THREE"]],
    [{ epoch: 3, begun: 0 }, ["one TWO three"]],
  ];
  for (const [place, [wanted]] of seen) {
    expect(await history.show(place)).toBe(0);
    expect(await words(history.path)).toBe(wanted);
    if (place.epoch !== 1 || place.begun !== 2) continue;
    const torn = [true, true, false];
    expect(await history.show(place, () => torn.shift() ?? true)).toBe(1);
    expect(await words(history.path)).toBe("one TWO -----");
    expect(await words(await history.copyAt(history.end, join(folder, "copy")))).toBe("one TWO three");
    expect(await words(history.path)).toBe("one TWO -----");
  }
  await expect(history.show({ epoch: 0, begun: 0 })).rejects.toThrow("forwards");
});

test("in the range sectors are lost one by one, elsewhere blocks of 4 KiB", () => {
  let asked = 0;
  const keeps = losing({ start: 16, end: 24 }, () => asked++ % 2 === 0);
  const kept = (from: number, count: number): string =>
    Array.from({ length: count }, (_, index) => (keeps({ sector: from + index, bytes: Buffer.alloc(512) }) ? "k" : "-"))
      .join("")
      .replaceAll(/.{8}/gu, "$& ")
      .trim();
  expect(kept(0, 24)).toBe("kkkkkkkk -------- k-k-k-k-");
  // The same block once more is another write.
  expect(kept(24, 8)).toBe("kkkkkkkk");
  expect(kept(24, 8)).toBe("--------");
  expect(kept(27, 8)).toBe("kkkkk---");
});

test("random places are between the two, in their order, and the same for the same numbers", async () => {
  const history = await open("places");
  const from = history.mark("ack 1");
  const choose = (): Place[] =>
    history.places(from, history.end, 30, { random: createRandom(7), range: { start: 3, end: 4 } });
  const places = choose();
  expect(places).toEqual(choose());
  expect(places).toHaveLength(30);
  expect(places.every((place) => isBefore(from, place))).toBe(true);
  expect(places.every((place, index) => index === 0 || !isBefore(place, places[index - 1] ?? place))).toBe(true);
  expect(new Set(places.map(({ epoch }) => epoch))).toEqual(new Set([1, 2]));
});

/** A partition table is changed in a disk image as sfdisk would change it, and is whole after every single write. */
import { copyFile, open, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { changeTable, type TableChange } from "../../../src/deploy/partition-table.ts";
import { isWhole, parseHeader } from "../../../src/formats/gpt.ts";
import type { Context } from "../../../src/host/host.ts";
import type { PlannedPartition } from "../../../src/schema/plan.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const MiB = 1024 * 1024;
const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

function partition(number: number, start: number, size: number): PlannedPartition {
  return {
    ...{ device: `/dev/x${number}`, number, start: start * MiB, size: size * MiB, type: linux, purpose: "volume" },
    ...{ partuuid: `6C1B6EBB-F13E-4626-8065-6FD4E13B6BA${number}`, name: `part ${number} /srv`, added: true },
  };
}

const two = [partition(1, 1, 2), partition(3, 5, 2)];
const bytesOfDisk = 12 * MiB;

function script(partitions: readonly PlannedPartition[]): string {
  return partitions
    .map(({ number, start, size, type, partuuid, name }) =>
      [
        `${number} : start=${start / 512}`,
        `size=${size / 512}, type=${type}, uuid=${partuuid}, name="${name}", attrs="GUID:63"`,
      ].join(", "),
    )
    .join("\n");
}

interface Image {
  readonly path: string;
  readonly size: number;
  readonly sectorSize: number;
}

async function makeImage(head = "label: gpt"): Promise<Image> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const path = join(folder.path, "disk.img");
  await writeFile(path, "");
  await truncate(path, bytesOfDisk);
  await execa({ input: `${head}\nunit: sectors\n\n${script(two)}\n` })("sfdisk", ["--quiet", path]);
  return { path, size: bytesOfDisk, sectorSize: 512 };
}

async function dump(path: string): Promise<string> {
  const { stdout } = await execa("sfdisk", ["--dump", path]);
  return stdout.replaceAll(path, "X").replace(/^device: .*$/mu, "");
}

/** The entries as the kernel takes them: from the header in front alone; undefined if it would take none. */
async function kernelSees(path: string): Promise<string | undefined> {
  await using file = await open(path);
  const bytes = Buffer.alloc(MiB);
  await file.read(bytes, 0, MiB, 0);
  const header = parseHeader(bytes.subarray(512, 1024));
  if (header === undefined) return undefined;
  const entries = bytes.subarray(header.entries * 512, header.entries * 512 + header.length);
  return isWhole(header, entries) ? entries.toString("hex") : undefined;
}

/** What the kernel sees after each write, repetitions left out; the last write is the `most`th. */
async function change(image: Image, more: Partial<TableChange>, most = Infinity): Promise<(string | undefined)[]> {
  const ctx = localContext();
  const seen = [await kernelSees(image.path)];
  let count = 0;
  const host: Context["host"] = {
    ...ctx.host,
    writeInSector: async (path, offset, bytes) => {
      if (count === most) throw new Error("power");
      count += 1;
      await ctx.host.writeInSector(path, offset, bytes);
      const now = await kernelSees(path);
      if (now !== seen.at(-1)) seen.push(now);
    },
  };
  await changeTable({ ...ctx, host }, image, { add: [], remove: [], clear: [], ...more });
  return seen;
}

/** The tables at both ends are whole, and sfdisk has nothing to say of them. */
async function expectWhole(path: string): Promise<void> {
  const { stdout, stderr } = await execa("sfdisk", ["--verify", path]);
  expect([stdout, stderr]).toEqual([expect.stringContaining("No errors detected."), ""]);
  // Without the one in front, the one at the end is taken.
  await copyFile(path, `${path}.copy`);
  await using file = await open(`${path}.copy`, "r+");
  await file.write(Buffer.alloc(512), 0, 512, 512);
  expect(await dump(`${path}.copy`)).toBe(await dump(path));
}

test("added and removed as by sfdisk; the kernel sees the former table until it sees the new one", async () => {
  const [image, other] = [await makeImage(), await makeImage()];
  const before = await dump(image.path);
  const bytes = await readFile(image.path);
  const more = [partition(2, 3, 2), partition(7, 8, 3)];
  expect(await change(image, { add: more })).toEqual([expect.any(String), await kernelSees(image.path)]);
  await execa({ input: `unit: sectors\n\n${script(more)}\n` })("sfdisk", ["--quiet", "--append", other.path]);
  const withoutId = (text: string): string => text.replace(/label-id: .*/u, "");
  expect(withoutId(await dump(image.path))).toBe(withoutId(await dump(other.path)));
  await expectWhole(image.path);
  expect(await change(image, { remove: [2, 7, 9] })).toEqual([expect.any(String), await kernelSees(image.path)]);
  expect(await dump(image.path)).toBe(before);
  expect(Buffer.compare(await readFile(image.path), bytes)).toBe(0);
});

test("cut off after any write, the table has the partition or not, and is changed again", async () => {
  const image = await makeImage();
  const original = await readFile(image.path);
  for (let most = 0; ; most += 1) {
    await writeFile(image.path, original);
    const cut = await change(image, { add: [partition(4, 8, 2)] }, most).catch((error: unknown) => String(error));
    if (Array.isArray(cut)) break;
    expect(cut).toBe("Error: power");
    const isThere = (await dump(image.path)).includes("X4 ");
    await change(image, isThere ? { remove: [4] } : { add: [partition(4, 8, 2)] });
    await expectWhole(image.path);
    expect((await dump(image.path)).includes("X4 ")).toBe(!isThere);
  }
});

/** The lines of these partitions alone. */
async function linesOf(path: string): Promise<string[]> {
  return (await dump(path))
    .split("\n")
    .filter((line) => line.startsWith("X"))
    .map((line) => line.replaceAll(/ +/gu, " "));
}

test.for([1, 2])(
  "made larger on a disk %d times as large: cut off after any write, it has the one size or the other, and all else stays",
  async (times) => {
    const image = await makeImage();
    const attributes = "RequiredPartition LegacyBIOSBootable GUID:48,60,63";
    await execa("sfdisk", ["--quiet", "--part-attrs", image.path, "3", attributes]);
    await truncate(image.path, times * bytesOfDisk);
    const larger = { ...image, size: times * bytesOfDisk };
    const grow = [{ ...partition(3, 5, times === 1 ? 4 : 15), name: "another", type: "no type", partuuid: "none" }];
    const original = await readFile(image.path);
    const before = await linesOf(image.path);
    const size = `size= ${(grow[0]?.size ?? 0) / 512},`;
    const after = before.map((line) => (line.startsWith("X3") ? line.replace(/size= \d+,/u, size) : line));
    for (let most = 0; ; most += 1) {
      await writeFile(image.path, original);
      const cut = await change(larger, { grow }, most).catch((error: unknown) => String(error));
      const left = await linesOf(image.path);
      expect(left.join() === before.join() || left.join() === after.join(), left.join("\n")).toBe(true);
      await change(larger, { grow });
      expect(await linesOf(image.path)).toEqual(after);
      expect(after[1]).toContain(`attrs="${attributes}"`);
      if (Array.isArray(cut)) break;
    }
  },
);

test("on a disk that has grown, the copy goes to its end, and the room before that can be had", async () => {
  const image = await makeImage();
  await truncate(image.path, 2 * bytesOfDisk);
  const grown = { ...image, size: 2 * bytesOfDisk };
  await change(grown, { add: [partition(4, 18, 4)] });
  expect(await dump(image.path)).toContain("X4 ");
  expect(await dump(image.path)).toContain(`last-lba: ${(2 * bytesOfDisk) / 512 - 34}`);
  await using file = await open(image.path, "r+");
  await file.write(Buffer.alloc(512), 0, 512, 512);
  expect(await dump(image.path)).toContain("X4 ");
});

test("tables of other programs let partitions begin earlier than they do: theirs change as safely", async () => {
  const image = await makeImage("label: gpt\nfirst-lba: 34");
  expect(await change(image, { add: [partition(4, 8, 2)] })).toHaveLength(2);
  await expectWhole(image.path);
  expect(await dump(image.path)).toMatch(/first-lba: 34\n/u);
});

test("without room for a second table the partitions are added all the same", async () => {
  const image = await makeImage("label: gpt\nfirst-lba: 34");
  const narrow = { ...partition(4, 0, 1), start: 34 * 512, size: 512 * 512 };
  await change(image, { add: [narrow] });
  await change(image, { add: [partition(5, 8, 2)] });
  await expectWhole(image.path);
  expect(await dump(image.path)).toMatch(/X4 : start= +34, .*X5 /su);
});

test("a place that is taken, a number that is, and a table that is not whole are left as they are", async () => {
  const image = await makeImage();
  const bytes = await readFile(image.path);
  const clear = [{ program: "false", args: [] }];
  for (const one of [partition(4, 2, 2), partition(3, 8, 2), partition(4, 11, 1), partition(129, 8, 2)])
    await expect(change(image, { add: [one], clear })).rejects.toThrow(/has no room for a partition/u);
  // Old signatures in the place are erased before it is a partition.
  await expect(change(image, { add: [partition(4, 8, 2)], clear })).rejects.toThrow(/false/u);
  expect(Buffer.compare(await readFile(image.path), bytes)).toBe(0);
  bytes[1024 + 56] = 1;
  await writeFile(image.path, bytes);
  await expect(change(image, { remove: [1] })).rejects.toThrow(/has no whole partition table at its start/u);
});

/**
 * What superblocks say of how large a filesystem can become, as the real programs write them: what mke2fs leaves behind the last block
 * group is nothing to become larger by, and what cannot become larger is known before anything is changed.
 */
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import { judgeGrowth } from "../../../src/storage/filesystem/layer/grow.ts";
import { measureFilesystem } from "../../../src/storage/filesystem/filesystems.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const plain = "^metadata_csum_seed,^orphan_file";
/** Sizes around the end of a block group: group 25 has a copy of the superblock and group 10 has none. */
const sizes = [640, 1281, 1282, 1283, 1284, 3201, 3202, 3204, 3208];

test.for([
  ["as a deploy makes it", ["-O", plain], true],
  ["without 64bit and room to grow", ["-O", `${plain},^64bit,^resize_inode`], true],
  ["a copy of the superblock in each group", ["-O", `${plain},^sparse_super,^resize_inode,^flex_bg`], true],
  ["small inodes, and few of them", ["-O", plain, "-I", "128", "-i", "65536"], true],
  ["small blocks", ["-O", plain, "-b", "1024"], false],
] as const)("%s", { timeout: 120_000 }, async ([, options, isLost]) => {
  await using folder = await scratchFolder();
  const image = join(folder.path, "image");
  const lost: number[] = [];
  for (const size of sizes.map((one) => one * MiB)) {
    await writeFile(image, "");
    await truncate(image, size);
    await execa("mkfs.ext4", ["-q", "-F", ...options, image]);
    const { stdout } = await execa("head", ["--bytes=131072", image], { encoding: "buffer" });
    const measured = measureFilesystem("ext4", stdout);
    const { size: taken = 0, spare = 0 } = measured ?? {};
    lost.push((size - taken) / MiB);
    expect(taken === size || size - taken < spare).toBe(true);
    const content = { type: "ext4", label: null, uuid: null, ...measured };
    expect(judgeGrowth({ type: "ext4", size }, { path: image, size, content }), `${size / MiB} MiB`).toEqual({});
    // One more whole group is none that is left alone.
    const grown = { type: "ext4" as const, size: size + 128 * MiB };
    expect(judgeGrowth(grown, { path: image, size, content })).toEqual({ from: taken });
  }
  expect(lost.includes(2)).toBe(isLost);
});

/** The first bytes of a filesystem on a file of 1300 MiB. */
async function headOf(program: string, options: readonly string[]): Promise<Uint8Array> {
  await using folder = await scratchFolder();
  for (const name of ["image", "log"]) {
    await writeFile(join(folder.path, name), "");
    await truncate(join(folder.path, name), 1300 * MiB);
  }
  await execa(program, [...options, "image"], { cwd: folder.path });
  return (await execa("head", ["--bytes=131072", "image"], { cwd: folder.path, encoding: "buffer" })).stdout;
}

test.for([
  ["ext4", ["-q", "-F", "-O", "sparse_super2"], "with sparse_super2"],
  ["ext4", ["-q", "-F", "-O", "bigalloc"], "with bigalloc"],
  ["xfs", ["-q"], undefined],
] as const)("%s made with %j: %s", async ([type, options, reason]) => {
  expect(measureFilesystem(type, await headOf(`mkfs.${type}`, options))?.fixed).toBe(reason);
});

test("an ext4 whose blocks have numbers of 32 bits has at most so many", async () => {
  const head = async (features: string): Promise<number | undefined> =>
    measureFilesystem("ext4", await headOf("mkfs.ext4", ["-q", "-F", "-O", features]))?.largest;
  expect(await head("64bit")).toBeUndefined();
  expect(await head("^64bit")).toBe((2 ** 32 - 1) * 4096);
  const content = { type: "ext4", label: null, uuid: null, size: 8e12, largest: (2 ** 32 - 1) * 4096 };
  const judged = (size: number, now: number): unknown =>
    judgeGrowth({ type: "ext4", size }, { path: "/dev/sda1", size: now, content });
  expect(judged(17e12, 8e12)).toEqual({ from: 8e12 });
  expect(judged(18e12, 8e12)).toEqual({ problem: "this ext4 is not made larger than 16777215.996 MiB" });
  expect(judged(18e12, 18e12)).toEqual({});
});

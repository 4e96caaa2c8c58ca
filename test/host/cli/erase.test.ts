/** bareon-provision erase on loop devices: what was named is gone, what is in use or shared is refused, and nothing else is touched. */
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { type BlankDisk, blankDisk } from "../../support/disks/blank-disk.ts";
import { compareImages, copyImage, identical } from "../../support/disks/image-copy.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { apart } from "../../support/hosts/apart.ts";

interface Ended {
  readonly code: number | undefined;
  readonly text: string;
  readonly result: { readonly done?: boolean; readonly steps?: readonly string[] };
}

async function erase(...words: readonly string[]): Promise<Ended> {
  const [program, args] = apart(provisionProgram, ["erase", "--json", "--log-file", "/dev/null", ...words]);
  const { exitCode, stdout, stderr } = await execa(program, args, { reject: false });
  return { code: exitCode, text: stderr, result: JSON.parse(stdout) as Ended["result"] };
}

async function setUp(): Promise<Scratch> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  return folder;
}

/** A disk with a table and two partitions, of which the first holds ext4. */
async function usedDisk(folder: Scratch, name: string): Promise<BlankDisk> {
  const disk = await blankDisk(folder, name, 64);
  onTestFinished(async () => {
    await execa("partx", ["--delete", "--", disk.device], { reject: false });
    await disk[Symbol.asyncDispose]();
  });
  await execa("sfdisk", ["--quiet", "--label", "gpt", disk.device], { input: "size=20MiB\n\n" });
  await execa("partx", ["--update", "--", disk.device]);
  await execa("mkfs.ext4", ["-q", "-F", `${disk.device}p1`]);
  return disk;
}

async function signatures({ device }: BlankDisk): Promise<string> {
  await execa("blockdev", ["--flushbufs", device]);
  return (await execa("wipefs", ["--parsable", "--noheadings", "--", device])).stdout;
}

test("a disk loses all that was on it, and only when it is asked to; the one beside it stays", async () => {
  const folder = await setUp();
  const [disk, other] = [await usedDisk(folder, "disk.img"), await usedDisk(folder, "other.img")];
  const before = await copyImage(other.path);
  const dry = await erase(`--disk=name=${disk.device}`, "--dry-run");
  expect([dry.code, dry.result.done]).toEqual([0, false]);
  expect(dry.result.steps).toEqual([`Erase what is on ${disk.device}`]);
  expect(await signatures(disk)).toContain("gpt");

  const done = await erase(`--disk=name=${disk.device}`);
  expect([done.code, done.result.done], done.text).toEqual([0, true]);
  expect(await signatures(disk)).toBe("");
  await execa("blockdev", ["--flushbufs", other.device]);
  expect(await compareImages(before, other.path)).toEqual(identical);
});

test("what is mounted as a system needs it is refused, and nothing is written", async () => {
  const folder = await setUp();
  const disk = await usedDisk(folder, "disk.img");
  await execa("mkdir", [`${folder.path}/mnt`]);
  await execa("mount", ["-o", "ro", "--", `${disk.device}p1`, `${folder.path}/mnt`]);
  onTestFinished(async () => void (await execa("umount", [`${folder.path}/mnt`])));
  const refused = await erase(`--disk=name=${disk.device}`);
  expect(refused.code).toBe(6);
  expect(refused.text).toContain("is in use: it is mounted on");
  expect(await signatures(disk)).toContain("gpt");
});

test.for([
  [[], 2, "Which disks?"],
  [["--disk=sda"], 2, "this names no disk"],
  [["--disk=colour=red"], 2, "this names no disk"],
  [["--disk=serial=none-has-this"], 5, "no disk with serial"],
] as const)("%j ends with %i: %s", async ([words, code, text]) => {
  const ended = await erase(...words);
  expect(ended.code).toBe(code);
  expect(ended.text).toContain(text);
});

/**
 * Policy grow on loop disks: partitions get larger with all that is on them, others are added, a cut at any point is made up for by the
 * same config, and what cannot be done changes nothing. What lies on LVM is tried in test/vm/grow.test.ts, as this machine may have none.
 */
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Plan } from "../../../src/schema/plan.ts";
import { compareImages, copyImage, identical } from "../../support/disks/image-copy.ts";
import { forgetPartitions } from "../../support/disks/loop-disk.ts";
import { partitionSums } from "../../support/disks/partition-sums.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { apart } from "../../support/hosts/apart.ts";

const mib = 1024 * 1024;

let folder: Scratch;
let image: string;
let device: string;

async function attach(): Promise<void> {
  ({ stdout: device } = await execa("losetup", ["--find", "--show", "--", image]));
  await forgetPartitions(device);
  await execa("partx", ["--add", "--", device], { reject: false });
}

async function detach(): Promise<void> {
  await forgetPartitions(device);
  await execa("losetup", ["--detach", device]);
}

beforeAll(async () => {
  folder = await scratchFolder();
});

afterAll(async () => await folder[Symbol.asyncDispose]());

beforeEach(async () => {
  image = join(folder.path, "disk.img");
  await execa("rm", ["-f", image]);
  await writeFile(image, "");
  await truncate(image, 1602 * mib);
  await attach();
  return detach;
});

interface Volume {
  readonly [key: string]: unknown;
}

const volume = (mount: string, size: number | string, file_system: string, more: object = {}): Volume => ({
  ...{ type: "partition", mount, size, file_system },
  ...more,
});
const raw = (name: string, size: number): Volume => ({ type: "partition", name, mount: "none", size });

function config(policy: string, volumes: readonly Volume[], size = 1600): string {
  return JSON.stringify({
    partitions_policy: policy,
    images: [{ name: "os", boot_tool: false, image_pull_url: join(folder.path, "os"), target: "/" }],
    partitions: [{ type: "disk", id: { type: "name", value: device }, size, volumes }],
  });
}

interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(words: readonly string[], text: string): Promise<Ended> {
  const files = ["--log-file", join(folder.path, "log")];
  const all = [...words, ...(words[0] === "plan" ? [] : files), "--input_data", text];
  const { exitCode, stdout, stderr } = await execa(...apart(provisionProgram, all), { reject: false });
  return { exitCode, stdout, stderr };
}

/** The phase that makes the layout, alone. */
async function layOut(text: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(["deploy", "--until", "storage"], text);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

async function planned(text: string): Promise<Plan> {
  const { exitCode, stdout, stderr } = await run(["plan", "--json"], text);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as Plan;
}

/** Runs a shell script in the filesystem of a partition, mounted for it alone. */
async function inside(number: number, script: string): Promise<string> {
  const own = await scratchFolder();
  const lines = `mount ${device}p${number} "$1"\ncd "$1"\n${script}\ncd /\numount "$1"`;
  const { stdout } = await execa("unshare", ["--mount", "sh", "-euc", lines, "sh", own.path]);
  await own[Symbol.asyncDispose]();
  return stdout;
}

/** Files of many sizes, a link, and attributes. */
const fill = `for n in $(seq 1 200); do head -c $((n * 1500)) /dev/urandom > "file $n"; done
mkdir -p deep/er; ln "file 1" deep/hard; ln -s "../file 2" deep/er/soft; chmod 4750 "file 3"; chown 7:9 "file 4"; setfattr -n user.x -v y "file 5"`;
const sums = `find . -type f -not -path './lost+found/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum
find . -not -path './lost+found*' -printf '%p %i %m %U %G %l %n %T@\\n' | grep -v '^\\. ' | sort | sha256sum
getfattr -n user.x "file 5"`;
const room = "df --block-size=1M --output=size . | tail -n 1 | tr -d ' '";

async function contentOf(number: number): Promise<string> {
  return await inside(number, sums);
}

/** Partitions: 1 boot code, 2 root, 3 raw bytes without a filesystem, 4 what grows. */
const root = volume("/", 64, "ext4");
const bytes = raw("bytes", 16);

async function fillRaw(): Promise<string[]> {
  await execa("sh", ["-c", `head -c 16777216 /dev/urandom > ${device}p3; sync ${device}p3`]);
  return await partitionSums(image, [1, 2, 3]);
}

/** Whether the programs of this machine may make an ext4 larger: not in a container without that right. */
async function mayGrowExt4(): Promise<boolean> {
  const status = await readFile("/proc/self/status", "utf8");
  const { hex = "0" } = /^CapEff:\s*(?<hex>[\da-f]+)$/mu.exec(status)?.groups ?? {};
  return ((BigInt(`0x${hex}`) >> 24n) & 1n) === 1n;
}

describe.each(["xfs", "btrfs"])("%s", (type) => {
  test("a partition at the end gets larger with its files, new ones of each kind are added, and nothing else changes", async () => {
    await layOut(config("clean", [root, bytes, volume("/srv", 320, type)]));
    await inside(4, fill);
    const [content, others] = [await contentOf(4), await fillRaw()];
    const more = [
      volume("/new-ext4", 64, "ext4"),
      volume("/new-xfs", 304, "xfs"),
      volume("/new-btrfs", "remaining", "btrfs"),
    ];
    const text = config("grow", [root, bytes, volume("/srv", 512, type), ...more]);
    const shown = (await run(["plan"], text)).stdout;
    expect(shown).toMatch(/p4 +512 MiB +GROWN from 320 MiB/u);
    expect(shown).toMatch(/p7 +\S+ MiB +NEW +btrfs/u);
    expect(await layOut(text)).toContain("What the node boots was left alone.");
    expect(await contentOf(4)).toBe(content);
    expect(await partitionSums(image, [1, 2, 3])).toEqual(others);
    expect(Number(await inside(4, room))).toBeGreaterThan(400);
    for (const number of [5, 6, 7]) await inside(number, "touch mine");
    expect((await execa("sfdisk", ["--dump", device])).stdout).not.toContain("GUID:52");
    // Once more: nothing is left to be done, and what is on the new ones stays.
    expect(JSON.stringify((await planned(text)).steps)).not.toMatch(/grow|change-table|mkfs|finish/u);
    await layOut(text);
    for (const number of [5, 6, 7]) await inside(number, "test -e mine");
    expect((await execa("sfdisk", ["--verify", device])).stdout).toContain("No errors detected");
  });

  test("a larger disk, and a gap in the middle: both are filled without anything being moved", async () => {
    await layOut(
      config("clean", [
        root,
        bytes,
        volume("/srv", 320, type),
        volume("/gone", 64, "ext4"),
        volume("/last", 320, type),
      ]),
    );
    for (const number of [4, 6]) await inside(number, fill);
    const [middle, last, others] = [await contentOf(4), await contentOf(6), await fillRaw()];
    await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", "--delete", device, "5"]);
    await detach();
    await truncate(image, 2402 * mib);
    await attach();
    const text = config("grow", [root, bytes, volume("/srv", 384, type), volume("/last", "remaining", type)], 2400);
    const starts = (plan: Plan): number[] => plan.machine.disks[0]?.partitions.map(({ start }) => start) ?? [];
    const before = starts(await planned(text));
    await layOut(text);
    expect(starts(await planned(text))).toEqual(before);
    expect([await contentOf(4), await contentOf(6)]).toEqual([middle, last]);
    expect(await partitionSums(image, [1, 2, 3])).toEqual(others);
    expect(Number(await inside(6, room))).toBeGreaterThan(1400);
    expect((await execa("sfdisk", ["--verify", device])).stdout).toContain("No errors detected");
  });

  test("cut between the table and the filesystem: the same config makes the rest", async () => {
    await layOut(config("clean", [root, bytes, volume("/srv", 320, type)]));
    await inside(4, fill);
    const content = await contentOf(4);
    const text = config("grow", [root, bytes, volume("/srv", 512, type), volume("/new", 64, "ext4")]);
    const plan = await planned(text);
    const change = plan.steps.findIndex(({ kind }) => kind === "change-table");
    // As the table is after that step: the same bytes that a power cut right behind it would leave.
    expect(change).toBe(0);
    const { stdout: dump } = await execa("sfdisk", ["--dump", device]);
    const [, , , , four = ""] = dump.split("\n").filter((line) => /start=/u.test(line) || line === "");
    expect(four).toContain(`${device}p4`);
    const [grown, added] = plan.disks[0]?.partitions.slice(-2) ?? [];
    const lines = `${dump.replace(/(p4 : start= *\d+, size= *)\d+/u, `$1${(grown?.size ?? 0) / 512}`)}\n${device}p5 : start=${(added?.start ?? 0) / 512}, size=${(added?.size ?? 0) / 512}, type=${added?.type}, uuid=${added?.partuuid}, name="${added?.name}", attrs="GUID:52,63"\n`;
    await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", device], { input: lines });
    await execa("partx", ["--update", device]);
    // And a filesystem that was being made.
    await execa("mkfs.ext4", ["-q", "-L", "half", `${device}p5`]);
    const rest = await planned(text);
    expect(rest.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["grow-filesystem", "make-filesystem", "finish-partitions"]),
    );
    expect(rest.steps.map(({ kind }) => kind)).not.toContain("change-table");
    await layOut(text);
    expect(await contentOf(4)).toBe(content);
    expect(Number(await inside(4, room))).toBeGreaterThan(400);
    expect(
      (await execa("blkid", ["--probe", "--output", "value", "--match-tag", "LABEL", `${device}p5`], { reject: false }))
        .stdout,
    ).toBe("");
    expect((await execa("sfdisk", ["--dump", device])).stdout).not.toContain("GUID:52");
  });
});

test("new partitions get numbers behind a gap in those that are there", async () => {
  const [gone, last] = [volume("/gone", 64, "ext4"), volume("/last", 64, "ext4")];
  await layOut(config("clean", [root, bytes, gone, last]));
  await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", "--delete", device, "4"]);
  await execa("partx", ["--delete", "--nr", "4:4", device]);
  await layOut(config("grow", [root, bytes, last, volume("/one", 32, "ext4"), volume("/two", 16, "ext4")]));
  for (const number of [6, 7]) await inside(number, "touch mine");
});

test("an ext4 gets larger where root may do that, and is refused before the first write where it may not", async () => {
  await layOut(config("clean", [root, bytes, volume("/srv", 64, "ext4")]));
  await inside(4, fill);
  const [content, before] = [await contentOf(4), await copyImage(image)];
  const text = config("grow", [root, bytes, volume("/srv", 512, "ext4")]);
  const { exitCode, stderr } = await run(["deploy", "--until", "storage"], text);
  const isAllowed = await mayGrowExt4();
  expect(exitCode, stderr).toBe(isAllowed ? 0 : 4);
  expect(await contentOf(4)).toBe(content);
  expect(Number(await inside(4, room)) > 400).toBe(isAllowed);
  expect(stderr.includes(`ext4 on ${device}p4 needs CAP_SYS_RESOURCE`)).toBe(!isAllowed);
  const [now] = (await planned(text)).disks[0]?.partitions.slice(-1) ?? [];
  expect(now?.grownFrom).toBe(isAllowed ? undefined : 64 * mib);
  await execa("rm", ["-f", before]);
});

test("all that cannot be done is told at once with its reason, and no byte of the disk changes", async () => {
  await layOut(
    config("clean", [root, bytes, volume("/srv", 320, "xfs"), volume("/efi", 64, "vfat"), volume("none", 16, "swap")]),
  );
  await execa("mkfs.ext4", ["-q", "-F", `${device}p3`]);
  await execa("blockdev", ["--flushbufs", device]);
  const before = await copyImage(image);
  const text = config("grow", [
    root,
    raw("bytes", 32),
    volume("/srv", 300, "xfs"),
    volume("/efi", 128, "vfat"),
    volume("none", 64, "swap"),
    volume("/new", 900, "ext4"),
  ]);
  const { exitCode, stderr, stdout } = await run(["deploy"], text);
  expect([exitCode, stdout]).toEqual([5, ""]);
  const rows = stderr
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim().replaceAll(/ {2,}/gu, " "));
  expect(rows).toEqual([
    "where what expected found in the config",
    `${device}p3 size 32 MiB 16 MiB: ext4 on it may have something at its end /partitions/0/volumes/1`,
    `${device}p4 size 300 MiB 320 MiB: nothing is made smaller /partitions/0/volumes/2`,
    `${device}p5 size 128 MiB 64 MiB: ${device}p6 follows directly /partitions/0/volumes/3`,
    `${device}p6 filesystem swap with 64 MiB swap is not made larger with what is on it /partitions/0/volumes/4`,
  ]);
  await execa("blockdev", ["--flushbufs", device]);
  expect(await compareImages(before, image)).toBe(identical);
});

test("a table without room for one more entry, or that is damaged at its start, is refused before anything is written", async () => {
  await layOut(config("clean", [root, bytes]));
  const former = (await execa("sfdisk", ["--dump", device])).stdout;
  await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", device], {
    input: former.replace("unit: sectors", "unit: sectors\ntable-length: 3"),
  });
  const text = config("grow", [{ ...root, keep_data: false }, bytes, volume("/new", 64, "ext4")]);
  const refused = async (): Promise<string> => {
    await execa("blockdev", ["--flushbufs", device]);
    const before = await copyImage(image);
    const { exitCode, stderr } = await run(["deploy", "--until", "storage"], text);
    expect(exitCode, stderr).toBe(5);
    await execa("blockdev", ["--flushbufs", device]);
    expect(await compareImages(before, image)).toBe(identical);
    await execa("rm", ["-f", before]);
    return stderr;
  };
  expect(await refused()).toContain(`${device} has no room for a partition 4 any more`);
  await execa("dd", ["if=/dev/zero", `of=${device}`, "bs=512", "seek=1", "count=1", "conv=notrunc,fsync"]);
  expect(await refused()).toContain(`${device} has no whole partition table at its start`);
});

test("what is mounted stays as it is, and is told with the rest", async () => {
  await layOut(config("clean", [root, bytes, volume("/srv", 320, "xfs")]));
  const own = await scratchFolder();
  const text = config("grow", [volume("/", 128, "ext4"), bytes, volume("/srv", 512, "xfs")]);
  await execa("mount", [`${device}p4`, own.path]);
  try {
    const { exitCode, stderr } = await run(["deploy", "--until", "storage"], text);
    expect(exitCode).toBe(6);
    expect(stderr).toContain(`${device}p4 is in use: it is mounted on ${own.path}`);
    expect(stderr.replaceAll(/ {2,}/gu, " ")).toContain(
      `${device}p2 size 128 MiB 64 MiB: ${device}p3 follows directly`,
    );
  } finally {
    await execa("umount", [own.path]);
    await own[Symbol.asyncDispose]();
  }
});

test("another policy makes nothing larger by the same config", async () => {
  await layOut(config("clean", [root, bytes, volume("/srv", 320, "xfs")]));
  const { exitCode, stderr } = await run(
    ["deploy", "--until", "storage"],
    config("verify", [root, bytes, volume("/srv", 512, "xfs")]),
  );
  expect(exitCode).toBe(5);
  expect(stderr).toContain('policy "verify" keeps what is there');
});

/** LVM's programs on a machine without device mapper: they change metadata, and switch nothing on. */
async function lvm(program: string, words: readonly string[]): Promise<void> {
  await execa(program, ["--driverloaded", "n", "--devices", `${device}p3`, "--quiet", "--yes", ...words]);
}

test("a group that is not switched on is planned from what its metadata and its volumes' first bytes say, before and after a cut", async () => {
  const group = (size: number, more: readonly Volume[] = []): Volume => ({
    ...{ type: "vg", id: "space" },
    volumes: [{ type: "lv", name: "a", mount: "/srv", size, file_system: "xfs" }, ...more],
  });
  const withGroup = (policy: string, pv: number, lvs: Volume): string => {
    const { partitions, ...others } = JSON.parse(config(policy, [root, { type: "pv", vg: "space", size: pv }])) as {
      readonly partitions: readonly object[];
    };
    return JSON.stringify({ ...others, partitions: [...partitions, lvs] });
  };
  const names = ["", "os /", "space"];
  const types = [
    "21686148-6449-6E6F-744E-656564454649",
    "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709",
    "E6D6D379-F507-44C2-A23C-238F2A3DF928",
  ];
  const lines = [24, 64, 464].map((size, index) => `size=${size}MiB, type=${types[index]}, name="${names[index]}"`);
  await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", "--label", "gpt", device], {
    input: lines.join("\n"),
  });
  await execa("partx", ["--update", device]);
  await execa("mkfs.ext4", ["-q", `${device}p2`]);
  await lvm("pvcreate", ["--force", "--metadatasize", `${64 * mib - 4096}b`, `${device}p3`]);
  await lvm("vgcreate", ["--physicalextentsize", "1m", "space", `${device}p3`]);
  await lvm("lvcreate", [
    "--activate",
    "n",
    "--zero",
    "n",
    "--wipesignatures",
    "n",
    "--extents",
    "320",
    "--name",
    "a",
    "space",
  ]);
  // Where the volume begins: behind the metadata of the physical volume.
  const start = (1 + 24 + 64 + 64) * mib;
  const { stdout: inner } = await execa("losetup", [
    "--find",
    "--show",
    "--offset",
    `${start}`,
    "--sizelimit",
    `${320 * mib}`,
    image,
  ]);
  await execa("mkfs.xfs", ["-q", "-f", inner]);
  await execa("losetup", ["--detach", inner]);
  const text = withGroup(
    "grow",
    664,
    group(420, [{ type: "lv", name: "new", mount: "/new", size: 100, file_system: "ext4" }]),
  );
  const titles = async (): Promise<string[]> => (await planned(text)).steps.map(({ title }) => title);
  const larger = [
    `Make in volume group space ${device}p3 larger, from 400 MiB to 600 MiB`,
    "Make /dev/mapper/space-a larger, from 320 MiB to 420 MiB",
    "Add /dev/mapper/space-new with 100 MiB to volume group space",
  ];
  const last = "Make the xfs for /srv on /dev/mapper/space-a larger, from 320 MiB to 420 MiB";
  expect(await titles()).toEqual(
    expect.arrayContaining([
      `Change the partition table of ${device}: make ${device}p3 larger, from 464 MiB to 664 MiB`,
      ...larger,
      last,
    ]),
  );
  await execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", "-N", "3", device], { input: "size=664MiB\n" });
  await execa("partx", ["--update", device]);
  expect(await titles()).toEqual(expect.arrayContaining([...larger, last]));
  await lvm("pvresize", [`${device}p3`]);
  await lvm("lvextend", ["--extents", "420", "space/a"]);
  await lvm("lvcreate", [
    "--activate",
    "n",
    "--zero",
    "n",
    "--wipesignatures",
    "n",
    "--addtag",
    "bareon_unfinished",
    "--extents",
    "100",
    "--name",
    "new",
    "space",
  ]);
  const rest = await titles();
  for (const title of larger) expect(rest).not.toContain(title);
  expect(rest).toEqual(
    expect.arrayContaining([
      last,
      "Make ext4 for /new on /dev/mapper/space-new",
      "Note in volume group space that /dev/mapper/space-new is made",
    ]),
  );
  await lvm("lvchange", ["--deltag", "bareon_unfinished", "space/new"]);
  const refused = await run(["plan"], text);
  expect([refused.exitCode, refused.stderr.replaceAll(/\s+/gu, " ")]).toEqual([
    5,
    expect.stringContaining("/dev/mapper/space-new filesystem ext4 none"),
  ]);
});

/** bareon-boot on a real multiboot partition on a loop device: what it says, what it writes, and what it leaves alone. */
import { open, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { list } from "../../../src/recipes/boot-show.ts";
import { setDefault } from "../../../src/recipes/boot-change.ts";
import { historyPath } from "../../../src/boot/state/history.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { localContext } from "../../support/hosts/local-context.ts";
import { createMultibootDisk, menuEntry, type MultibootDisk, withMounted } from "../../support/disks/multiboot-disk.ts";
import { bootProgram } from "../../support/files/paths.ts";

const absent = "11111111-2222-4333-8444-555555555555";
const blockSize = 4096;
const sectorSize = 512;

let disk: MultibootDisk;
let pristine: Buffer;

beforeAll(async () => {
  const gone = menuEntry({ name: "gone", type: "ext4", uuid: absent, device: "" });
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" }, [gone]);
  pristine = await content();
  await writeFile(pristineFile(), pristine);
});

function pristineFile(): string {
  return join(disk.directory, "pristine.img");
}

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

/** Each test begins with entry 0 as the default and a partition that nothing has touched. */
beforeEach(async () => {
  await execa("dd", [`if=${pristineFile()}`, `of=${disk.multiboot}`, "bs=1M", "oflag=direct", "status=none"]);
  await execa("blockdev", ["--flushbufs", disk.multiboot]);
});

/** A number of /sys/class/block about the partition. */
async function sysfs(device: string, name: string): Promise<number> {
  return Number(await readFile(join("/sys/class/block", basename(device), name), "utf8"));
}

/** The multiboot partition's bytes in the image of the disk, which is past every cache. */
async function content(device = disk.multiboot): Promise<Buffer> {
  await execa("blockdev", ["--flushbufs", device]);
  const bytes = Buffer.alloc((await sysfs(device, "size")) * sectorSize);
  await using file = await open(disk.path);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, (await sysfs(device, "start")) * sectorSize);
  expect(bytesRead).toBe(bytes.length);
  return bytes;
}

/** The kernel's count of sectors written to the device (Documentation/block/stat.rst). */
async function sectorsWritten(device: string): Promise<string> {
  const counts = await readFile(join("/sys/class/block", basename(device), "stat"), "utf8");
  return counts.trim().split(/ +/u)[6] ?? "";
}

async function readMenu(): Promise<string> {
  return await withMounted(
    disk.multiboot,
    "ro",
    async (directory) => await readFile(join(directory, menuPath), "utf8"),
  );
}

/** As the existing client does it: mount by UUID, sed, umount. */
async function switchByClient(index: number): Promise<void> {
  await withMounted(disk.multiboot, "rw", async (directory) => {
    await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\1${index}/`, join(directory, menuPath)]);
  });
}

/** Numbers of the blocks that differ, and for each what debugfs says it belongs to: an inode number, or undefined for metadata. */
async function changedBlocks(before: Buffer, after: Buffer): Promise<Map<number, number | undefined>> {
  const count = before.length / blockSize;
  const block = (bytes: Buffer, index: number): Buffer => bytes.subarray(index * blockSize, (index + 1) * blockSize);
  const changed = Array.from({ length: count }, (_, index) => index).filter(
    (index) => !block(before, index).equals(block(after, index)),
  );
  const { stdout } = await execa("debugfs", ["-R", `icheck ${changed.join(" ")}`, disk.multiboot]);
  const owners = stdout
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  return new Map(
    owners.map(([index, inode]) => [Number(index), /^\d+$/u.test(inode ?? "") ? Number(inode) : undefined]),
  );
}

async function inodeOf(path: string): Promise<number> {
  const { stdout } = await execa("debugfs", ["-R", `stat /${path}`, disk.multiboot]);
  return Number(/Inode: (?<inode>\d+)/u.exec(stdout)?.groups?.["inode"]);
}

const options = (): { uuid: string } => ({ uuid: disk.uuid });

async function run(
  ...argv: readonly string[]
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const { exitCode, stdout, stderr } = await execa(bootProgram, [...argv, "--uuid", disk.uuid], { reject: false });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}

test("list tells what can be booted and why not, marks the default, and writes nothing", async () => {
  const [root] = disk.roots;
  if (root === undefined) throw new Error("the disk has no root");
  // Journals that a plain mount, even a read-only one, would replay.
  for (const device of [disk.multiboot, root.device])
    await execa("debugfs", ["-w", "-R", "feature needs_recovery", device]);
  const before = [await content(), await content(root.device)];
  const { exitCode, stdout } = await run("list", "--json");
  expect(exitCode).toBe(0);
  const result: unknown = JSON.parse(stdout);
  expect(validate(result) ? [] : validate.errors).toEqual([]);
  expect(result).toMatchObject({
    entries: [
      { grub_id: 0, kind: "image", os_id: "centos", valid: true, problem: null, default: true, current: false },
      { grub_id: 1, kind: "image", os_id: "ubuntu", valid: true, problem: null, default: false },
      {
        grub_id: 2,
        kind: "foreign",
        os_id: null,
        valid: false,
        problem: `root filesystem: no filesystem has the UUID ${absent}`,
      },
    ],
    multiboot: { device: disk.multiboot, uuid: disk.uuid, found_by: "option" },
  });
  expect([
    (await content()).equals(before[0] ?? pristine),
    (await content(root.device)).equals(before[1] ?? pristine),
  ]).toEqual([true, true]);
  expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(disk.device);
});

test("a missing, empty or escaping kernel makes an entry invalid", async () => {
  const [, root] = disk.roots;
  if (root === undefined) throw new Error("the disk has no second root");
  const problemOf = async (): Promise<string | null | undefined> =>
    (await list(localContext(), options())).entries[1]?.problem;
  const change = async (...argv: readonly [string, ...string[]]): Promise<void> =>
    await withMounted(
      root.device,
      "rw",
      async (directory) => void (await execa(argv[0], argv.slice(1), { cwd: directory })),
    );
  await change("truncate", "--size=0", "boot/initrd.img-6.1");
  expect(await problemOf()).toBe("initrd /initrd.img is empty");
  await change("cp", "boot/vmlinuz-6.1", "boot/initrd.img-6.1");
  expect(await problemOf()).toBeNull();
  await change("ln", "--symbolic", "--force", "--no-dereference", "/../../../../bin/true", "vmlinuz");
  expect(await problemOf()).toBe("kernel /vmlinuz is missing");
  await expect(setDefault(localContext(), options(), "ubuntu")).rejects.toMatchObject({ exit: "unbootable" });
  await change("ln", "--symbolic", "--force", "--no-dereference", "boot/vmlinuz-6.1", "vmlinuz");
  expect(await readMenu()).toMatch(/^set default=0 {2}\n/u);
});

test("set-default changes one sector of grub.cfg and nothing else that GRUB reads; a second time it writes nothing", async () => {
  const menu = await readMenu();
  const [inode, history] = [await inodeOf(menuPath), await inodeOf(historyPath)];
  const before = await content();
  const first = await setDefault(localContext(), options(), "ubuntu");
  expect(first).toMatchObject({ changed: true, previous: 0, default: { grub_id: 1, default: true } });
  const after = await content();
  expect(await readMenu()).toBe(menu.replace("set default=0  ", "set default=1  "));
  const changed = await changedBlocks(before, after);
  const journal = 8;
  // The history is no file of GRUB's.
  const data = [...changed].filter(([, owner]) => owner !== undefined && owner !== journal && owner !== history);
  expect(data.map(([, owner]) => owner)).toEqual([inode]);
  const [block = 0] = data[0] ?? [];
  const sectors = Array.from({ length: blockSize / sectorSize }, (_, index) => block * blockSize + index * sectorSize);
  const differing = sectors.filter(
    (start) => !before.subarray(start, start + sectorSize).equals(after.subarray(start, start + sectorSize)),
  );
  expect(differing).toEqual([block * blockSize]);

  const settled = await content();
  const second = await setDefault(localContext(), options(), "1");
  expect(second).toMatchObject({ changed: false, default: { grub_id: 1 } });
  expect((await content()).equals(settled)).toBe(true);
});

test("the existing client's sed is read and written over, also where it made the field wider", async () => {
  await switchByClient(1);
  expect((await list(localContext(), options())).entries.map((entry) => entry.default)).toEqual([false, true, false]);
  await switchByClient(12);
  const listed = await list(localContext(), options());
  expect(listed.entries[0]).toMatchObject({ default: true });
  expect(listed.warnings).toEqual([expect.stringContaining("entry 12")]);
  expect(await setDefault(localContext(), options(), "0")).toMatchObject({ changed: true, previous: 12 });
  expect(await readMenu()).toMatch(/^set default=0 {3}\n/u);
  await setDefault(localContext(), options(), "ubuntu-image");
  await switchByClient(0);
  expect((await list(localContext(), options())).entries[0]).toMatchObject({ default: true });
});

test("a damaged grub.cfg is refused, and stays as it is", async () => {
  await withMounted(disk.multiboot, "rw", async (directory) => {
    const path = join(directory, menuPath);
    await writeFile(path, `${await readFile(path, "utf8")}set default=1\n`);
  });
  const before = await content();
  const { exitCode, stderr } = await run("set-default", "1");
  expect(exitCode).toBe(36);
  expect(stderr).toContain("more than once");
  expect((await content()).equals(before)).toBe(true);
});

test("a filesystem that is no multiboot partition is refused", async () => {
  const [root] = disk.roots;
  await expect(setDefault(localContext(), { uuid: root?.uuid ?? "" }, "1")).rejects.toMatchObject({
    exit: "nopartition",
  });
});

test("while somebody has the partition mounted for writing, both see each other's changes", async () => {
  await withMounted(disk.multiboot, "rw", async (directory) => {
    expect((await list(localContext(), options())).entries[0]).toMatchObject({ default: true });
    expect(await setDefault(localContext(), options(), "ubuntu")).toMatchObject({ changed: true });
    expect(await readFile(join(directory, menuPath), "utf8")).toMatch(/^set default=1 {2}\n/u);
  });
  expect(await readMenu()).toMatch(/^set default=1 {2}\n/u);
});

test("while somebody has it mounted read-only, list works and set-default says why it cannot", async () => {
  const before = await content();
  await withMounted(disk.multiboot, "ro,noload", async () => {
    expect((await list(localContext(), options())).entries).toHaveLength(3);
    await expect(setDefault(localContext(), options(), "ubuntu")).rejects.toMatchObject({ exit: "readonly" });
  });
  expect((await content()).equals(before)).toBe(true);
});

test("several that switch and list at once all succeed, and the last one's choice stands", async () => {
  const runs = await Promise.all(
    ["0", "1", "0", "1"].flatMap((entry) => [run("set-default", entry, "--json"), run("list")]),
  );
  expect(runs.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`)).toEqual(runs.map(() => "0 "));
  const final = (await list(localContext(), options())).entries.findIndex((entry) => entry.default);
  const results = runs.flatMap(({ stdout }) =>
    stdout.startsWith("{")
      ? [JSON.parse(stdout) as { changed: boolean; previous: number; default: { grub_id: number } }]
      : [],
  );
  const changes = results.filter(({ changed }) => changed);
  // Each change starts from what the one before left: as many leave an entry as reach it, but for the first and the last.
  expect(
    changes.filter(({ default: { grub_id: to } }) => to === 1).length -
      changes.filter(({ previous }) => previous === 1).length,
  ).toBe(final);
});

test("without --uuid and with two candidates it lists both", async () => {
  await using other = await createMultibootDisk({ centos: "ext4" });
  const result = await execa(bootProgram, ["list"], { reject: false });
  expect(result.exitCode).toBe(38);
  expect(result.stderr).toContain(`${disk.multiboot}: ext4, UUID ${disk.uuid}`);
  expect(result.stderr).toContain(`${other.multiboot}: ext4, UUID ${other.uuid}`);
});

test("roots on xfs and btrfs are looked into without a change to them", async () => {
  await using other = await createMultibootDisk({ fedora: "xfs", suse: "btrfs" });
  const written = async (): Promise<readonly string[]> =>
    await Promise.all(other.roots.map(async ({ device }) => await sectorsWritten(device)));
  const before = await written();
  const { entries } = await list(localContext(), { uuid: other.uuid });
  expect(entries.map(({ problem }) => problem)).toEqual([null, null]);
  expect(await written()).toEqual(before);
});

test("who is not root is told so; the command line is checked first", async () => {
  // The one capability lets it read a checkout below a directory that is root's alone.
  const nobody = [
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--",
  ];
  const asNobody = async (
    ...argv: readonly string[]
  ): Promise<{ readonly exitCode?: number | undefined; readonly stderr: string }> =>
    await execa("setpriv", [...nobody, bootProgram, ...argv], { reject: false });
  expect(await asNobody("current")).toMatchObject({ exitCode: 35 });
  expect(await asNobody("lst")).toMatchObject({ exitCode: 2 });
  expect(await asNobody("set-default")).toMatchObject({ exitCode: 2 });
});

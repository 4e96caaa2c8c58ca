/** The parts of a deploy as their users start them, by their names, on a loop device: together they are one deploy, and each can be repeated. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, open, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { forgetPartitions } from "../../support/disks/loop-disk.ts";
import { systemTree } from "../../support/disks/provisioned-disk.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { apart } from "../../support/hosts/apart.ts";

let folder: Scratch;
let device: string;

const parts = ["bareon-partition", "bareon-configdrive", "bareon-copyimage", "bareon-bootloader"] as const;
type Part = (typeof parts)[number];

async function makeTree(name: string): Promise<void> {
  const tree = systemTree(`${name} Linux`, "6.1.0-1-amd64", { "etc/hostname": `${name}\n`, "srv/x/of-the-image": "x" });
  for (const [file, content] of Object.entries(tree)) {
    const path = join(folder.path, name, file);
    await mkdir(dirname(path), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(path, content);
    else await symlink(content.link, path);
  }
  for (let index = 0; index < 16; index += 1)
    await writeFile(join(folder.path, name, `payload-${index}`), Buffer.alloc(256 * 1024, index + 1));
}

beforeAll(async () => {
  folder = await scratchFolder();
  for (const name of ["one", "two"]) await makeTree(name);
  await execa("chmod", ["2770", join(folder.path, "one/srv/x")]);
  const raw = join(folder.path, "two.raw");
  await execa("truncate", ["--size=48M", raw]);
  await execa("mkfs.ext4", ["-q", "-d", join(folder.path, "two"), "-U", "random", raw]);
  for (const part of parts) await symlink(provisionProgram, join(folder.path, part));
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

beforeEach(async () => {
  const image = join(folder.path, "disk.img");
  await execa("rm", ["-f", image]);
  await writeFile(image, "");
  await truncate(image, 400 * 1024 * 1024);
  ({ stdout: device } = await execa("losetup", ["--find", "--show", "--", image]));
  return async () => {
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
  };
});

/** Partitions: 1 boot code, 2 menu, 3 and 4 roots, 5 what both have. The second image is that of a filesystem. */
function config(more: object = {}): string {
  const volume = (mount: string, size: number, images: readonly string[]): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images },
  });
  const image = (name: string, address: string): object => ({
    ...{ name, boot_tool: false, image_pull_url: address, target: "/" },
  });
  return JSON.stringify({
    partitions_policy: "clean",
    images: [image("one", join(folder.path, "one")), image("two", `file://${folder.path}/two.raw`)],
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: 390 },
        volumes: [volume("/", 100, ["one"]), volume("/", 100, ["two"]), volume("/srv/x", 32, ["one", "two"])],
      },
    ],
    ...more,
  });
}

interface Ended {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const infoPath = (): string => join(folder.path, "boot-info.json");

function wordsFor(name: string, words: readonly string[], text: string): readonly [string, string[]] {
  const files = { "--input-data": text, "--boot-info": infoPath(), "--log-file": join(folder.path, "log") };
  return apart(name, [...words, ...Object.entries(files).flat()]);
}

async function run(name: string, words: readonly string[] = [], text = config()): Promise<Ended> {
  const { exitCode: code, stdout, stderr } = await execa(...wordsFor(name, words, text), { reject: false });
  return { code, stdout, stderr };
}

async function good(name: string, words: readonly string[] = [], text = config()): Promise<Ended> {
  const ended = await run(name, words, text);
  expect(ended.code, `${name} ${words.join(" ")}: ${ended.stderr}`).toBe(0);
  return ended;
}

const named = (part: Part): string => join(folder.path, part);
const deploy = async (text = config()): Promise<Ended> => await good(provisionProgram, ["deploy"], text);

/** What inspect says of the disk, without what is drawn at random. */
async function inspected(): Promise<unknown> {
  const { stdout } = await execa(...apart(provisionProgram, ["inspect", "--json"]));
  const found = (JSON.parse(stdout) as Inventory).disks.find(({ path }) => path === device);
  const text = JSON.stringify(found).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu, "UUID");
  return JSON.parse(text) as unknown;
}

/** Runs a script at the top of a partition, mounted for reading. */
async function on(number: number, script: string): Promise<string> {
  const mnt = join(folder.path, "mnt");
  await mkdir(mnt, { recursive: true });
  const words = ["--mount", "--", "sh", "-euc", `mount -o ro,noload ${device}p${number} ${mnt}; cd ${mnt}; ${script}`];
  return (await execa("unshare", words)).stdout;
}

/** Every file of the volumes with its kind, mode and owner, and the texts that a deploy writes, without UUIDs. */
async function trees(): Promise<string> {
  const list = "find . -mindepth 1 -printf '%P %y %m %U:%G\\n' | grep -v ^lost+found | sort; stat -c %a:%u:%g .";
  const texts = "cat etc/fstab etc/hostname 2>/dev/null || true";
  const found = [];
  for (const number of [3, 4, 5]) found.push(await on(number, `${list}; ${texts}`));
  return found.join("\n---\n").replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu, "UUID");
}

async function sumOf(number: number): Promise<string> {
  await execa("blockdev", ["--flushbufs", `${device}p${number}`]);
  return (await execa("sha256sum", [`${device}p${number}`])).stdout;
}

/** True if a BIOS would start something from the disk. */
async function hasBootCode(): Promise<boolean> {
  await using disk = await open(device);
  const { buffer } = await disk.read(Buffer.alloc(440), 0, 440, 0);
  return !buffer.toString("latin1").includes("holds no complete deployment");
}

test("bareon-partition makes what a whole deploy makes, and the disk boots nothing", { timeout: 120_000 }, async () => {
  await deploy();
  expect([await hasBootCode(), existsSync(infoPath())]).toEqual([true, true]);
  const whole = await inspected();
  const { stdout } = await good(named("bareon-partition"), ["--data_driver", "ironic"]);
  expect(stdout).toMatch(/^Done: storage\. The node boots nothing .*\n.*deploy --from config-drive$/u);
  expect(await inspected()).toEqual(whole);
  expect([await hasBootCode(), existsSync(infoPath())]).toEqual([false, false]);
  expect(await on(3, "ls -A")).toBe("lost+found");
});

test("the parts in a row, each twice, leave what a whole deploy leaves", { timeout: 240_000 }, async () => {
  await deploy();
  const [whole, wholeTrees] = [await inspected(), await trees()];
  const info = JSON.parse(await readFile(infoPath(), "utf8")) as BootInfo;
  const told: Ended[] = [];
  const bootable: boolean[] = [];
  for (const part of parts) {
    for (const words of [["--json"], []]) {
      told.push(await good(named(part), words));
      bootable.push(await hasBootCode());
    }
  }
  expect(bootable).toEqual([false, false, false, false, false, false, true, true]);
  expect(JSON.parse(told[0]?.stdout ?? "")).toEqual({ version: 1, from: "storage", until: "storage", bootable: false });
  expect(told[2]?.stderr).toContain("There is no config drive");
  expect(await inspected()).toEqual(whole);
  expect(await trees()).toBe(wholeTrees);
  const again = JSON.parse(await readFile(infoPath(), "utf8")) as BootInfo;
  expect(again.elements.map(({ grub_id: id, os_id: name, boot_name: title }) => [id, name, title])).toEqual(
    info.elements.map(({ grub_id: id, os_id: name, boot_name: title }) => [id, name, title]),
  );
  expect(await on(2, "ls bareon")).toBe(["boot-info.json", "deploy.json", "history"].join("\n"));
  expect(await on(4, "cat etc/hostname; ls payload-15")).toBe("two\npayload-15");
});

test(
  "a part is refused where the part before it is missing, and nothing is changed",
  { timeout: 120_000 },
  async () => {
    await good(named("bareon-partition"));
    await execa("wipefs", ["--all", `${device}p4`]);
    const sum = async (): Promise<string> =>
      createHash("sha256")
        .update(await readFile(join(folder.path, "disk.img")))
        .digest("hex");
    await execa("sync");
    const before = await sum();
    for (const part of ["bareon-copyimage", "bareon-bootloader"] as const) {
      const { code, stderr } = await run(named(part));
      expect([code, stderr]).toEqual([
        5,
        expect.stringContaining("as the phase storage of the whole config leaves") as string,
      ]);
    }
    await execa("sync");
    expect(await sum()).toBe(before);
    const flow = await run(named("bareon-partition"), [], config({ flow: "custom" }));
    expect([flow.code, flow.stderr]).toEqual([3, expect.stringContaining("--from PHASE --until PHASE") as string]);
  },
);

test("an image of a filesystem does not replace a volume that the config keeps", { timeout: 120_000 }, async () => {
  await deploy();
  await execa("unshare", [
    ...["--mount", "--", "sh", "-euc"],
    `mkdir -p ${folder.path}/rw; mount ${device}p4 ${folder.path}/rw; echo mine > ${folder.path}/rw/note`,
  ]);
  const verify = config({ partitions_policy: "verify" });
  await good(named("bareon-partition"), [], verify);
  const { stderr } = await good(named("bareon-copyimage"), [], verify);
  expect(stderr).toContain("image two is not deployed onto its volume, which keeps its data");
  expect(await on(4, "cat note")).toBe("mine");
  await good(named("bareon-bootloader"), [], verify);
  expect(await hasBootCode()).toBe(true);
});

test(
  "killed while images come, the disk boots nothing, and a whole deploy succeeds",
  { timeout: 120_000 },
  async () => {
    await good(named("bareon-partition"));
    const slow = config({ image_deploy_flags: { rsync_flags: "-a --bwlimit=500" } });
    const child = execa(...wordsFor(named("bareon-copyimage"), [], slow), { reject: false });
    const log = join(folder.path, "log");
    const limit = Date.now() + 60_000;
    while (!(existsSync(log) && /Deploy image one/u.test(readFileSync(log, "utf8").slice(-20_000)))) {
      if (Date.now() > limit) throw new Error("no image came");
      await new Promise((done) => setTimeout(done, 100));
    }
    await new Promise((done) => setTimeout(done, 1000));
    child.kill("SIGKILL");
    await child;
    expect([await hasBootCode(), existsSync(infoPath())]).toEqual([false, false]);
    await new Promise((done) => setTimeout(done, 1000));
    await deploy();
    expect(await hasBootCode()).toBe(true);
  },
);

test("one system alone: the other's blocks and what both have stay byte for byte", { timeout: 120_000 }, async () => {
  await deploy();
  await execa("unshare", [
    ...["--mount", "--", "sh", "-euc"],
    `mkdir -p ${folder.path}/rw; mount ${device}p4 ${folder.path}/rw; echo mine > ${folder.path}/rw/note`,
  ]);
  const before = [await sumOf(3), await sumOf(5)];
  const info = JSON.parse(await readFile(infoPath(), "utf8")) as BootInfo;
  const planned = await execa(...apart(provisionProgram, ["plan", "--image", "two", "--input-data", config()]));
  expect(planned.stdout).toMatch(/^Update of two from two to two: file from file:/u);
  await good(provisionProgram, ["deploy", "--image", "two"]);
  expect([await sumOf(3), await sumOf(5)]).toEqual(before);
  expect(await hasBootCode()).toBe(true);
  expect(await on(4, "cat etc/hostname; ls note 2>/dev/null || echo gone")).toBe("two\ngone");
  const after = JSON.parse(await readFile(infoPath(), "utf8")) as BootInfo;
  expect(after.elements.map(({ root_uuid: root, entry_id: id }) => [root, id])).toEqual(
    info.elements.map(({ root_uuid: root, entry_id: id }) => [root, id]),
  );
  const refused = await run(provisionProgram, ["deploy", "--image", "one"]);
  expect([refused.code, refused.stderr]).toEqual([37, expect.stringContaining("It is the default") as string]);
  const unknown = await run(provisionProgram, ["deploy", "--image", "three"]);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("one, two") as string]);
});

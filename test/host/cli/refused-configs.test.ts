/** A wrong deploy config is refused, with exit code and place, before any disk was opened for writing: the device is watched. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCodes, type ExitName } from "../../../src/base/errors.ts";
import { type Loose, changed, setAt } from "../../support/files/example.ts";
import { compareImages, copyImage, identical } from "../../support/disks/image-copy.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const MiB = 1024 * 1024;

interface Lab {
  readonly folder: Scratch;
  readonly device: string;
  /** The image of the device, and a copy of it as it was. */
  readonly image: string;
  readonly before: string;
  readonly watch: ChildProcess;
  /** What inotify saw of the device: one line for each write, and for each end of a time that it was open for writing. */
  readonly seen: string[];
}

let lab: Lab;

async function watchWrites(device: string): Promise<{ readonly watch: ChildProcess; readonly seen: string[] }> {
  const watch = spawn(
    "inotifywait",
    ["--monitor", "--event", "close_write", "--event", "modify", "--format", "%e", "--", device],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const seen: string[] = [];
  createInterface(watch.stdout).on("line", (line) => seen.push(line));
  for await (const line of createInterface(watch.stderr)) if (line.includes("Watches established")) break;
  return { watch, seen };
}

/** Two systems would fit; a table of old is on it, so that there is something to lose. */
beforeAll(async () => {
  const folder = await scratchFolder();
  const image = join(folder.path, "disk.img");
  await writeFile(image, "");
  await truncate(image, 500 * MiB);
  await execa("sfdisk", ["--quiet", "--label", "gpt", image], { input: "size=100MiB\n" });
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", image]);
  await mkdir(join(folder.path, "tree/etc"), { recursive: true });
  await writeFile(join(folder.path, "tree/etc/os-release"), "ID=debian\n");
  await mkdir("/run/bareon", { recursive: true, mode: 0o700 });
  lab = { folder, device, image, before: await copyImage(image), ...(await watchWrites(device)) };
});

afterAll(async () => {
  lab.watch.kill();
  await execa("losetup", ["--detach", lab.device]);
  await lab.folder[Symbol.asyncDispose]();
});

/** Opens the device for writing and writes nothing, then waits until the watch tells, which also flushes what came before. */
async function openForWriting(): Promise<void> {
  const before = lab.seen.length;
  await using file = await open(lab.device, "r+");
  await file.close();
  await expect.poll(() => lab.seen.length, { timeout: 5000 }).toBeGreaterThan(before);
}

/** A config that would be deployed onto the watched device, but for the changes. */
function configWith(changes: Readonly<Record<string, unknown>>): Loose {
  const volume = (image: string, size: unknown): object => ({
    type: "partition",
    mount: "/",
    size,
    file_system: "ext4",
    images: [image],
  });
  const config = changed("two-systems", {
    "/images/0/image_pull_url": join(lab.folder.path, "tree/"),
    "/images/1/image_pull_url": join(lab.folder.path, "tree/"),
    "/partitions": [
      {
        type: "disk",
        id: { type: "name", value: lab.device },
        size: "400 MiB",
        volumes: [volume("bookworm", "150 MiB"), volume("trixie", "remaining")],
      },
    ],
  });
  for (const [pointer, value] of Object.entries(changes)) setAt(config, pointer, value);
  return config;
}

interface Refusal {
  readonly code: number | undefined;
  /** Pointers of the violations that stderr shows. */
  readonly pointers: readonly string[];
  readonly stdout: string;
}

/** With a work directory of its own, so that no other deploy on this machine gets in the way. */
async function deploy(text: string): Promise<Refusal> {
  const file = join(lab.folder.path, "provision.json");
  await writeFile(file, text);
  const program = [provisionProgram, "deploy", "--input_data_file", file];
  const options = ["--boot-info", join(lab.folder.path, "boot-info.json"), "--log-file", join(lab.folder.path, "log")];
  const script = 'mount -t tmpfs tmpfs /run/bareon && exec "$@"';
  const { exitCode, stderr, stdout } = await execa(
    "unshare",
    ["--mount", "--", "sh", "-c", script, "sh", ...program, ...options],
    { reject: false },
  );
  return {
    code: exitCode,
    stdout,
    pointers: Array.from(
      stderr.matchAll(/^ {2}(?<pointer>\/\S*|the document): /gmu),
      ({ groups }) => groups?.["pointer"] ?? "",
    ),
  };
}

const first = "/partitions/0/volumes/0";
const second = "/partitions/0/volumes/1";
const spare = { type: "partition", mount: "/srv", size: "10 MiB", file_system: "ext4", images: ["bookworm"] };

interface Case {
  readonly set: Readonly<Record<string, unknown>>;
  readonly pointers: readonly string[];
  readonly exit?: ExitName;
}

const cases: Readonly<Record<string, Case>> = {
  "an unknown key": { set: { "/partition_policy": "clean" }, pointers: ["/partition_policy"] },
  "a bad size": { set: { [`${first}/size`]: "3 gigs" }, pointers: [`${first}/size`] },
  "an unknown image name on a volume": {
    set: { [`${first}/images`]: ["bookworm", "nobody"] },
    pointers: [`${first}/images/1`],
  },
  "two roots of one image": {
    set: { "/partitions/0/volumes/-": { ...spare, mount: "/" } },
    pointers: ["/partitions/0/volumes/2/mount"],
  },
  "no root of a bootable image": { set: { [`${second}/mount`]: "/home" }, pointers: ["/images/1"] },
  "overlapping mounts": {
    set: { "/partitions/0/volumes/-": spare, "/partitions/0/volumes/3": { ...spare, mount: "/srv/" } },
    pointers: ["/partitions/0/volumes/3/mount"],
  },
  "sizes beyond the disk": { set: { [`${first}/size`]: "1 GiB" }, pointers: ["/partitions/0/size"] },
  "two remaining": { set: { [`${first}/size`]: "remaining" }, pointers: [`${second}/size`] },
  "an rsync option that runs programs": {
    set: { "/image_deploy_flags": { rsync_flags: "-a -e reboot" } },
    pointers: ["/image_deploy_flags/rsync_flags"],
  },
  "many at once": {
    set: { "/images/1/boot": "first", [`${first}/size`]: "3 gigs", [`${second}/images`]: ["nobody"], "/wrong": 1 },
    pointers: ["/images/1/boot", `${first}/size`, `${second}/images/0`, "/wrong"],
  },
  "partitions that are not those of the config, by the default policy": {
    set: { "/partitions_policy": undefined },
    pointers: [],
    exit: "mismatch",
  },
  "a volume group without room": {
    set: {
      [first]: { type: "pv", vg: "os", size: "150 MiB" },
      "/partitions/-": {
        type: "vg",
        id: "os",
        volumes: [{ type: "lv", name: "root", mount: "/", file_system: "ext4", size: "100 MiB", images: ["bookworm"] }],
      },
    },
    pointers: ["/partitions/1/volumes"],
  },
  "a rescue system whose kernel is none": {
    set: {
      [`${first}/size`]: "50 MiB",
      "/rescue": { size: "64 MiB", kernel: "/etc/os-release", initrd: "/etc/os-release" },
    },
    pointers: [],
    exit: "source",
  },
  "a rescue system of files that are not there": {
    set: { [`${first}/size`]: "50 MiB", "/rescue": { size: "64 MiB", kernel: "/boot/no-kernel" } },
    pointers: [],
    exit: "source",
  },
  "an array of one member": {
    set: { [first]: { type: "raid", mount: "/", file_system: "ext4", size: "150 MiB", images: ["bookworm"] } },
    pointers: [first],
  },
};

/** The watch is shown to work after each refusal: the one event is that of the test's own opening. */
async function expectRefusal(text: string, refusal: object): Promise<void> {
  const before = lab.seen.length;
  expect(await deploy(text)).toMatchObject(refusal);
  await openForWriting();
  expect(lab.seen.slice(before)).toEqual(["CLOSE_WRITE,CLOSE"]);
}

test.for(Object.entries(cases))(
  "%s: refused, and the disk never opened for writing",
  async ([, { set, pointers, exit = "invalid" }]) => {
    await expectRefusal(JSON.stringify(configWith(set)), { code: exitCodes[exit].code, pointers, stdout: "" });
  },
);

test("neither JSON nor YAML: refused, and the disk never opened for writing", async () => {
  await expectRefusal("{ images: [", { code: exitCodes.invalid.code, stdout: "" });
});

test("after all of that every byte of the disk is what it was", async () => {
  await execa("blockdev", ["--flushbufs", lab.device]);
  expect(await compareImages(lab.before, lab.image)).toBe(identical);
});

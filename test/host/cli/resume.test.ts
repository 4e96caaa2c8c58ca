/**
 * deploy --resume on loop disks, with archives from a server: what a failed or killed deploy has brought whole is not brought again, and
 * where that is not known the image is brought again, with the reason.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetPartitions } from "../../support/disks/loop-disk.ts";
import { systemTree } from "../../support/disks/provisioned-disk.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { apart } from "../../support/hosts/apart.ts";

interface Served {
  readonly bytes: Buffer;
  readonly etag: string;
  /** After so many bytes nothing more comes. */
  readonly stallsAfter?: number;
}

let folder: Scratch;
let device: string;
let server: Server;
const files = new Map<string, Served>();
/** Whether a transfer came to where it stalls. */
let stalled = false;
/** Bytes of each file that were sent. */
const sent = new Map<string, number>();

function answer(
  url: string,
  range: string | undefined,
): { readonly file: Served; readonly part: Buffer; readonly first: number } | undefined {
  const file = files.get(url);
  if (file === undefined) return undefined;
  const { first = "0", last = "" } = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(range ?? "")?.groups ?? {};
  const end = last === "" ? file.bytes.length : Number(last) + 1;
  return { file, part: file.bytes.subarray(Number(first), end), first: Number(first) };
}

async function startServer(): Promise<void> {
  server = createServer((request, response) => {
    const url = request.url ?? "";
    const found = answer(url, request.headers.range);
    if (found === undefined) return response.writeHead(404).end();
    const { file, part, first } = found;
    response.writeHead(206, {
      "Content-Length": part.length,
      "Content-Range": `bytes ${first}-${first + part.length - 1}/${file.bytes.length}`,
      ETag: file.etag,
    });
    const { stallsAfter } = file;
    if (stallsAfter !== undefined && part.length > stallsAfter) {
      stalled = true;
      return response.write(part.subarray(0, stallsAfter));
    }
    sent.set(url, (sent.get(url) ?? 0) + part.length);
    return response.end(part);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
}

/** A tree with a few MiB that do not pack, as an archive. */
async function archiveOf(name: string, motd: string): Promise<Buffer> {
  const tree = systemTree(`${name} Linux`, "6.1.0-1-amd64", {
    "etc/motd": motd,
    "var/lib/data": `${name} ${motd}`,
  });
  const top = join(folder.path, `${name}-${motd}`);
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(top, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(top, file), content);
    else await symlink(content.link, join(top, file));
  }
  await execa("sh", ["-c", 'head -c 6000000 /dev/urandom > "$1/payload"', "sh", top]);
  const { stdout } = await execa("tar", ["--create", "--gzip", "--directory", top, "."], { encoding: "buffer" });
  return Buffer.from(stdout);
}

const archives = new Map<string, Buffer>();

beforeAll(async () => {
  folder = await scratchFolder();
  for (const [name, motd] of [
    ["one", "first"],
    ["one", "second"],
    ["two", "first"],
  ] as const)
    archives.set(`${name} ${motd}`, await archiveOf(name, motd));
  await startServer();
});

afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await folder[Symbol.asyncDispose]();
});

function serve(name: string, motd: string, change: Partial<Served> = {}): void {
  const bytes = archives.get(`${name} ${motd}`) ?? Buffer.alloc(0);
  files.set(`/${name}.tar.gz`, { bytes, etag: `"${name}-${motd}"`, ...change });
}

/** Breaks off: the start is that of an archive, and the end shows only when all of it has come. */
function serveBroken(version = "two-first"): void {
  const bytes = Buffer.from(archives.get("two first") ?? Buffer.alloc(0));
  serve("two", "first", { bytes: bytes.fill(0, bytes.length - 100_000), etag: `"${version}"` });
}

beforeEach(async () => {
  stalled = false;
  const image = join(folder.path, "disk.img");
  await execa("rm", ["-f", image]);
  await writeFile(image, "");
  await truncate(image, 316 * 1024 * 1024);
  ({ stdout: device } = await execa("losetup", ["--find", "--show", "--", image]));
  sent.clear();
  serve("one", "first");
  serve("two", "first");
  return async () => {
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
  };
});

/** Partitions: 1 boot code, 2 menu, 3 and 4 roots, 5 what both have. */
function config(more: object = {}): string {
  const { port } = server.address() as AddressInfo;
  const volume = (mount: string, size: number, images: readonly string[]): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images },
  });
  return JSON.stringify({
    partitions_policy: "clean",
    images: ["one", "two"].map((name) => ({
      ...{ name, boot_tool: false, image_pull_url: `http://127.0.0.1:${port}/${name}.tar.gz`, target: "/" },
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: 314 },
        volumes: [volume("/", 60, ["one"]), volume("/", 60, ["two"]), volume("/srv", 32, ["one", "two"])],
      },
    ],
    ...more,
  });
}

function commandOf(text: string, words: readonly string[]): readonly [string, string[]] {
  const paths = ["--boot-info", join(folder.path, "boot-info.json"), "--log-file", join(folder.path, "log")];
  return apart(provisionProgram, ["deploy", "--input_data", text, ...paths, ...words]);
}

async function deploy(
  text = config(),
  words: readonly string[] = [],
): Promise<{ readonly exitCode: number | undefined; readonly stderr: string }> {
  const { exitCode, stderr } = await execa(...commandOf(text, words), { reject: false });
  return { exitCode, stderr: stderr.replaceAll(/\s+/gu, " ") };
}

async function inside(number: number, script: string): Promise<string> {
  const own = await scratchFolder();
  const lines = `mount ${device}p${number} "$1"\ncd "$1"\n${script}\ncd /\numount "$1"`;
  const { stdout } = await execa("unshare", ["--mount", "sh", "-euc", lines, "sh", own.path]);
  await own[Symbol.asyncDispose]();
  return stdout;
}

const mark = ".bareon-brought.json";
/** What was written again has another inode or another time of change. */
const stamps = "stat --format '%i %Z' payload usr/lib/os-release boot/vmlinuz-6.1.0-1-amd64";

async function bootsGrub(): Promise<boolean> {
  await using disk = await open(device);
  const { buffer } = await disk.read(Buffer.alloc(440), 0, 440, 0);
  return buffer.toString("latin1").includes("GRUB") && !buffer.toString("latin1").startsWith("\u00eb\u0058");
}

async function expectDone(): Promise<void> {
  const { elements } = JSON.parse(await readFile(join(folder.path, "boot-info.json"), "utf8")) as {
    elements: unknown[];
  };
  expect(elements).toHaveLength(2);
  expect(await bootsGrub()).toBe(true);
  for (const [number, name] of [
    [3, "one"],
    [4, "two"],
  ] as const) {
    expect(await inside(number, `cat etc/os-release; ls -A | grep -c ${mark} || true`)).toBe(
      `NAME="Test"\nPRETTY_NAME="${name} Linux"\n0`,
    );
    expect(await inside(number, "cat etc/fstab")).toContain(" / ext4 ");
  }
}

/** A deploy whose second image broke off, and after that the second image as it should be. */
async function failInSecond(): Promise<string> {
  serveBroken();
  const { exitCode, stderr } = await deploy();
  expect(exitCode, stderr).toBe(21);
  expect(await bootsGrub()).toBe(false);
  serve("two", "first");
  sent.clear();
  await inside(3, "echo mine > kept");
  await inside(4, "echo stale > stale");
  return await inside(3, stamps);
}

test("failed in the second image: the first one is not brought again, and the second begins on a new filesystem", async () => {
  const before = await failInSecond();
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is on its volumes already, and is not brought again.");
  expect(stderr).toContain("Image two is brought again: nothing on its root says that it was brought whole.");
  expect(sent.get("/one.tar.gz") ?? 0).toBeLessThan(1024 * 1024);
  expect(await inside(3, `${stamps}; cat kept`)).toBe(`${before}\nmine`);
  expect(await inside(4, "test ! -e stale; cat etc/motd")).toBe("first");
  await expectDone();
});

test("what was brought without a proof is none for a deploy that asks for one", async () => {
  await failInSecond();
  const { exitCode, stderr } = await deploy(config(), ["--resume", "--require-verified"]);
  expect(exitCode, stderr).toBe(3);
  expect(stderr).toContain("nothing proves that these images are the right ones: one (by http://");
  expect(await inside(4, "cat stale")).toBe("stale");
});

test("and fails once more there: what was brought stays known", async () => {
  const before = await failInSecond();
  serveBroken();
  expect((await deploy(config(), ["--resume"])).exitCode).toBe(21);
  serve("two", "first");
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(await inside(3, stamps)).toBe(before);
  await expectDone();
});

test("without the option all of it is deployed from the start", async () => {
  await failInSecond();
  expect((await deploy()).exitCode).toBe(0);
  expect(await inside(3, "test ! -e kept; echo anew")).toBe("anew");
  await expectDone();
});

/** With a volume of the first system that each whole deploy makes anew. */
function withScratch(policy: string): string {
  const { partitions, ...others } = JSON.parse(config({ partitions_policy: policy })) as {
    readonly partitions: readonly [{ readonly volumes: readonly object[] }];
  };
  const scratch = {
    ...{ type: "partition", mount: "/var", size: 24, file_system: "ext4", images: ["one"], keep_data: false },
  };
  return JSON.stringify({
    ...others,
    partitions: [{ ...partitions[0], volumes: [...partitions[0].volumes, scratch] }],
  });
}

/** A kept root with the mark that the first system is whole, which a deploy that failed in the second one has left. */
async function failOverKept(): Promise<void> {
  serveBroken();
  for (const policy of ["clean", "verify"]) expect((await deploy(withScratch(policy))).exitCode).toBe(21);
  expect(await inside(3, `cat ${mark}`)).toContain('"version":2');
}

test("a volume of the first system was made anew since, without a new root: the system is brought again", async () => {
  await failOverKept();
  serve("two", "first");
  expect((await deploy(withScratch("verify"), ["--until", "storage"])).exitCode).toBe(0);
  expect(await inside(6, "ls")).toBe("lost+found");
  const { exitCode, stderr } = await deploy(withScratch("verify"), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: nothing on its root says that it was brought whole.");
  expect(await inside(6, "cat lib/data")).toBe("one first");
  await expectDone();
});

/** What a power cut would leave of a partition's file at this moment. */
async function afterCut(number: number, script: string): Promise<string> {
  const copy = join(folder.path, "copy.img");
  await execa("cp", ["--sparse=always", join(folder.path, "disk.img"), copy]);
  const former = device;
  ({ stdout: device } = await execa("losetup", ["--find", "--show", "--", copy]));
  await forgetPartitions(device);
  await execa("partx", ["--add", "--", device]);
  try {
    return await inside(number, script);
  } finally {
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
    device = former;
  }
}

test("once an image begins to change, the disk does not say any more that all of it is there", async () => {
  await failOverKept();
  serve("one", "first", { stallsAfter: 3_000_000 });
  const [program, words] = commandOf(withScratch("verify"), []);
  const child = spawn(program, words, { stdio: "ignore" });
  await expect.poll(() => stalled, { timeout: 60_000, interval: 20 }).toBe(true);
  const names = await afterCut(3, "ls -A");
  await killed(child);
  server.closeAllConnections();
  expect(names.split("\n")).not.toContain(mark);
});

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
}

test("cut off in the first image: nothing is known to be whole, and the deploy begins from the start", async () => {
  serve("one", "first", { stallsAfter: 3_000_000 });
  const [program, words] = commandOf(config(), []);
  const child = spawn(program, words, { stdio: "ignore" });
  await expect.poll(() => stalled, { timeout: 60_000, interval: 100 }).toBe(true);
  await killed(child);
  server.closeAllConnections();
  serve("one", "first");
  await expect
    .poll(async () => (await execa("lsblk", ["--noheadings", "--output", "MOUNTPOINTS", device])).stdout.trim(), {
      timeout: 20_000,
    })
    .toBe("");
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: nothing on its root says that it was brought whole.");
  expect(stderr).toContain("Nothing is resumed: the deploy begins from the start.");
  await expectDone();
});

/** By which anything that was written shows. */
async function digest(): Promise<string> {
  return (await execa("sha256sum", [join(folder.path, "disk.img")])).stdout;
}

test("a node that was deployed to its end is refused, also with another config, and not written to", async () => {
  expect((await deploy()).exitCode).toBe(0);
  await inside(3, "echo mine > kept");
  const before = await digest();
  const other = config({ deploy_data: { kernel_params: "quiet" } });
  for (const text of [config(), other, other.replaceAll('"size":60', '"size":64')]) {
    const { exitCode, stderr } = await deploy(text, ["--resume"]);
    expect(exitCode, stderr).toBe(5);
    expect(stderr).toContain("This node was deployed to its end: its boot menu is there, with one, two.");
    expect(stderr).toContain("Nothing was changed. Without --resume the node is deployed from the start.");
    expect(stderr).not.toContain("brought again");
    expect(await digest()).toBe(before);
  }
  await expectDone();
});

test("and so is one of a single system, which has no menu of several", async () => {
  const { images, partitions, ...others } = JSON.parse(config()) as {
    readonly images: readonly object[];
    readonly partitions: readonly [{ readonly volumes: readonly object[] }];
  };
  const volumes = partitions[0].volumes.slice(0, 1);
  const text = JSON.stringify({ ...others, images: images.slice(0, 1), partitions: [{ ...partitions[0], volumes }] });
  expect((await deploy(text)).exitCode).toBe(0);
  const before = await digest();
  const { exitCode, stderr } = await deploy(text, ["--resume"]);
  expect(exitCode, stderr).toBe(5);
  expect(stderr).toContain("its disks are as the deploy config asks for them, and have a boot loader");
  expect(await digest()).toBe(before);
});

test("a part of a deploy has begun beside its menu and failed: it is gone on with", async () => {
  expect((await deploy()).exitCode).toBe(0);
  serveBroken();
  expect((await deploy(config(), ["--from", "images"])).exitCode).toBe(21);
  expect(await bootsGrub()).toBe(false);
  expect(await inside(2, "ls boot/grub2/grub.cfg")).toBe("boot/grub2/grub.cfg");
  serve("two", "first");
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is on its volumes already, and is not brought again.");
  await expectDone();
});

test("another config: told, and deployed from the start", async () => {
  await failInSecond();
  const { exitCode, stderr } = await deploy(config({ deploy_data: { kernel_params: "quiet" } }), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: it was brought for another config.");
  expect(stderr).toContain("Nothing is resumed");
  expect(await inside(3, "test ! -e kept; echo anew")).toBe("anew");
  await expectDone();
});

test("another layout: told, and deployed from the start", async () => {
  await failInSecond();
  const text = config();
  const { exitCode, stderr } = await deploy(text.replaceAll('"size":60', '"size":64'), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain(
    "Nothing is resumed, and the deploy begins from the start: the disks are not as the deploy config asks for them",
  );
  await expectDone();
});

test("another version of the image on the server: told, and brought", async () => {
  await failInSecond();
  serve("one", "second");
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: its source has another version of it now.");
  expect(await inside(3, "cat etc/motd")).toBe("second");
  await expectDone();
});

test("another version of an image that failed on a volume of both: the first one is brought again", async () => {
  serveBroken("broken");
  expect((await deploy()).exitCode).toBe(21);
  await inside(5, "echo stale > stale");
  serve("two", "first");
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: it has files of another version of image two on top.");
  expect(await inside(5, "ls -A | grep -c stale || true")).toBe("0");
  await expectDone();
});

test("what comes later onto a volume of both comes later again", async () => {
  const text = config({ image_deploy_flags: { parallel: 1 } });
  const { images, ...others } = JSON.parse(text) as { readonly images: readonly object[] };
  const { port } = server.address() as AddressInfo;
  const tools = { name: "tools", image_pull_url: `http://127.0.0.1:${port}/tools.tar.gz`, target: "/data" };
  const { partitions } = others as unknown as {
    readonly partitions: readonly [{ readonly volumes: readonly object[] }];
  };
  const volume = { type: "partition", mount: "/data", size: 20, file_system: "ext4", images: ["tools"] };
  const whole = JSON.stringify({
    ...others,
    images: [...images, tools],
    partitions: [{ ...partitions[0], volumes: [...partitions[0].volumes, volume] }],
  });
  const bytes = await toolsOf("data");
  serveTools("tools", bytes.subarray(0, bytes.length - 100_000), "bad");
  expect((await deploy(whole)).exitCode).toBe(21);
  serveTools("tools", bytes, "good");
  serve("one", "second");
  const { exitCode, stderr } = await deploy(whole, ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: its source has another version of it now.");
  expect(stderr).toContain("Image two is brought again: image one is, and comes before it on a volume of both.");
});

test("another filesystem in the place of the image's: told, and brought", async () => {
  await failInSecond();
  await execa("e2fsck", ["-f", "-p", `${device}p3`], { reject: false });
  await execa("tune2fs", ["-U", "random", `${device}p3`]);
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: it was brought for other disks or filesystems.");
  await expectDone();
});

test("a server that says nothing of the version, and parts of a deploy", async () => {
  files.set("/one.tar.gz", { bytes: archives.get("one first") ?? Buffer.alloc(0), etag: 'W/"weak"' });
  await failInSecond();
  const { exitCode, stderr } = await deploy(config(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain(
    "Image one is brought again: its source has nothing by which the same image is known again.",
  );
  expect((await deploy(config(), ["--resume", "--from", "images"])).exitCode).toBe(2);
});

/** The image of a filesystem with these files. */
async function filesystemOf(name: string, mib: number, tree: Readonly<Record<string, string>>): Promise<Buffer> {
  const top = join(folder.path, `${name}.tree`);
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(top, file)), { recursive: true });
    await writeFile(join(top, file), content);
  }
  const image = join(folder.path, `${name}.raw`);
  await writeFile(image, "");
  await truncate(image, mib * 1024 * 1024);
  await execa("mkfs.ext4", ["-q", "-F", "-O", "^metadata_csum_seed,^orphan_file", "-d", top, image]);
  return await readFile(image);
}

test("a system whose folders lie on the image of a utility is brought again, as that is", async () => {
  const tree = systemTree("one Linux", "6.1.0-1-amd64", { "srv/of-one": "one" });
  const plain = Object.entries(tree).flatMap(([file, content]) =>
    typeof content === "object" && "link" in content ? [] : [[file, content as string] as const],
  );
  files.set("/root.img", { bytes: await filesystemOf("root", 40, Object.fromEntries(plain)), etag: '"root"' });
  files.set("/srv.img", { bytes: await filesystemOf("srv", 16, { "of-utility": "u" }), etag: '"srv"' });
  const { images, partitions, ...others } = JSON.parse(config()) as {
    readonly images: readonly [object, object];
    readonly partitions: readonly [{ readonly volumes: readonly { readonly mount: string }[] }];
  };
  const at = (file: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${file}`;
  const volumes = partitions[0].volumes.map((volume) =>
    volume.mount === "/srv" ? { ...volume, images: ["one", "utility"] } : volume,
  );
  const shared = { type: "partition", mount: "/home", size: 20, file_system: "ext4", images: ["one", "two"] };
  const utility = { name: "utility", image_pull_url: at("srv.img"), container_format: "raw", target: "/srv" };
  const text = JSON.stringify({
    ...others,
    images: [{ ...images[0], image_pull_url: at("root.img"), spread: true }, images[1], utility],
    partitions: [{ ...partitions[0], volumes: [...volumes, shared] }],
  });
  serveBroken();
  expect((await deploy(text)).exitCode).toBe(21);
  expect(await inside(3, `ls -A | grep ${mark}`)).toBe(mark);
  serve("two", "first");
  const { exitCode, stderr } = await deploy(text, ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: parts of it lie on what utility brings.");
  expect(await inside(5, "cat of-one of-utility")).toBe("oneu");
});

/** An archive with a file for everybody to see that it came, and a few MiB behind it. */
async function toolsOf(name: string): Promise<Buffer> {
  const top = join(folder.path, `tools-${name}`);
  await mkdir(join(top, "tools"), { recursive: true });
  await writeFile(join(top, "tools", name), name);
  await execa("sh", ["-c", 'head -c 3000000 /dev/urandom > "$1/tools/payload"', "sh", top]);
  const words = ["--create", "--gzip", "--directory", top, `tools/${name}`, "tools/payload"];
  return Buffer.from((await execa("tar", words, { encoding: "buffer" })).stdout);
}

/** The config with a utility image in the tree of each system, one after the other. */
function withTools(): string {
  const { images, partitions, ...others } = JSON.parse(config()) as {
    readonly images: readonly object[];
    readonly partitions: readonly [{ readonly volumes: readonly { readonly images: readonly string[] }[] }];
  };
  const { port } = server.address() as AddressInfo;
  const tools = ["a", "b"].map((name) => ({
    name,
    image_pull_url: `http://127.0.0.1:${port}/${name}.tar.gz`,
    target: "/opt",
  }));
  const [one, two] = partitions[0].volumes.map((volume, index) => ({
    ...volume,
    images: [...volume.images, index === 0 ? "a" : "b"],
  }));
  return JSON.stringify({
    ...others,
    image_deploy_flags: { parallel: 1 },
    images: [...images, ...tools],
    partitions: [{ ...partitions[0], volumes: [one, two] }],
  });
}

function serveTools(name: string, bytes: Buffer, version: string): void {
  files.set(`/${name}.tar.gz`, { bytes, etag: `"${version}"` });
}

test("what of a utility image was written before it failed is on no system that another version of it comes to", async () => {
  const [bad, good] = [await toolsOf("bad"), await toolsOf("good")];
  serveTools("a", good, "good");
  serveTools("b", bad.subarray(0, bad.length - 100_000), "bad");
  expect((await deploy(withTools())).exitCode).toBe(21);
  expect(await inside(4, `ls opt/tools; ls -A | grep -c ${mark} || true`)).toMatch(/^bad\n(?:payload\n)?0$/u);
  const before = await inside(3, stamps);
  serveTools("b", good, "good");
  const { exitCode, stderr } = await deploy(withTools(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is on its volumes already, and is not brought again.");
  expect(stderr).toContain("Image two is brought again: nothing on its root says that it was brought whole.");
  expect(await inside(3, stamps)).toBe(before);
  expect(await inside(4, "ls opt/tools")).toBe("good\npayload");
});

test("a system with files of one version of a utility image is brought again for another one", async () => {
  const [old, good] = [await toolsOf("old"), await toolsOf("good")];
  serveTools("a", old, "old");
  serveTools("b", good.subarray(0, good.length - 100_000), "bad");
  expect((await deploy(withTools())).exitCode).toBe(21);
  for (const name of ["a", "b"]) serveTools(name, good, "good");
  const { exitCode, stderr } = await deploy(withTools(), ["--resume"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Image one is brought again: it has files of another version of image a on top.");
  expect(await inside(3, "ls opt/tools")).toBe("good\npayload");
});

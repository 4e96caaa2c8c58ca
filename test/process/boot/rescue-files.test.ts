/** The files of the rescue system, made by cpio(1) of what a ramdisk keeps, or of a file; read back by cpio(1). */
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import {
  clearPlace,
  type MeasuredRescue,
  measureRescue,
  readRescueKeys,
  roomOnRescue,
  writeRescue,
  writeRescueKeys,
} from "../../../src/boot/systems/rescue-files.ts";
import type { RescuePlace } from "../../../src/boot/menu/rescue.ts";
import type { Host } from "../../../src/host/host.ts";
import { writeTree } from "../../../src/build/tree.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { kernelBytes } from "../../support/systems/kernel-bytes.ts";

const key = "ssh-ed25519 AAAA someone";

/** What the kernel would unpack of all segments, one after the other. */
async function unpack(image: string, target: string): Promise<void> {
  await mkdir(target);
  let rest = await readFile(image);
  while (rest.includes("TRAILER!!!")) {
    const start = rest.indexOf("070701");
    await execa("cpio", ["--extract", "--make-directories", "--quiet", "--unconditional"], {
      cwd: target,
      input: rest.subarray(start),
    });
    const end = rest.indexOf("TRAILER!!!") + 10;
    rest = rest.subarray(end);
  }
}

async function prepare(folder: string): Promise<{ readonly kernel: string; readonly initrd: string }> {
  await writeTree(join(folder, "kept"), [
    { path: "init", text: "#!/bin/sh\n", mode: 0o755 },
    { path: "layers", directory: true },
    { path: "layers/1.squashfs", text: "layer" },
    { path: "files/root/.ssh/authorized_keys", text: "first\n", mode: 0o600 },
    { path: "a name with a\nnewline", text: "" },
  ]);
  await writeFile(join(folder, "vmlinuz"), kernelBytes());
  return { kernel: join(folder, "vmlinuz"), initrd: join(folder, "kept") };
}

async function write(host: Host, target: string, place: RescuePlace, measured: MeasuredRescue): Promise<void> {
  await clearPlace(host, target, place);
  await writeRescue(host, target, place, measured);
}

test("what a ramdisk keeps is packed again, and keys come to those that it has", async () => {
  await using scratch = await scratchFolder();
  const { host } = localContext();
  const source = { ...(await prepare(scratch.path)), authorizedKeys: [key] };
  const measured = await measureRescue(host, source, roomOnRescue(64 * MiB));
  const target = join(scratch.path, "partition");
  await write(host, target, "/rescue/a", measured);
  const unpacked = join(scratch.path, "unpacked");
  await unpack(`${target}/rescue/a/initrd.img`, unpacked);
  expect(await readFile(join(unpacked, "layers/1.squashfs"), "utf8")).toBe("layer");
  expect(await readFile(join(unpacked, "files/root/.ssh/authorized_keys"), "utf8")).toBe("first\n");
  expect(await readFile(join(unpacked, "files/root/.ssh/authorized_keys2"), "utf8")).toBe(`${key}\n`);
  expect((await stat(join(unpacked, "files/root/.ssh"))).mode & 0o7777).toBe(0o700);
  expect((await stat(join(unpacked, "files/root/.ssh/authorized_keys2"))).mode & 0o7777).toBe(0o600);
  expect((await stat(join(unpacked, "init"))).mode & 0o7777).toBe(0o755);
  expect(await readFile(join(unpacked, "a name with a\nnewline"), "utf8")).toBe("");
  expect(await readFile(`${target}/rescue/a/vmlinuz`)).toEqual(Buffer.from(kernelBytes()));
  for (const name of ["vmlinuz", "initrd.img"])
    expect((await stat(`${target}/rescue/a/${name}`)).mode & 0o7777, name).toBe(0o600);
  const written = (await stat(`${target}/rescue/a/initrd.img`)).size + (await stat(`${target}/rescue/a/vmlinuz`)).size;
  expect(written).toBeLessThanOrEqual(measured.bytes);
});

test("a file is taken as it is, and keys begin at a multiple of four bytes", async () => {
  await using scratch = await scratchFolder();
  const { host } = localContext();
  const { kernel } = await prepare(scratch.path);
  const initrd = join(scratch.path, "initrd.img");
  await writeFile(initrd, "070701xyz");
  const target = join(scratch.path, "partition");
  await write(host, target, "/rescue/b", await measureRescue(host, { kernel, initrd, authorizedKeys: [key] }, MiB * 2));
  const content = await readFile(`${target}/rescue/b/initrd.img`);
  expect(content.subarray(0, 18).toString("latin1")).toBe(`070701xyz${"\0".repeat(3)}070701`);
  await write(host, target, "/rescue/a", await measureRescue(host, { kernel, initrd, authorizedKeys: [] }, MiB * 2));
  expect(await readFile(`${target}/rescue/a/initrd.img`, "latin1")).toBe("070701xyz");
});

test("a place is emptied of whatever a cut write left; what is no folder is refused, and followed nowhere", async () => {
  await using scratch = await scratchFolder();
  const { host } = localContext();
  const [target, outside] = [join(scratch.path, "partition"), join(scratch.path, "outside")];
  await writeTree(target, [
    { path: "rescue/a/vmlinuz", text: "in use" },
    { path: "rescue/b/.initrd.img.0123", text: "half" },
    { path: "rescue/b/vmlinuz/deep", text: "a folder in the place of a file" },
    { path: "rescue/b/initrd.img", link: join(outside, "kept") },
  ]);
  await writeTree(outside, [{ path: "kept", text: "kept" }]);
  await clearPlace(host, target, "/rescue/b");
  expect(await readdir(join(target, "rescue/b"))).toEqual([]);
  expect(await readdir(join(target, "rescue/a"))).toEqual(["vmlinuz"]);
  for (const path of ["other/rescue", "another/rescue/b"]) {
    await mkdir(join(scratch.path, path, ".."), { recursive: true });
    await symlink(outside, join(scratch.path, path));
    await expect(clearPlace(host, join(scratch.path, path.replace(/\/.*/u, "")), "/rescue/b")).rejects.toThrow(
      "on the rescue partition is no folder",
    );
  }
  expect(await readdir(outside)).toEqual(["kept"]);
});

test("the keys of the config are read again; lost or hidden behind a link, they are missed", async () => {
  await using scratch = await scratchFolder();
  const { host } = localContext();
  await mkdir(join(scratch.path, "rescue"));
  await expect(readRescueKeys(host, scratch.path)).rejects.toThrow(
    "authorized_keys on the rescue partition is missing",
  );
  await writeRescueKeys(host, scratch.path, []);
  expect(await readRescueKeys(host, scratch.path)).toEqual([]);
  await writeRescueKeys(host, scratch.path, [key, key]);
  expect(await readRescueKeys(host, scratch.path)).toEqual([key, key]);
  expect((await stat(join(scratch.path, "rescue/authorized_keys"))).mode & 0o7777).toBe(0o600);
  await mkdir(join(scratch.path, "other/rescue"), { recursive: true });
  await symlink("/etc/passwd", join(scratch.path, "other/rescue/authorized_keys"));
  await expect(readRescueKeys(host, join(scratch.path, "other"))).rejects.toThrow("is missing");
});

test("what cannot be the rescue system is refused, with the file's name", async () => {
  await using scratch = await scratchFolder();
  const { host } = localContext();
  const good = { ...(await prepare(scratch.path)), authorizedKeys: [] };
  const refusal = async (change: Partial<typeof good>, room = 64 * MiB): Promise<string> =>
    await measureRescue(host, { ...good, ...change }, room).then(
      () => "nothing",
      (error: unknown) => String(error),
    );
  const path = (name: string): string => join(scratch.path, name);
  await writeFile(path("empty"), "");
  await writeFile(path("text"), "#!/bin/sh\n");
  await writeFile(path("zeros"), Buffer.alloc(8192));
  await mkdir(path("folder"));
  expect(await refusal({})).toBe("nothing");
  expect(await refusal({ kernel: path("missing") })).toContain(`${path("missing")} is not there`);
  expect(await refusal({ kernel: path("text") })).toMatch(/text is no kernel .*: it looks like a script$/u);
  expect(await refusal({ initrd: path("missing") })).toContain(`${path("missing")} is not there`);
  expect(await refusal({ initrd: path("empty") })).toContain("is no file with something in it");
  expect(await refusal({ initrd: path("zeros") })).toContain("nothing but zeros");
  expect(await refusal({ initrd: path("text") })).toMatch(/text is no initrd .*: it looks like a script$/u);
  expect(await refusal({ initrd: good.kernel })).toContain(
    "is no initrd that a kernel unpacks: it looks like a kernel",
  );
  expect(await refusal({ initrd: path("folder") })).toContain("it has no init");
  expect(await refusal({}, MiB)).toMatch(/it needs 1(?:\.\d)? MiB, and its partition has room for 1 MiB/u);
});

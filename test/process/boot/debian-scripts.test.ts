/** What Debian's own maintainer scripts do to a tree at a kernel update, and what the menu is then made of. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import { imageFiles } from "../../../src/boot/guest/guest-files.ts";
import { type InstalledSystem, readSystem } from "../../../src/boot/systems/installed-system.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { kernelBytes } from "../../support/systems/kernel-bytes.ts";
import { debian } from "../../support/systems/shaped-trees.ts";

const old = "6.1.0-9-amd64";
const next = "6.1.0-40-amd64";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "bareon-debian-"));
  for (const [path, seed] of Object.entries(debian([old]))) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    if (typeof seed === "string" || seed instanceof Uint8Array) await writeFile(place, seed);
    else if (seed.kind === "symlink") await symlink(seed.target, place);
  }
  for (const name of ["bin", "sbin", "lib", "lib64"]) await symlink(`usr/${name}`, join(root, name));
  for (const name of ["usr", "tmp", "etc/kernel/postinst.d"]) await mkdir(join(root, name), { recursive: true });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

/** Runs a program of this machine with the tree as its root, among mounts that end with it. */
async function run(...argv: readonly string[]): Promise<void> {
  const script = 'mount --bind /usr "$0/usr" && exec chroot "$0" "$@"';
  await execa("unshare", ["--mount", "sh", "-c", script, root, ...argv]);
}

async function addHook(name: string, text: string): Promise<void> {
  const place = join(root, "etc/kernel/postinst.d", name);
  await writeFile(place, `#!/bin/sh\n${text}\n`);
  await chmod(place, 0o755);
}

async function read(): Promise<InstalledSystem> {
  return await readSystem(localContext().host, root, [{ mount: "/", uuid: "root", type: "ext4" }]);
}

test("linux-update-symlinks moves both links before there is an initrd: until then the old kernel is booted", async () => {
  await writeFile(join(root, `boot/vmlinuz-${next}`), kernelBytes(next));
  await run("linux-update-symlinks", "install", next, `/boot/vmlinuz-${next}`);
  const between = await read();
  expect(between.kernels[0]).toMatchObject({ version: old, initrd: `/boot/initrd.img-${old}` });
  expect(between.kernels[0]?.links).toBeUndefined();
  await writeFile(join(root, `boot/initrd.img-${next}`), "initrd");
  const after = await read();
  expect(after.kernels[0]).toMatchObject({ version: next, initrd: `/boot/initrd.img-${next}` });
  expect(after.kernels[0]?.links).toEqual({ kernel: "/vmlinuz", initrd: "/initrd.img" });
});

test("make install by installkernel moves the link in /boot alone: the new kernel has its own initrd, and none without it", async () => {
  await symlink(`vmlinuz-${old}`, join(root, "boot/vmlinuz"));
  await symlink(`initrd.img-${old}`, join(root, "boot/initrd.img"));
  await writeFile(join(root, "tmp/bzImage"), kernelBytes("6.9.1"));
  await writeFile(join(root, "tmp/System.map"), "map");
  await addHook("initramfs-tools", 'echo initrd > "/boot/initrd.img-$1"');
  await run("installkernel", "6.9.1", "/tmp/bzImage", "/tmp/System.map", "/boot");
  const system = await read();
  expect(system.kernels[0]).toMatchObject({ kernel: "/boot/vmlinuz-6.9.1", initrd: "/boot/initrd.img-6.9.1" });
  await rm(join(root, "boot/initrd.img-6.9.1"));
  expect((await read()).kernels[0]).toMatchObject({ version: old, initrd: `/boot/initrd.img-${old}` });
});

test("run-parts calls the kernel hook after every other one, that of GRUB included", async () => {
  const hook = imageFiles({ systemd: true, runLevels: false, localScripts: false, completions: [] }, undefined).find(
    ({ path }) => path.startsWith("/etc/kernel/postinst.d/"),
  );
  const name = hook?.path.slice("/etc/kernel/postinst.d/".length) ?? "";
  for (const other of ["initramfs-tools", "apt-auto-removal", "zz-update-grub", "zz-runlilo", "dkms", name])
    await addHook(other, "true");
  const { stdout } = await execa("run-parts", ["--test", join(root, "etc/kernel/postinst.d")]);
  expect(stdout.split("\n").at(-1)).toBe(join(root, "etc/kernel/postinst.d", name));
  expect(stdout.split("\n")).toHaveLength(6);
});

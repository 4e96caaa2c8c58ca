/** Images without a C library that fits run the standalone executable with libraries of its own: roots of such shapes, entered by chroot in a mount namespace. */
import { chmod, copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { beforeAll, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { privateLibraries, privateLoader } from "../../../src/base/places.ts";
import { describeLackingPrograms, findOwnLibraries } from "../../../src/boot/guest/own-libraries.ts";
import { packageFile, renderPackage } from "../../../src/boot/guest/packaged.ts";
import { findUnfit } from "../../../src/boot/guest/tool-fit.ts";
import { installBootTool } from "../../../src/boot/guest/tool.ts";
import { toolSizes } from "../../../src/deploy/preflight.ts";
import { buildExecutable } from "../../../src/build/executable.ts";
import { openTree } from "../../../src/host/tree-writer.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { putOldGlibc } from "../../support/systems/old-glibc.ts";
import { planExample } from "../../unit/plan/fixture.ts";

const libraryFolder = "/lib/x86_64-linux-gnu";
let tool = "";

beforeAll(async () => {
  tool = (await buildExecutable()).path;
}, 900_000);

/** A root with a static shell and nothing else that is run. */
async function makeRoot(root: string): Promise<void> {
  for (const folder of ["bin", "etc", "proc", "dev", "run/bareon-boot", "usr/sbin", "usr/lib"])
    await mkdir(join(root, folder), { recursive: true });
  await copyFile("/bin/busybox", join(root, "bin/busybox"));
  for (const name of ["sh", "mount", "umount", "cat"]) await symlink("/bin/busybox", join(root, "bin", name));
}

/** As Alpine has it: musl's loader, and a C++ library for it, here without content. */
async function makeMusl(root: string): Promise<string> {
  await makeRoot(root);
  await mkdir(join(root, "lib"));
  for (const path of ["lib/ld-musl-x86_64.so.1", "usr/lib/libstdc++.so.6", "usr/lib/libgcc_s.so.1"])
    await writeFile(join(root, path), "for musl", { mode: 0o755 });
  await symlink("ld-musl-x86_64.so.1", join(root, "lib/libc.musl-x86_64.so.1"));
  return "it has no /lib64/ld-linux-x86-64.so.2";
}

/** As CentOS 7 has it. */
async function makeOldGlibc(root: string): Promise<string> {
  await makeRoot(root);
  await putOldGlibc(root);
  return ".so.6 is too old: it lacks GLIBC_2.";
}

/** What the tool needs of this machine. */
async function copyLibraries(root: string): Promise<void> {
  for (const path of (await execa("ldd", [tool])).stdout.matchAll(/(?:=> )?(?<file>\/\S+) \(0x/gu)) {
    const file = path.groups?.["file"] ?? "";
    await mkdir(dirname(join(root, file)), { recursive: true });
    await copyFile(file, join(root, file));
  }
}

async function install(root: string, path = tool): Promise<void> {
  const ctx = localContext();
  const libraries = await findOwnLibraries(ctx.host, root, path);
  await installBootTool(ctx.host, openTree(ctx, root, "Image a"), ["1-2"], {
    ...{ path, completions: undefined },
    libraries: (await findUnfit(ctx.host, root, path)) === undefined ? undefined : libraries,
  });
}

const enter =
  'mount -t proc proc "$1/proc" && root=$1 user=$2 && shift 2 && exec chroot --userspec="$user" "$root" "$@"';

/** Runs it in the root as that user; the mounts are those of this run alone. */
async function runIn(root: string, user: number, argv: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const ids = `${user}:${user}`;
  return await execa("unshare", ["--mount", "sh", "-c", enter, "sh", root, ids, ...argv], { reject: false });
}

const shapes = { "musl, as Alpine": makeMusl, "glibc 2.17, as CentOS 7": makeOldGlibc } as const;

test.for(Object.entries(shapes))("a root with %s runs bareon-boot and bareon-provision", async ([, make]) => {
  await using scratch = await scratchFolder();
  const root = scratch.path;
  await execa("chmod", ["755", root]);
  const lack = await make(root);
  const { host } = localContext();
  expect(await findUnfit(host, root, tool)).toContain(lack);
  // The unchanged file does not start there.
  await copyFile(tool, join(root, "usr/sbin/bareon-boot"));
  expect((await runIn(root, 0, ["/usr/sbin/bareon-boot", "--version"])).stdout).toBe("");
  await install(root);
  for (const name of ["bareon-boot", "bareon-provision"])
    expect(await runIn(root, 0, [`/usr/sbin/${name}`, "--version"])).toMatchObject({ stdout: manifest.version });
  await copyFile(join(projectRoot, "test/fuzz/corpus/status-file/one"), join(root, "run/bareon-boot/status.json"));
  const listed = await runIn(root, 65534, ["/usr/sbin/bareon-boot", "list"]);
  expect(listed).toMatchObject({ stderr: "", stdout: expect.stringMatching(/\bA\b[^]*\bB\b/u) as string });
  // Hooks and units call it by its name, and it starts itself again: nothing else has to be known of its libraries.
  const again = await runIn(root, 0, [
    "/bin/sh",
    "-c",
    "bareon-provision deploy --input-data '[]' --log-file /run/log",
  ]);
  expect(again.stderr).toMatch(/^bareon-provision: error: /mu);
  expect(await describeLackingPrograms(host, root, tool)).toMatch(
    /^ But it lacks programs that they start: blkid, flock, unshare, dd, sync: until the image has them, of util-linux and coreutils or of Busybox/u,
  );
  const sizes = await Promise.all(
    (await readdir(join(root, privateLibraries))).map(
      async (name) => (await stat(join(root, privateLibraries, name))).size,
    ),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(7e6);
});

test("a root with the archive installed, whose program stays, runs that with such libraries", async () => {
  await using scratch = await scratchFolder();
  const root = scratch.path;
  await makeMusl(root);
  await mkdir(join(root, "usr/lib/bareon"));
  await writeFile(join(root, packageFile), renderPackage({ format: "archive", version: "99.0.0" }));
  await copyFile(tool, join(root, "usr/sbin/bareon-boot"));
  await chmod(join(root, "usr/sbin/bareon-boot"), 0o755);
  await install(root);
  expect(await runIn(root, 0, ["/usr/sbin/bareon-boot", "--version"])).toMatchObject({ stdout: manifest.version });
  expect(await readFile(join(root, packageFile), "utf8")).toBe("archive 99.0.0\n");
});

test("an image that has what the tool needs later loses the libraries, and its own loader starts the tool", async () => {
  await using scratch = await scratchFolder();
  const root = scratch.path;
  await makeMusl(root);
  await install(root);
  expect(await readdir(join(root, "usr/lib/bareon"))).toContain("ld.so");
  await copyLibraries(root);
  await install(root);
  expect(await readdir(join(root, privateLibraries))).toEqual([]);
  expect((await readFile(join(root, "usr/sbin/bareon-boot"))).equals(await readFile(tool))).toBe(true);
  await expect(stat(join(root, privateLoader))).rejects.toThrow("ENOENT");
});

test("the tool of an image with such libraries is judged as the original, and is again that in an image that needs none", async () => {
  await using scratch = await scratchFolder();
  const [one, other] = [join(scratch.path, "one"), join(scratch.path, "other")];
  await makeMusl(one);
  await install(one);
  const given = join(one, "usr/sbin/bareon-boot");
  expect((await readFile(given)).equals(await readFile(tool))).toBe(false);
  const { host } = localContext();
  await makeMusl(other);
  expect(await findUnfit(host, other, given)).toContain("it has no /lib64/ld-linux-x86-64.so.2");
  await copyLibraries(other);
  await install(other, given);
  expect((await readFile(join(other, "usr/sbin/bareon-boot"))).equals(await readFile(tool))).toBe(true);
});

test("of an image is told which programs it lacks, and that they are too old", async () => {
  await using scratch = await scratchFolder();
  const root = scratch.path;
  await makeMusl(root);
  const { host } = localContext();
  for (const name of ["blkid", "flock", "unshare", "dd"]) await writeFile(join(root, "usr/sbin", name), "");
  expect(await describeLackingPrograms(host, root, tool)).toMatch(
    /^ But it lacks programs that they start: sync: until/u,
  );
  await symlink("/bin/busybox", join(root, "bin/sync"));
  expect(await describeLackingPrograms(host, root, tool)).toBe("");
  const bytes = await readFile(`${libraryFolder}/libmount.so.1`, "latin1");
  await writeFile(join(root, "usr/lib/libmount.so.1"), bytes.replaceAll("\0MOUNT_2.26\0", "\0MOUNT_2.2x\0"), "latin1");
  expect(await describeLackingPrograms(host, root, tool)).toMatch(/^ But its util-linux is older than 2\.27: until/u);
});

test("before the first write is counted what the tool takes in an image, with the libraries that it gets there", async () => {
  await using scratch = await scratchFolder();
  const root = scratch.path;
  await makeMusl(root);
  const plan = planExample("two-systems");
  const images = plan.images.map((image, index) => (index === 0 ? { ...image, source: `${root}/` } : image));
  const sizes = await toolSizes(localContext(), { ...plan, images }, tool);
  await install(root);
  let bytes = (await stat(join(root, "usr/sbin/bareon-boot"))).size;
  expect(bytes).toBe((await stat(tool)).size);
  // Of an image that is not here it is not known before.
  expect(sizes.get(images[1]?.name ?? "")).toBe(bytes);
  const added = (await readdir(join(root, privateLibraries))).map((name) => join(privateLibraries, name));
  for (const path of [privateLoader, ...added]) bytes += (await stat(join(root, path))).size;
  expect(sizes.get(images[0]?.name ?? "")).toBe(bytes);
});

test("an image of another architecture gets none, nor one for a tool that does not look for them", async () => {
  await using scratch = await scratchFolder();
  await makeMusl(scratch.path);
  const { host } = localContext();
  expect(await findOwnLibraries(host, scratch.path, process.execPath)).toBeUndefined();
  const bytes = await readFile("/bin/busybox");
  bytes[18] = 183;
  await writeFile(join(scratch.path, "bin/busybox"), bytes);
  expect(await findOwnLibraries(host, scratch.path, tool)).toBeUndefined();
});

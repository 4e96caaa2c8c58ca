/** Segments of an initramfs, made and listed by cpio(1). */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { appendSegment } from "../../../src/build/initramfs.ts";
import { appendKeys } from "../../../src/build/ramdisk.ts";
import { writeTree } from "../../../src/build/tree.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const magic = "070701";

/** Mode, owner, size and path of each member of the first segment. */
async function listSegment(image: Buffer): Promise<readonly string[]> {
  const { stdout } = await execa("cpio", ["--list", "--verbose", "--numeric-uid-gid", "--quiet"], { input: image });
  return stdout.split("\n").map((line) => {
    const [mode, , user, group, size, ...rest] = line.split(/\s+/u);
    return [mode, user, group, size, ...rest.slice(3)].join(" ");
  });
}

test("a segment follows another, belongs to root, begins with parents, and is the same each time", async () => {
  await using scratch = await scratchFolder();
  const folder = scratch.path;
  const [image, tree] = [join(folder, "initrd.img"), join(folder, "tree")];
  await appendKeys(image, ["ssh-ed25519 AAAA one\n", "ssh-ed25519 BBBB two\n"]);
  const keys = await readFile(image);
  expect(await listSegment(keys)).toEqual([
    "drwxr-xr-x 0 0 0 files",
    "drwx------ 0 0 0 files/root",
    "drwx------ 0 0 0 files/root/.ssh",
    "-rw------- 0 0 42 files/root/.ssh/authorized_keys",
  ]);
  await writeTree(tree, [
    { path: "init", text: "#!/bin/sh\n", mode: 0o755 },
    { path: "bin/sh", link: "busybox" },
  ]);
  await execa("chown", ["--recursive", "1234:1234", tree]);
  await appendSegment(image, tree);
  const both = await readFile(image);
  expect(both.subarray(0, keys.length)).toEqual(keys);
  const added = both.subarray(keys.length);
  expect(added.subarray(0, magic.length).toString()).toBe(magic);
  expect(await listSegment(added)).toEqual([
    "drwxr-xr-x 0 0 0 bin",
    "lrwxrwxrwx 0 0 7 bin/sh -> busybox",
    "-rwxr-xr-x 0 0 10 init",
  ]);
  const again = join(folder, "again.img");
  await writeFile(again, keys);
  await appendSegment(again, tree);
  expect(await readFile(again)).toEqual(both);
});

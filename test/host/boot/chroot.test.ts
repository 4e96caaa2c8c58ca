/** bareon-boot in a chroot with /dev, /proc and /sys, as a person repairs a system from a rescue medium. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMultibootDisk, type MultibootDisk } from "../../support/disks/multiboot-disk.ts";
import { bootProgram, projectRoot } from "../../support/files/paths.ts";

let disk: MultibootDisk;
let root: string;

beforeAll(async () => {
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  root = await mkdtemp(join(tmpdir(), "chroot-"));
});

afterAll(async () => {
  await rm(root, { recursive: true });
  await disk[Symbol.asyncDispose]();
});

/** `way` makes the root; the mounts of the test are seen nowhere else. */
async function inChroot(
  way: string,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const script = `set -e
    ${way}
    for folder in dev proc sys; do mkdir -p "$1/$folder"; mount --rbind /$folder "$1/$folder"; done
    root=$1; shift
    exec chroot "$root" "$@"`;
  const { exitCode, all } = await execa(
    "unshare",
    ["--mount", "--propagation", "private", "sh", "-c", script, "sh", root, bootProgram, ...words, "--uuid", disk.uuid],
    { reject: false, all: true },
  );
  return { code: exitCode ?? -1, text: all };
}

const mountedRoot = 'mount --bind / "$1"; mount -t tmpfs tmpfs "$1/run"';
/** With the system's programs, and the project's own. */
const folders = ["bin", "sbin", "usr", "lib", "lib64", "etc", projectRoot.slice(1)].join(" ");
const plainFolder = `mount -t tmpfs tmpfs "$1"; mkdir "$1/root"; inner=$1/root; shift; set -- "$inner" "$@"; for folder in ${folders}; do [ -e /$folder ] || continue; mkdir -p "$1/$folder"; mount --rbind /$folder "$1/$folder"; done; mkdir -p "$1/run" "$1/tmp"`;

test("in a mounted root list, verify, set-default and refresh do what they do elsewhere", async () => {
  const way = mountedRoot;
  const listed = await inChroot(way, "list", "--json");
  expect(listed).toMatchObject({ code: 0 });
  const { entries } = JSON.parse(listed.text) as { entries: readonly { valid: boolean; unchecked: string | null }[] };
  expect(entries.map(({ valid, unchecked }) => [valid, unchecked])).toEqual([
    [true, null],
    [true, null],
  ]);
  expect(await inChroot(way, "set-default", "ubuntu")).toMatchObject({ code: 0 });
  expect((await inChroot(way, "set-default", "centos")).text).toContain("Written");
  const { text } = await inChroot(way, "verify");
  expect(text).not.toMatch(/entry \d.*(?:missing|could not)/u);
  expect(await inChroot(way, "refresh", "--dry-run")).toMatchObject({ code: 0 });
});

test("in a plain folder it says what to do, and mounts nothing that others would see", async () => {
  for (const words of [["list"], ["verify"], ["refresh", "--quiet"]]) {
    const { code, text } = await inChroot(plainFolder, ...words);
    expect([code, text]).toEqual([1, expect.stringContaining("mount --bind FOLDER FOLDER")]);
  }
});

/** The ramdisk on top of a Debian layer that is made by hand: the same inputs make the same bytes, and an old layer is told and renewed. */
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { cached } from "../../../src/build/cache.ts";
import { assembleRamdisk } from "../../../src/build/ramdisk.ts";
import { describeAge, packSquashfs } from "../../../src/build/ramdisk-base.ts";
import { unpacked } from "../../../src/build/ramdisk-trim.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { smallExecutable } from "../../support/files/small-executable.ts";

const quiet = (): void => undefined;

/** Makes the ramdisk in a folder of its own, of an executable that was made at that time. */
async function makeRamdisk(base: string, folder: string, time: Date): Promise<Buffer> {
  const [executable, output] = [join(folder, "bareon"), join(folder, "output")];
  await mkdir(folder);
  await writeFile(executable, "program ".repeat(100_000), { mode: 0o755 });
  await utimes(executable, time, time);
  await assembleRamdisk(base, { executable, output, authorized: ["ssh-ed25519 AAAA one\n"], legacySsh: true }, quiet);
  return await readFile(join(output, "initrd.img"));
}

test("two ramdisks on one Debian layer are the same file, whenever and wherever they are made", async () => {
  await using scratch = await scratchFolder();
  const base = join(scratch.path, "base");
  await mkdir(base);
  await writeFile(join(base, "base.cpio"), "");
  await writeFile(join(base, "vmlinuz"), "kernel");
  const one = await makeRamdisk(base, join(scratch.path, "one"), new Date("2026-01-01"));
  const other = await makeRamdisk(base, join(scratch.path, "the other"), new Date("2026-06-01"));
  expect(one.equals(other)).toBe(true);
});

test("the umask of whoever makes a ramdisk closes nothing in it", async () => {
  await using scratch = await scratchFolder();
  const [base, output] = [join(scratch.path, "base"), join(scratch.path, "output")];
  await mkdir(base);
  await writeFile(join(base, "base.cpio"), "");
  await writeFile(join(base, "vmlinuz"), "kernel");
  const options = { executable: "/bin/true", output, authorized: ["ssh-ed25519 AAAA one\n"], legacySsh: true };
  const module = JSON.stringify(join(projectRoot, "src/build/ramdisk.ts"));
  const call = `const { assembleRamdisk } = await import(${module}); await assembleRamdisk(${JSON.stringify(base)}, ${JSON.stringify(options)}, () => {});`;
  await execa("sh", ["-c", 'umask 077; exec node --input-type=module --eval "$1"', "sh", call]);
  const closed = await readFile(join(output, "initrd.img"));
  await execa("sh", ["-c", 'umask 022; exec node --input-type=module --eval "$1"', "sh", call]);
  expect(closed.equals(await readFile(join(output, "initrd.img")))).toBe(true);

  const contents = join(scratch.path, "contents");
  await mkdir(contents);
  // The first of the three segments, which has the program's layer.
  await execa("cpio", ["--extract", "--quiet", "--file", join(output, "initrd.img")], { cwd: contents });
  const { stdout } = await execa("unsquashfs", ["-lln", join(contents, "layers/2-program.squashfs")]);
  for (const path of ["", "/usr", "/usr/bin", "/etc"])
    expect(stdout).toMatch(new RegExp(`^drwxr-xr-x 0/0 .* squashfs-root${path}$`, "mu"));
});

test("a tree is packed to the same file, though it was written at another time and in another order", async () => {
  await using scratch = await scratchFolder();
  const names = ["usr/bin/one", "usr/bin/two", "etc/three"];
  const packed: Buffer[] = [];
  for (const [order, time] of [
    [names, "2026-01-01"],
    [names.toReversed(), "2026-06-01"],
  ] as const) {
    const tree = join(scratch.path, time);
    for (const name of order) {
      await mkdir(join(tree, name, ".."), { recursive: true });
      await writeFile(join(tree, name), name.repeat(1000));
      await utimes(join(tree, name), new Date(time), new Date(time));
    }
    await packSquashfs(tree, `${tree}.squashfs`, 3);
    packed.push(await readFile(`${tree}.squashfs`));
  }
  expect(packed[0]?.equals(packed[1] ?? Buffer.of())).toBe(true);
});

test("what the programs need of what is left out elsewhere stays in the ramdisk", async () => {
  await using scratch = await scratchFolder();
  const tree = join(scratch.path, "tree");
  const gconv = "usr/lib/x86_64-linux-gnu/gconv";
  const kept = [
    ...[
      `${gconv}/IBM850.so`,
      `${gconv}/UTF-16.so`,
      `${gconv}/gconv-modules`,
      "var/lib/dpkg/status",
      "usr/lib/udev/rules.d/1",
    ],
    ...["usr/lib/x86_64-linux-gnu/perl-base/strict.pm", "usr/lib/python3.11/json/decoder.py", "var/cache", "var/log"],
    ...["usr/lib/grub/x86_64-efi/ext2.mod", "usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed", "boot/vmlinuz-6.1.0"],
  ];
  const gone = [
    ...[`${gconv}/BIG5.so`, `${gconv}/ISO8859-1.so`, `${gconv}/libJIS.so`, `${gconv}/IBM037.so`, "var/log/dpkg.log"],
    ...["usr/lib/python3.11/json/__pycache__/decoder.pyc", "usr/share/perl/5.36.0/CPAN.pm", "usr/lib/udev/hwdb.bin"],
    ...["usr/lib/grub/x86_64-efi/monolithic/gcdx64.efi", "usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed"],
    ...["var/cache/ldconfig/aux-cache", "boot/initrd.img-6.1.0", "var/lib/dpkg/info/bash.md5sums"],
  ];
  for (const path of [...kept, ...gone]) {
    if (path === "var/cache" || path === "var/log") continue;
    await mkdir(join(tree, path, ".."), { recursive: true });
    await writeFile(join(tree, path), "");
  }
  const packed = join(scratch.path, "packed");
  await packSquashfs(tree, packed, 3, unpacked);
  const { stdout } = await execa("unsquashfs", ["-ls", "-dest", "", packed]);
  const found = new Set(stdout.split("\n").map((path) => path.replace(/^\//u, "")));
  expect(kept.filter((path) => !found.has(path))).toEqual([]);
  expect(gone.filter((path) => found.has(path))).toEqual([]);
});

test("an executable for other nodes than those of the ramdisk is refused before anything is made", async () => {
  await using scratch = await scratchFolder();
  const { executable } = await smallExecutable(scratch.path, "x64");
  const words = ["--arch", "aarch64", "--executable", executable, "--output", join(scratch.path, "output")];
  const refused = await execa("node", [join(projectRoot, "src/build/ramdisk.ts"), ...words], { reject: false });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(`${executable} is for amd64, and the ramdisk for arm64`);
  expect(await readdir(scratch.path)).not.toContain("output");
});

test("the age of the Debian layer is told, with a warning after thirty days", () => {
  const made = new Date("2026-01-01T12:00:00Z");
  const after = (days: number): string => describeAge(made, new Date(made.getTime() + days * 86_400_000));
  expect(after(0)).toBe("the Debian layer was made on 2026-01-01, 0 days ago");
  expect(after(1)).toBe("the Debian layer was made on 2026-01-01, 1 day ago");
  expect(after(30)).not.toMatch(/WARNING/u);
  expect(after(31)).toMatch(/^WARNING: the Debian layer was made on 2026-01-01, 31 days ago: .*--refresh/u);
});

test("what is in the cache stays until it is refreshed, and a failed refresh leaves it", async () => {
  await using scratch = await scratchFolder();
  const former = process.env["BAREON_CACHE"];
  process.env["BAREON_CACHE"] = scratch.path;
  const make = async (text: string, refresh: boolean): Promise<string> => {
    const path = await cached(
      "thing",
      ["recipe"],
      async (folder) => {
        await mkdir(folder);
        if (text === "") throw new Error("no network");
        await writeFile(join(folder, "content"), text);
      },
      refresh,
    );
    return await readFile(join(path, "content"), "utf8");
  };
  try {
    expect(await make("one", true)).toBe("one");
    expect(await make("two", false)).toBe("one");
    await expect(make("", true)).rejects.toThrow("no network");
    expect(await make("three", false)).toBe("one");
    expect(await make("four", true)).toBe("four");
    expect((await execa("ls", ["--almost-all", scratch.path])).stdout.split("\n")).toHaveLength(1);
  } finally {
    if (former === undefined) delete process.env["BAREON_CACHE"];
    else process.env["BAREON_CACHE"] = former;
  }
});

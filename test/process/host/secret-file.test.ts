/** Recovery keys go where the user says: not over anything, not half, and not to where nobody reads them. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { openSecretFile } from "../../../src/host/local/secret-file.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const source = join(import.meta.dirname, "../../../src/host/local/secret-file.ts");

/** Opens the path in a program of its own, which a shell has started with `redirection`, and writes a key; returns what it says of an error. */
function writeTo(path: string, redirection: string, before = ""): string {
  const script = `const { openSecretFile } = await import(${JSON.stringify(source)});
    try { const file = openSecretFile(${JSON.stringify(path)}); ${before}; file.write("a key\\n"); file.close(); }
    catch (error) { process.stderr.write(error.exit + ": " + error.message); }`;
  const words = ["-c", `"$0" --input-type=module --eval "$1" ${redirection}`, process.execPath, script];
  const { stderr, signal } = spawnSync("bash", words, { encoding: "utf8", timeout: 20_000 });
  return signal === null ? stderr : `it was ended by ${signal}`;
}

test("a new file is its owner's, and gone again if nothing was written; what is there stays as it is", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "keys");
  openSecretFile(path).close();
  expect(existsSync(path)).toBe(false);
  const file = openSecretFile(path);
  file.write("one\n");
  file.write("two\n");
  file.close();
  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  symlinkSync(join(folder.path, "nothing"), join(folder.path, "link"));
  for (const there of [path, join(folder.path, "link"), folder.path])
    expect(() => openSecretFile(there)).toThrow(/cannot be written to .* \(EEXIST\)/u);
  expect(existsSync(join(folder.path, "nothing"))).toBe(false);
});

test("a file in /dev/shm is a file as any other, and a disk is none", async () => {
  const path = `/dev/shm/bareon-test-${process.pid}`;
  try {
    const file = openSecretFile(path);
    file.write("one\n");
    file.close();
    expect(() => openSecretFile(path)).toThrow(/EEXIST/u);
    expect(readFileSync(path, "utf8")).toBe("one\n");
  } finally {
    await execa("rm", ["-f", path]);
  }
  expect(() => openSecretFile("/dev/bareon-no-such-device")).toThrow(/ENOENT/u);
  await using folder = await scratchFolder();
  await execa("truncate", ["--size=1M", join(folder.path, "disk")]);
  const { stdout: device } = await execa("losetup", ["--find", "--show", join(folder.path, "disk")]);
  try {
    expect(() => openSecretFile(device)).toThrow(/EEXIST/u);
  } finally {
    await execa("losetup", ["--detach", device]);
  }
});

test("a device that keeps nothing is refused, by whatever name", () => {
  for (const path of ["/dev/null", "/dev/zero", "/dev/urandom"])
    expect(writeTo(path, "")).toBe(`usage: Recovery keys cannot be written to ${path} (a device that keeps nothing).`);
  expect(writeTo("/dev/stdout", "> /dev/null")).toContain("(a device that keeps nothing)");
  expect(writeTo("/dev/fd/5", "5> /dev/null")).toContain("(a device that keeps nothing)");
});

test("what is written to the same descriptor besides is not written over the keys", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "out");
  for (const name of ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]) {
    writeFileSync(path, "");
    const both = 'process.stdout.write("before\\n")';
    expect(writeTo(name, `> ${path}`, both)).toBe("");
    expect(readFileSync(path, "utf8")).toBe("before\na key\n");
  }
});

test("a pipe gets them, and one that nobody reads is refused at once", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "got");
  expect(writeTo("/dev/fd/5", `5> >(cat > ${path})`)).toBe("");
  await expect.poll(() => (existsSync(path) ? readFileSync(path, "utf8") : "")).toBe("a key\n");
  const fifo = join(folder.path, "fifo");
  await execa("mkfifo", [fifo]);
  expect(writeTo("/dev/fd/5", `5<> ${fifo} 6< ${fifo} 5> ${fifo} 6<&-`)).toContain(
    "usage: Recovery keys cannot be written",
  );
  expect(writeTo("/dev/fd/5", "5< /dev/null")).toContain("is not open for writing");
  expect(writeTo("/dev/fd/77", "")).toContain("is not open");
});

test("a key that cannot be written whole is an error", () => {
  expect(writeTo("/dev/full", "")).toBe("failure: A recovery key could not be written to /dev/full (ENOSPC).");
});

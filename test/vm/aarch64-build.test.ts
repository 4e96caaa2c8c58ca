/** The executable for 64-bit ARM, built on another machine: the same bytes each time, and packages that say for what they are. No virtual machine is needed. */
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { findArchitecture } from "../../src/build/architecture.ts";
import { toolsFor } from "../../src/build/emulator.ts";
import { buildExecutable, type Executable } from "../../src/build/executable.ts";
import { buildRelease } from "../../src/build/release.ts";
import { projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";

const { version } = manifest;
const arm = findArchitecture("arm64");

let scratch: Scratch;
let made: Executable;
let released: string;

beforeAll(async () => {
  scratch = await scratchFolder();
  const own = await buildExecutable();
  made = await buildExecutable({ architecture: arm });
  released = join(scratch.path, "release");
  const options = { executables: [own.path, made.path], epoch: 1_700_000_000, level: 0, output: released };
  await buildRelease(options, console.error);
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

async function say(program: string, ...words: readonly string[]): Promise<string> {
  return (await execa(program, words, { cwd: released })).stdout;
}

/** What the file prints of its version, whichever program it is by its name. */
async function versionOf(path: string, name: string): Promise<string> {
  const { file, args, argv0 } = toolsFor(arm).call(path, ["--version"], name);
  return (await execa(file, args, { argv0 })).stdout;
}

test("it is a program of such machines, and works under each of its names", async () => {
  expect(made.path).toBe(join(projectRoot, "build/arm64/bareon"));
  const header = await say("readelf", "--file-header", made.path);
  expect(header).toMatch(/Class: +ELF64\n[^]*Machine: +AArch64\n/u);
  for (const name of ["bareon-boot", "bareon-provision", "bareon-ironic-callback"])
    expect(await versionOf(made.path, name)).toBe(version);
});

test("another build, in another folder, makes the same file byte for byte", async () => {
  const elsewhere = await mkdtemp(join(projectRoot, "build/again-"));
  try {
    const copy = join(elsewhere, "a longer name");
    await mkdir(copy);
    for (const name of ["src", "schema", "package.json", "package-lock.json"])
      await execa("cp", ["--archive", join(projectRoot, name), join(copy, name)]);
    await execa("cp", ["--archive", "--link", join(projectRoot, "node_modules"), join(copy, "node_modules")]);
    const words = ["src/build/executable.ts", "--arch", "arm64"];
    const env = { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", FORCE_COLOR: "1" };
    await execa(process.execPath, words, { cwd: copy, env });
    const [one, other] = [await readFile(made.path), await readFile(join(copy, "build/arm64/bareon"))];
    expect(one.equals(other)).toBe(true);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test("a release has the packages of both architectures, and those for ARM have it in them", async () => {
  const [deb, rpm] = [`bareon_${version}_arm64.deb`, `bareon-${version}-1.aarch64.rpm`];
  expect((await say("dpkg-deb", "--field", deb, "Architecture", "Depends")).split("\n")).toEqual([
    "Architecture: arm64",
    expect.stringMatching(/^Depends: libc6 \(>= 2\.\d+\), libgcc-s1 \| libgcc1, libstdc\+\+6 \(>= \d+\.\d+\), /u),
  ]);
  expect(await say("rpm", "--query", "--package", "--queryformat", "%{ARCH}", rpm)).toBe("aarch64");
  const requires = await say("rpm", "--query", "--package", "--requires", rpm);
  expect(requires).toMatch(/^ld-linux-aarch64\.so\.1\(\)\(64bit\)$/mu);
  expect(await say("dpkg-deb", "--field", `bareon_${version}_amd64.deb`, "Architecture")).toBe("amd64");
  const unpacked = join(scratch.path, "unpacked");
  await execa("dpkg-deb", ["--extract", join(released, deb), unpacked]);
  const program = join(scratch.path, "bareon");
  await copyFile(join(unpacked, "usr/sbin/bareon-boot"), program);
  expect((await readFile(program)).equals(await readFile(made.path))).toBe(true);
  expect(await versionOf(program, "bareon-boot")).toBe(version);
  const sbom = JSON.parse(await readFile(join(released, `bareon-${version}-aarch64.cdx.json`), "utf8")) as unknown;
  expect(sbom).toMatchObject({
    metadata: { component: { hashes: [{ alg: "SHA-256", content: made.sha256 }] } },
    components: expect.arrayContaining([expect.objectContaining({ name: "node" })]) as unknown[],
  });
  await say("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS");
});

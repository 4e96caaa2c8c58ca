/** The standalone executable, run as a user would. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { callDirectly } from "../../../src/build/emulator.ts";
import { buildExecutable } from "../../../src/build/executable.ts";
import { proveExecutable } from "../../../src/build/executable-proof.ts";
import { pinnedNodes } from "../../../src/build/node-binary.ts";
import manifest from "../../../package.json" with { type: "json" };

const run = promisify(execFile);
const root = join(import.meta.dirname, "../../..");
const folder = join(root, "build");
/** Milliseconds for a test that builds, on a machine that is busy. */
const buildTimeout = 900_000;

beforeAll(async () => {
  await buildExecutable();
}, buildTimeout);

test("the name it is called by says which program it is", async () => {
  const boot = await run(join(folder, "bareon-boot"), ["--help"]);
  const provision = await run(join(folder, "bareon-provision"), ["--help"]);
  expect(boot.stdout).toMatch(/\bbareon-boot\b/u);
  expect(boot.stdout).not.toMatch(/\bbareon-provision\b.*$/mu);
  expect(provision.stdout).toMatch(/\bbareon-provision\b/u);
});

test.each(["bareon-ironic-callback", "fa_ironic_callback"])(
  "called %s it calls an Ironic back, if there is one",
  async (name) => {
    const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
    try {
      await symlink(join(folder, "bareon"), join(elsewhere, name));
      const called = await run(join(elsewhere, name), ["--kernel-arguments", "quiet BOOTIF=01-52-54-00-12-34-56"]);
      expect(called.stdout).toBe("The kernel's arguments name no Ironic: nothing was done.\n");
      await expect(run(join(elsewhere, name), ["--kernel-arguments", "deployment_id=x"])).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining("ironic_api_url= is missing") as string,
      });
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  },
);

test("the name may be a copy's anywhere, with nothing in the environment", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    await copyFile(join(folder, "bareon"), join(elsewhere, "bareon-boot"));
    const { stdout } = await run("./bareon-boot", ["--version"], { cwd: elsewhere, env: {} });
    expect(stdout).toBe(`${manifest.version}\n`);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test("as images have it, a link to bareon-boot, it is bareon-provision also where it starts itself again", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    await copyFile(join(folder, "bareon"), join(elsewhere, "bareon-boot"));
    await symlink("bareon-boot", join(elsewhere, "bareon-provision"));
    await expect(
      run(join(elsewhere, "bareon-provision"), ["deploy", "--input-data", "[]", "--log-file", join(elsewhere, "log")]),
    ).rejects.toMatchObject({ code: 3, stderr: expect.stringMatching(/^bareon-provision: error: /mu) as string });
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test.each(["bareon", "bareon-boot.old", "fa_mkbootstrap"])("called %s it does nothing", async (name) => {
  const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    await symlink(join(folder, "bareon"), join(elsewhere, name));
    await expect(run(join(elsewhere, name), ["deploy", "--input-data", "[]"])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`The name "${name}", by which this program was called`) as string,
    });
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test("Node's environment variables and options do not reach it", async () => {
  const env = {
    NODE_OPTIONS: "--require=/nonexistent",
    NODE_EXTRA_CA_CERTS: "/nonexistent",
    NODE_PENDING_DEPRECATION: "1",
  };
  const { stdout, stderr } = await run(join(folder, "bareon-boot"), ["--version"], { env });
  expect({ stdout, stderr }).toEqual({ stdout: `${manifest.version}\n`, stderr: "" });
});

test("it speaks English whatever the language of its user, of which it has no data", async () => {
  const [english, japanese] = await Promise.all(
    ["C", "ja_JP.UTF-8"].map(async (language) => {
      const env = { LC_ALL: language, LANG: language, TZ: "Asia/Tokyo" };
      return await run(join(folder, "bareon-provision"), ["--help"], { env });
    }),
  );
  expect(japanese).toEqual(english);
});

test("it has less than 90 MB", async () => {
  expect((await stat(join(folder, "bareon"))).size).toBeLessThan(90e6);
});

test("neither a configuration of OpenSSL in the environment nor a pipe in the caller's folder reaches it", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    const config = join(scratch, "openssl.cnf");
    // OpenSSL ends a program that cannot load what its configuration says.
    await writeFile(
      config,
      "nodejs_conf = a\n[a]\nproviders = b\n[b]\nevil = c\n[c]\nmodule = /nonexistent.so\nactivate = 1\n",
    );
    await run("mkfifo", [join(scratch, "package.json")]);
    const { stdout, stderr } = await run(join(folder, "bareon-boot"), ["--version"], {
      cwd: scratch,
      env: { OPENSSL_CONF: config },
      timeout: 10_000,
    });
    expect({ stdout, stderr }).toEqual({ stdout: `${manifest.version}\n`, stderr: "" });
  } finally {
    await rm(scratch, { recursive: true });
  }
});

test("it asks for no C library newer than 2.28, and for no library but its own and those of the compiler", async () => {
  const versions = await run("readelf", ["--version-info", "--wide", join(folder, "bareon")], { maxBuffer: 1e8 });
  const minors = [...versions.stdout.matchAll(/\bGLIBC_2\.(?<minor>\d+)/gu)].map(({ groups }) =>
    Number(groups?.["minor"]),
  );
  expect(Math.max(...minors)).toBeLessThanOrEqual(28);
  const dynamic = await run("readelf", ["--dynamic", "--wide", join(folder, "bareon")]);
  const needed = [...dynamic.stdout.matchAll(/\(NEEDED\).*\[(?<name>[a-z_+-]+?)(?:-x86-64)?\./gu)].map(
    ({ groups }) => groups?.["name"] ?? "",
  );
  expect([...new Set(needed)].sort()).toEqual([
    "ld-linux",
    "libc",
    "libdl",
    "libgcc_s",
    "libm",
    "libpthread",
    "libstdc++",
  ]);
});

test("it is built once for the same inputs, and from no Node binary but the one that was meant", async () => {
  expect((await buildExecutable()).built).toBe(false);
  await expect(buildExecutable({ nodeSha256: "0".repeat(64) })).rejects.toThrow(/has SHA-256 [0-9a-f]{64}, not 0{64}/u);
  expect(process.versions.node).toMatch(/^24\./u);
});

test("a Node binary that is not the pinned one is refused, with what can be done", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    const node = join(elsewhere, "node");
    await writeFile(node, "another");
    const made = buildExecutable({ node });
    await expect(made).rejects.toThrow(`not ${pinnedNodes[process.arch] ?? ""}, which is pinned for ${process.arch}`);
    await expect(made).rejects.toThrow(/Name the sum of one that is meant with --node-sha256$/u);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test(
  "another build, in another folder and by somebody with other settings, makes the same file byte for byte",
  async () => {
    // Beside this checkout: hard links of the packages take no time.
    const elsewhere = await mkdtemp(join(folder, "again-"));
    try {
      const copy = join(elsewhere, "a longer name");
      await mkdir(copy);
      for (const name of ["src", "schema", "package.json"])
        await run("cp", ["--archive", join(root, name), join(copy, name)]);
      await run("cp", ["--archive", "--link", join(root, "node_modules"), join(copy, "node_modules")]);
      const program = 'umask 077; exec "$0" src/build/executable.ts';
      const env = { ...process.env, TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", HOME: "/nonexistent", FORCE_COLOR: "1" };
      await run("sh", ["-c", program, process.execPath], { cwd: copy, env });
      const [one, other] = [await readFile(join(folder, "bareon")), await readFile(join(copy, "build/bareon"))];
      expect(one.equals(other)).toBe(true);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  },
  buildTimeout,
);

test("a code cache that V8 refuses ends the build", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "executable-"));
  try {
    const bytes = await readFile(join(folder, "bareon"));
    // The last one in the file: that it was made with other flags.
    const cache = bytes.lastIndexOf(Buffer.from([0x89, 0x06, 0xde, 0xc0]));
    bytes.writeUInt8(bytes.readUInt8(cache + 12) ^ 1, cache + 12);
    await writeFile(join(elsewhere, "bareon"), bytes, { mode: 0o755 });
    const names = ["bareon-boot", "bareon-provision", "bareon-ironic-callback"];
    const proven = proveExecutable(join(elsewhere, "bareon"), process.execPath, { call: callDirectly, names });
    await expect(proven).rejects.toThrow(/^V8 refuses the code cache that was made for bareon-[a-z-]+$/u);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test(
  "two that make it at the same moment both succeed, as on a fresh checkout",
  async () => {
    await rm(join(folder, "bareon.json"));
    const made = await Promise.all([buildExecutable(), buildExecutable()]);
    expect(made.map(({ built }) => built)).toEqual([true, true]);
    expect((await run(join(folder, "bareon-boot"), ["--version"])).stdout).toContain(manifest.version);
  },
  buildTimeout,
);

/** The packages of the real executable, installed, run, brought up to date and removed in Debian's releases; no virtual machine is needed. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { buildExecutable } from "../../src/build/executable.ts";
import { buildRelease } from "../../src/build/release.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { PackageRoot, type Ran } from "../support/systems/package-root.ts";

const older = manifest.version;
const newer = "99.0.0";
const epoch = 1_700_000_000;

let scratch: Scratch;

beforeAll(async () => {
  scratch = await scratchFolder();
  const { path } = await buildExecutable();
  const shared = { executables: [path], epoch, level: 0 };
  for (const version of [older, newer])
    await buildRelease({ ...shared, version, output: join(scratch.path, version) }, console.error);
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

const quiet = { exitCode: 0, stderr: "", stdout: "" };

async function expectOk(root: PackageRoot, ...words: readonly string[]): Promise<Ran> {
  const ran = await root.run(...words);
  expect(ran.exitCode, `${words.join(" ")}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
  return ran;
}

/** What a user tries first, and what the machine calls by itself. */
async function expectWorking(root: PackageRoot): Promise<void> {
  for (const program of ["bareon-boot", "bareon-provision"])
    expect((await expectOk(root, program, "--version")).stdout).toBe(manifest.version);
  const list = await root.run("bareon-boot", "list");
  expect(list).toMatchObject({ exitCode: 38, stdout: "" });
  expect(list.stderr).toContain("bareon-boot: error: This machine has no multiboot partition.");
  for (const page of ["bareon-boot", "bareon-provision", "provision.json"])
    expect((await expectOk(root, "man", "-w", page)).stdout).toMatch(/^\/usr\/share\/man\/man\d\/.*\.gz$/u);
  const complete =
    'source /usr/share/bash-completion/bash_completion; _completion_loader bareon-boot || __load_completion bareon-boot; COMP_WORDS=(bareon-boot set-); COMP_CWORD=1; _bareon_boot; echo "${COMPREPLY[@]}"';
  expect((await expectOk(root, "bash", "-c", complete)).stdout).toBe("set-default");
  for (const hooks of ["/etc/kernel/postinst.d", "/etc/kernel/postrm.d"])
    expect(await root.run("run-parts", "--verbose", "--regex=bareon", "--arg=6.1.0", hooks)).toMatchObject({
      exitCode: 0,
      stdout: "",
    });
  expect(await root.run("/etc/kernel/install.d/zzz-bareon.install", "add", "6.1.0", "/boot")).toEqual(quiet);
  expect(await root.run("/usr/lib/bareon/after-boot")).toEqual(quiet);
}

/** Units that are enabled. */
async function enabledUnits(root: PackageRoot): Promise<string[]> {
  const found = await root.run("find", "/etc/systemd/system", "-type", "l", "-name", "bareon-*");
  return found.stdout
    .split("\n")
    .map((path) => path.slice(path.lastIndexOf("/") + 1))
    .sort();
}

const allUnits = [
  "bareon-deadline.service",
  "bareon-events.service",
  "bareon-health.service",
  "bareon-kernels.path",
  "bareon-refresh.timer",
  "bareon-status.service",
];
const withoutEvents = allUnits.filter((unit) => unit !== "bareon-events.service");

describe.each(["bookworm", "trixie"] as const)("in Debian %s", (suite) => {
  let root: PackageRoot;
  let before: readonly string[];

  beforeAll(async () => {
    root = await PackageRoot.open(suite, scratch.path, console.error);
    before = await root.list();
  });

  afterAll(async () => {
    await root?.[Symbol.asyncDispose]();
  });

  const deb = (version: string): string => `/given/${version}/bareon_${version}_amd64.deb`;
  const installed = async (): Promise<string> =>
    (await root.run("dpkg-query", "--showformat=${Version} ${db:Status-Status}", "--show", "bareon")).stdout;

  test("the package is installed without a word that is not dpkg's, over what a deploy wrote, and works", async () => {
    const hook = "/etc/kernel/postinst.d/zzz-bareon";
    await expectOk(root, "mkdir", "-p", "/etc/kernel/postinst.d");
    const text = "#!/bin/sh\nsaid=$(/usr/sbin/bareon-boot refresh --quiet --wait 60 2>&1)\n";
    await expectOk(root, "sh", "-c", `printf '%s' "$1" >${hook}`, "sh", text);
    const { stdout, stderr } = await expectOk(root, "dpkg", "--install", deb(older));
    // Of systemd's, which dpkg's scripts start.
    expect(stderr.split("\n").filter((line) => line !== "" && !line.startsWith("Created symlink "))).toEqual([]);
    expect(
      stdout
        .split("\n")
        .filter((line) => !/^(?:Selecting|\(Reading|Preparing|Unpacking|Setting up|Processing)/u.test(line)),
    ).toEqual([]);
    expect(await installed()).toBe(`${older} installed`);
    expect((await root.run("cat", hook)).stdout).toContain("Run again when that is mended");
    expect(await enabledUnits(root)).toEqual(allUnits);
    expect((await expectOk(root, "dpkg", "--verify", "bareon")).stdout).toBe("");
    await expectWorking(root);
  });

  test("a newer one takes its place, and what was disabled stays so", async () => {
    await expectOk(root, "sh", "-c", "rm /etc/systemd/system/multi-user.target.wants/bareon-events.service");
    await expectOk(root, "dpkg", "--install", deb(newer));
    expect(await installed()).toBe(`${newer} installed`);
    expect(await enabledUnits(root)).toEqual(withoutEvents);
    await expectWorking(root);
  });

  test("removed, its hooks are silent; purged, nothing is left", async () => {
    await expectOk(root, "dpkg", "--remove", "bareon");
    expect((await root.run("sh", "-c", "command -v bareon-boot || command -v bareon-provision")).stdout).toBe("");
    expect(await root.run("/etc/kernel/postinst.d/zzz-bareon", "6.1.0")).toEqual(quiet);
    await expectOk(root, "dpkg", "--purge", "bareon");
    expect((await installed()).trim()).toBe("");
    expect(await root.list()).toEqual(before);
  });

  test("the archive installs the same, brings it up to date, and removes it", async () => {
    const top = (version: string): string => `/tmp/bareon-${version}-x86_64`;
    const install = async (version: string, then: string): Promise<Ran> => {
      const archive = `/given/${version}/bareon-${version}-x86_64.tar.xz`;
      return await root.run("sh", "-c", `tar -C /tmp -xf ${archive} && ${top(version)}/install.sh && ${then}`);
    };
    const first = await install(older, "cat /usr/lib/bareon/package");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toBe(
      `bareon ${older} is installed. To remove it: /usr/lib/bareon/archive/uninstall\narchive ${older}`,
    );
    // In one of them there is no systemd: nothing calls anything by itself.
    expect(await enabledUnits(root)).toEqual(suite === "trixie" ? allUnits : [""]);
    await expectWorking(root);
    await expectOk(root, "sh", "-c", "rm -f /etc/systemd/system/multi-user.target.wants/bareon-events.service");
    expect((await install(newer, "cat /usr/lib/bareon/package")).stdout).toContain(`archive ${newer}`);
    expect(await enabledUnits(root)).toEqual(suite === "trixie" ? withoutEvents : [""]);
    expect(await root.run("/usr/lib/bareon/archive/uninstall")).toMatchObject({
      exitCode: 0,
      stdout: "bareon is removed.",
    });
    expect(await root.list()).toEqual(before);
  });

  test("of a package and the archive, one refuses where the other is", async () => {
    await expectOk(root, "dpkg", "--install", deb(older));
    const refused = await root.run(
      "sh",
      "-c",
      `tar -C /tmp -xf /given/${older}/bareon-${older}-x86_64.tar.xz && /tmp/bareon-${older}-x86_64/install.sh`,
    );
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(`bareon ${older} is installed from a package (deb)`);
    await expectOk(root, "dpkg", "--purge", "bareon");
    expect(await root.list()).toEqual(before);
    await expectOk(
      root,
      "sh",
      "-c",
      `tar -C /tmp -xf /given/${older}/bareon-${older}-x86_64.tar.xz && /tmp/bareon-${older}-x86_64/install.sh`,
    );
    const second = await root.run("dpkg", "--install", deb(newer));
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain("Remove that first: /usr/lib/bareon/archive/uninstall");
    await expectOk(root, "/usr/lib/bareon/archive/uninstall");
    expect(await root.list()).toEqual(before);
  });
});

test("rpm installs it, brings it up to date and removes it, with nothing left", async () => {
  await using root = await PackageRoot.open("trixie", scratch.path, console.error);
  // What distributions with rpm have, and these have not, and the other way round.
  await expectOk(
    root,
    "mkdir",
    "-p",
    ...["man5", "man7", "man8"].map((name) => `/usr/share/man/${name}`),
    "/usr/share/licenses",
  );
  await expectOk(root, "rmdir", "/etc/kernel/install.d", "/etc/kernel/postinst.d", "/etc/kernel");
  const before = await root.list();
  // In Debian's database of rpm there is no package that has the libraries.
  const rpm = async (...words: readonly string[]): Promise<Ran> =>
    await root.runOutside("sh", "-c", 'exec rpm --root "$PWD" --nodeps "$@"', "sh", ...words);
  const packageOf = (version: string): string => join(scratch.path, version, `bareon-${version}-1.x86_64.rpm`);
  const query = async (): Promise<string> =>
    (await root.runOutside("sh", "-c", 'rpm --root "$PWD" --query bareon; rpm --root "$PWD" --verify --nodeps bareon'))
      .stdout;
  expect(await rpm("--install", packageOf(older))).toMatchObject({ exitCode: 0, stdout: "" });
  expect(await query()).toBe(`bareon-${older}-1.x86_64`);
  expect(await enabledUnits(root)).toEqual(allUnits);
  await expectWorking(root);
  await expectOk(root, "systemctl", "disable", "bareon-events.service");
  expect(await rpm("--upgrade", packageOf(newer))).toMatchObject({ exitCode: 0, stdout: "" });
  expect(await query()).toBe(`bareon-${newer}-1.x86_64`);
  expect(await enabledUnits(root)).toEqual(withoutEvents);
  await expectWorking(root);
  expect(await rpm("--erase", "bareon")).toMatchObject({ exitCode: 0, stdout: "" });
  expect(await root.list()).toEqual(before);
});

test("lintian finds no error", async () => {
  await using root = await PackageRoot.open("lintian", scratch.path, console.error);
  const { stdout } = await expectOk(
    root,
    "lintian",
    "--fail-on=error",
    "--show-overrides",
    `/given/${older}/bareon_${older}_amd64.deb`,
  );
  expect(stdout).not.toMatch(/^E:/mu);
  // Each override is still needed.
  expect(stdout).not.toContain("unused-override");
  expect(stdout).not.toContain("mismatched-override");
});

test("SHA256SUMS fits every file", async () => {
  const folder = join(scratch.path, older);
  await execa("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder });
  const sums = await readFile(join(folder, "SHA256SUMS"), "utf8");
  const listed = sums
    .trimEnd()
    .split("\n")
    .map((line) => line.split("  ")[1]);
  expect(new Set([...listed, "SHA256SUMS"])).toEqual(new Set(await readdir(folder)));
});

/** The package for rpm as dnf and zypper install it: they ask a repository for what it needs, which here has one package in the place of all; no virtual machine is needed. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { buildExecutable } from "../../src/build/executable.ts";
import { buildRelease } from "../../src/build/release.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { PackageRoot, type Ran } from "../support/systems/package-root.ts";

const [older, newer] = [manifest.version, "99.0.0"];
const packageOf = (version: string): string => `/given/${version}/bareon-${version}-1.x86_64.rpm`;

let scratch: Scratch;
let root: PackageRoot;

async function expectOk(...words: readonly string[]): Promise<Ran> {
  const ran = await root.run(...words);
  expect(ran.exitCode, `${words.join(" ")}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
  return ran;
}

/** What every distribution with rpm has, by the names that the package asks for; its shell runs the packages' scripts. */
function standIn(requires: readonly string[]): string {
  return `Name: stand-in
Version: 1
Release: 1
Summary: What a distribution has
License: none
AutoReqProv: no
${requires.map((name) => `Provides: ${name}`).join("\n")}

%description
What a distribution has.

%install
mkdir -p %{buildroot}/bin
cp /bin/busybox %{buildroot}/bin/sh

%files
/bin/sh
`;
}

beforeAll(async () => {
  scratch = await scratchFolder();
  const { path } = await buildExecutable();
  for (const version of [older, newer])
    await buildRelease(
      { executables: [path], epoch: 1_700_000_000, level: 0, version, output: join(scratch.path, version) },
      console.error,
    );
  root = await PackageRoot.open("managers", scratch.path, console.error);
  const asked = (await expectOk("rpm", "--query", "--package", "--requires", packageOf(older))).stdout.split("\n");
  const requires = asked.filter((name) => !name.startsWith("rpmlib(") && name !== "/bin/sh");
  expect(requires).toEqual(expect.arrayContaining(["util-linux", "libstdc++.so.6()(64bit)"]));
  await writeFile(join(scratch.path, "stand-in.spec"), standIn(requires));
  await expectOk(
    "rpmbuild",
    "-bb",
    "--quiet",
    "--target=x86_64-linux",
    "--define=_rpmdir /srv",
    "/given/stand-in.spec",
  );
  await expectOk("createrepo_c", "--quiet", "/srv/x86_64");
});

afterAll(async () => {
  await root?.[Symbol.asyncDispose]();
  await scratch?.[Symbol.asyncDispose]();
});

/** In README's words, with what a distribution has set up already: the root is empty, and there is one repository or none. */
const managers = {
  dnf: {
    setUp: [],
    options: [
      ...["--assumeyes", "--installroot=/srv/dnf", "--releasever=1"],
      ...["--setopt=cachedir=/srv/dnf-cache", "--setopt=reposdir=/srv/none"],
    ],
    repository: ["--repofrompath=stand-in,/srv/x86_64", "--setopt=stand-in.gpgcheck=0"],
    install: ["install"],
  },
  zypper: {
    setUp: ["addrepo", "--no-gpgcheck", "--refresh", "dir:///srv/x86_64", "stand-in"],
    options: ["--root", "/srv/zypper", "--non-interactive"],
    repository: [],
    install: ["install", "--allow-unsigned-rpm"],
  },
} as const;

test.each(["dnf", "zypper"] as const)(
  "%s installs it with what it needs, brings it up to date and removes it",
  async (name) => {
    const { setUp, options, repository, install } = managers[name];
    const run = async (...words: readonly string[]): Promise<Ran> =>
      await expectOk(name, ...options, ...repository, ...words);
    const query = async (): Promise<string> =>
      (await root.run("rpm", `--root=/srv/${name}`, "--query", "--all")).stdout.split("\n").sort().join(" ");
    const refused = await root.run(name, ...options, ...install, packageOf(older));
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout + refused.stderr).toMatch(/nothing provides/u);
    if (setUp.length > 0) await run(...setUp);
    await run(...install, packageOf(older));
    expect(await query()).toBe(`bareon-${older}-1.x86_64 stand-in-1-1.x86_64`);
    await expectOk("rpm", `--root=/srv/${name}`, "--verify", "bareon");
    await run(...install, packageOf(newer));
    expect(await query()).toBe(`bareon-${newer}-1.x86_64 stand-in-1-1.x86_64`);
    await run("remove", "bareon");
    expect(await query()).not.toContain("bareon");
    expect((await root.run("find", `/srv/${name}`, "-name", "*bareon*", "-not", "-path", "*/var/*")).stdout).toBe("");
  },
);

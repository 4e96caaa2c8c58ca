/** Of a deploy's own programs and those of a package in the image, the newer ones are there afterwards. */
import { expect, test } from "vitest";
import manifest from "../../../../package.json" with { type: "json" };
import { compareVersions, packageFile, parsePackage } from "../../../../src/boot/guest/packaged.ts";
import { type FoundPackage, installBootTool } from "../../../../src/boot/guest/tool.ts";
import { openTree } from "../../../../src/host/tree-writer.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingHost,
  type Seed,
} from "../../../support/hosts/recording-host.ts";

const own = manifest.version;
const program = { kind: "file", content: new TextEncoder().encode("of the package"), mode: 0o755 } as const;
const folder = { kind: "directory", mode: 0o755 } as const;

async function install(
  files: Readonly<Record<string, Seed>>,
): Promise<{ readonly host: RecordingHost; readonly found: FoundPackage | undefined }> {
  const host = createRecordingHost({
    files: { "/opt/bareon": "of the deploy", "/tree/etc/hostname": "x", ...files },
    expect: [
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
      { command: /^getfattr /u, always: true },
      { command: /^cmp /u, exitCode: 1, always: true },
    ],
  });
  const tree = openTree(createTestContext(host), "/tree", "Image a");
  const found = await installBootTool(host, tree, ["1-2"], { path: "/opt/bareon", completions: undefined });
  expect(host.text("/tree/etc/bareon/multiboot")).toBe("1-2\n");
  return { host, found };
}

const systemd = { "/tree/usr/lib/systemd/systemd": "init" } as const;

test.each([own, "99.0.0"])("the package of version %s stays, and nothing is written beside it", async (version) => {
  const { host, found } = await install({
    ...systemd,
    "/tree/usr/sbin/bareon-boot": program,
    [`/tree${packageFile}`]: `deb ${version}\n`,
  });
  expect(found).toEqual({ format: "deb", version, brought: own, stays: true });
  expect(host.text("/tree/usr/sbin/bareon-boot")).toBe("of the package");
  expect([...host.nodes.keys()].filter((path) => /kernel|systemd\/system\//u.test(path))).toEqual([]);
});

test("where no package calls it, the script for the end of the boot is called", async () => {
  const { host } = await install({
    "/tree/usr/sbin/bareon-boot": program,
    [`/tree${packageFile}`]: `deb ${own}\n`,
    "/tree/etc/init.d": folder,
    "/tree/etc/rc2.d": folder,
  });
  expect(host.nodes.get("/tree/etc/rc2.d/S99bareon")).toMatchObject({ kind: "symlink" });
  expect(host.nodes.has("/tree/usr/lib/bareon/after-boot")).toBe(false);
});

test.each([
  ["is older", { [`/tree${packageFile}`]: "rpm 0.0.9\n", "/tree/usr/sbin/bareon-boot": program }],
  ["has lost its program", { [`/tree${packageFile}`]: "rpm 99.0.0\n" }],
  [
    "has a program that others may change",
    { [`/tree${packageFile}`]: "rpm 99.0.0\n", "/tree/usr/sbin/bareon-boot": { ...program, mode: 0o775 } },
  ],
])("a package that %s is replaced", async (_, files: Readonly<Record<string, Seed>>) => {
  const { host, found } = await install({ ...systemd, ...files });
  expect(found).toMatchObject({ format: "rpm", brought: own, stays: false });
  expect(host.text("/tree/usr/sbin/bareon-boot")).toBe("of the deploy");
  expect(host.nodes.has("/tree/usr/lib/systemd/system/bareon-status.service")).toBe(true);
});

test("an image without a package has none, nor has one that says something else", async () => {
  expect((await install(systemd)).found).toBeUndefined();
  const { host, found } = await install({
    "/tree/usr/sbin/bareon-boot": program,
    [`/tree${packageFile}`]: "deb 1.0\n",
  });
  expect(found).toBeUndefined();
  expect(host.text("/tree/usr/sbin/bareon-boot")).toBe("of the deploy");
});

test("only a line with a format and a version is understood", () => {
  expect(parsePackage("archive 1.2.3-rc.1\n")).toEqual({ format: "archive", version: "1.2.3-rc.1" });
  for (const text of ["", "deb", "deb 1.2", "tgz 1.2.3", "deb 1.2.3\nrpm 1.2.3", `deb ${"9".repeat(99)}.0.0`])
    expect(parsePackage(text), text).toBeUndefined();
});

test("versions are in the order of semver.org", () => {
  const sorted = [
    "0.9.9",
    "0.10.0",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
  ];
  const all = [...sorted, "1.0.0-rc.1", "1.0.0", "1.0.1"];
  for (const [index, one] of all.entries())
    for (const [at, other] of all.entries()) expect(compareVersions(one, other)).toBe(Math.sign(index - at));
});

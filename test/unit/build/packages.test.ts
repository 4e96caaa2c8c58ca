/** What packages say that they need, by what the executable asks for and what the programs start. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findArchitecture } from "../../../src/build/architecture.ts";
import { packageVersion, refuseOlder, relationsOf } from "../../../src/build/packages/about.ts";
import { debDepends, rpmRequires, type ExecutableFacts } from "../../../src/build/packages/architecture.ts";

const facts: ExecutableFacts = {
  architecture: findArchitecture("amd64"),
  // As readelf(1) shows them of the executable with Node 24.
  libraries: new Map([
    ["libdl.so.2", ["GLIBC_2.2.5"]],
    ["libstdc++.so.6", ["CXXABI_1.3.11", "GLIBCXX_3.4.9", "GLIBCXX_3.4.21", "GLIBCXX_3.4"]],
    ["libgcc_s.so.1", ["GCC_3.4", "GCC_3.0"]],
    ["libc.so.6", ["GLIBC_2.9", "GLIBC_2.28", "GLIBC_2.3.4"]],
  ]),
};

test("Debian's packages of the libraries have the newest version that is asked for", () => {
  expect(debDepends(facts)).toEqual(["libc6 (>= 2.28)", "libgcc-s1 | libgcc1", "libstdc++6 (>= 5.1)"]);
  const unknown = new Map([["libstdc++.so.6", ["GLIBCXX_3.4.99"]]]);
  expect(() => debDepends({ ...facts, libraries: unknown })).toThrow("GLIBCXX_3.4.99");
});

test("rpm is told each version of each library", () => {
  expect(rpmRequires(facts)).toEqual(
    expect.arrayContaining([
      "libc.so.6()(64bit)",
      "libc.so.6(GLIBC_2.28)(64bit)",
      "libstdc++.so.6(CXXABI_1.3.11)(64bit)",
    ]),
  );
});

test.each(["debian", "rhel"] as const)("no package of %s is named twice", (family) => {
  const { needed, recommended, suggested } = relationsOf(family);
  const all = [...needed, ...recommended, ...suggested];
  expect(new Set(all).size).toBe(all.length);
  expect(recommended).toContain("rsync");
});

test("a version before a release is older in both formats", () => {
  expect(packageVersion("1.0.0")).toBe("1.0.0");
  expect(packageVersion("1.0.0-rc.1")).toBe("1.0.0~rc.1");
});

test("a mark without content, as a power failure leaves it, keeps no package from being installed", () => {
  const root = mkdtempSync(join(tmpdir(), "bareon-test-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "usr/lib/bareon"), { recursive: true });
  writeFileSync(join(root, "usr/lib/bareon/package"), "");
  const script = `set -e\n${refuseOlder("1.0.0", "false")}\necho goes on`;
  expect(execFileSync("sh", ["-c", script], { env: { DPKG_ROOT: root }, encoding: "utf8" })).toBe("goes on\n");
});

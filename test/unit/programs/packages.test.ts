/** The hint for a program that is not installed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isKnownProgram, renderMissing } from "../../../src/programs/packages.ts";
import { projectRoot } from "../../support/files/paths.ts";

test.each([
  ["ID=debian", "fdisk"],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"', "fdisk"],
  ['NAME="Rocky"\nID="rocky"\nID_LIKE="rhel centos fedora"', "util-linux"],
  ['ID="opensuse-leap"\nID_LIKE="suse opensuse"', "util-linux"],
  ["ID=arch", "util-linux"],
  ["\uFEFFID=fedora", "util-linux"],
  ["ID=mint\r\nID_LIKE=debian\r\n", "fdisk"],
])("%s: sfdisk is in %s", (osRelease, name) => {
  expect(renderMissing("sfdisk", osRelease)).toBe(`Install the package ${name}, which has sfdisk.`);
});

test("an unknown system is told Debian's name, and an unknown program its own", () => {
  expect(renderMissing("sfdisk", "ID=void")).toBe("Install the package that has sfdisk (fdisk in Debian).");
  expect(renderMissing("frobnicate", "ID=debian")).toBe("Install the package that has frobnicate.");
});

test("the package of every program in src/programs is known, but for those of the shell, of images and its own", () => {
  const texts = readdirSync(join(projectRoot, "src/programs")).map((name) =>
    readFileSync(join(projectRoot, "src/programs", name), "utf8"),
  );
  const programs = texts.flatMap((text) =>
    Array.from(text.matchAll(/\bprogram: "(?<name>[\w.-]+)"/gu), ({ groups }) => groups?.["name"] ?? ""),
  );
  // The last ones are programs of an image, which brings them itself.
  const without = new Set(["sh", "bareon-provision", "clevis", "mkinitramfs", "lsinitramfs", "dracut", "lsinitrd"]);
  expect([...new Set(programs)].filter((name) => !without.has(name) && !isKnownProgram(name))).toEqual([]);
});

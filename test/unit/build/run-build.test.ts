/** How the commands that build something tell their user what is wrong: by a line, and by a trace only if the mistake is their own. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkMaintainer, defaultMaintainer } from "../../../src/build/packages/about.ts";
import { describeBuildFailure } from "../../../src/build/run-build.ts";
import { projectRoot } from "../../support/files/paths.ts";

function build(file: string, ...words: readonly string[]): readonly [number | null, string] {
  const script = join(projectRoot, "src/build", file);
  const { status, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: "utf8" });
  return [status, stderr];
}

test.for([
  ["executable.ts", "build"],
  ["ramdisk.ts", "ramdisk"],
  ["media.ts", "media"],
  ["release.ts", "release"],
] as const)("%s tells a wrong option", ([file, command]) => {
  const hint = `Hint: Try: npm run ${command} -- --help\n`;
  expect(build(file, "--bogus")).toEqual([2, `${command}: error: Unknown option '--bogus'\n${hint}`]);
});

test("a file that is not there is named", () => {
  expect(build("ramdisk.ts", "--authorized-key", "/nope.pub")).toEqual([
    1,
    "ramdisk: error: /nope.pub: no such file or directory\n",
  ]);
});

test("a mistake of its own keeps its trace", () => {
  expect(describeBuildFailure("release", new TypeError("x is undefined"))).toBeUndefined();
  expect(describeBuildFailure("release", "a text")).toBeUndefined();
});

test("who publishes packages has one line, and no words of rpm", () => {
  expect(() => checkMaintainer(defaultMaintainer)).not.toThrow();
  expect(() => checkMaintainer("Zoë O'Hara-Day, Ltd. <zoe+x@example.net>")).not.toThrow();
  for (const text of ["Ada", "<a@b>", "Ada <a@b>\nDepends: x", "Ada %(id) <a@b>", "Ada <a b@c>", "Ada <a@b> <c@d>"])
    expect(() => checkMaintainer(text)).toThrow("NAME <ADDRESS>");
  expect(readFileSync(join(projectRoot, "README.md"), "utf8")).toContain("--maintainer 'NAME <ADDRESS>'");
});

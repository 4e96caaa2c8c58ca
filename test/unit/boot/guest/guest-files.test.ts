/** The scripts and units that images receive, judged by the tools of their own trade. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ImageFile, imageFiles } from "../../../../src/boot/guest/guest-files.ts";
import { scratchFolder } from "../../../support/files/scratch.ts";

const everything = [true, false].flatMap((systemd) =>
  imageFiles({ systemd, runLevels: true, localScripts: true, completions: [] }, undefined),
);
const texts = everything.filter((file) => file.kind === "file");

function textOf(name: string): string {
  return texts.find(({ path }) => path.endsWith(name))?.text ?? "";
}

test.for(texts.filter(({ mode }) => mode === 0o755).map((file): [string, string] => [file.path, file.text]))(
  "%s is a clean shell script",
  ([, text]) => {
    execFileSync("shellcheck", ["--shell=sh", "-"], { input: text });
  },
);

/** Runs the hook with a bareon-boot of our own in place of the real one. */
function runHook(tool: string): string {
  const hook = textOf("postinst.d/zzz-bareon")
    .replaceAll("/usr/sbin/bareon-boot", tool)
    .replaceAll("/etc/bareon/multiboot", "/etc/passwd");
  return execFileSync("sh", ["-c", `exec 2>&1; ${hook}`], { encoding: "utf8" });
}

test("a kernel hook repeats what was said of a menu that is not complete, and nothing on a machine without one", async () => {
  await using folder = await scratchFolder();
  const tool = (code: number): string => {
    const path = join(folder.path, `tool-${code}`);
    writeFileSync(path, `#!/bin/sh\necho 'Warning: x' >&2\nexit ${code}\n`, { mode: 0o755 });
    return path;
  };
  expect(runHook(tool(39))).toBe("The boot menu was looked at: Warning: x\n");
  expect(runHook(tool(0))).toContain("Warning: x");
  expect(runHook(tool(38))).toBe("");
});

test("a kernel hook never fails, and says what went wrong where there is a multiboot partition", () => {
  expect(runHook("/bin/true")).toBe("");
  expect(runHook("/bin/false")).toContain("Run again when that is mended: bareon-boot refresh");
  expect(runHook("/nonexistent")).toBe("");
});

test("every link leads to a file that is written too, and files come before their links", () => {
  const links = everything.filter((file): file is Extract<ImageFile, { kind: "link" }> => file.kind === "link");
  expect(links.length).toBeGreaterThan(5);
  for (const link of links.filter(({ path }) => path !== "/usr/sbin/bareon-provision"))
    expect(everything.findIndex(({ path }) => path === link.target)).toBeLessThan(everything.indexOf(link));
});

/** The programs as started from odd places: relative paths, a folder that is gone, a full disk, a hostile environment. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { bootLine } from "../../../src/cli/boot/options.ts";
import type { OptionSpec } from "../../../src/cli/command-table.ts";
import { parseCommandLine, withPaths } from "../../../src/cli/command-line.ts";
import { harmless, renderBug, renderError } from "../../../src/cli/error-text.ts";
import { toJson } from "../../../src/cli/output.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { renderLogLine } from "../../../src/report/log.ts";
import { validate } from "../../../src/schema/failure.validate.js";
import { plainStyle } from "../../../src/view/style.ts";
import { projectRoot } from "../../support/files/paths.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "surroundings-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** By a shell, which `prepare` talks to first. */
function run(words: string, prepare = "", env: NodeJS.ProcessEnv = {}): Ended {
  const program = join(projectRoot, "bin", words);
  const script = `${prepare}\nexec ${program}`;
  const {
    status: code,
    stdout,
    stderr,
  } = spawnSync("sh", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    timeout: 15_000,
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"], ...env },
  });
  return { code, stdout, stderr };
}

describe.each([bootLine, provisionLine])("$program", (line) => {
  test("every option that names a file is meant from the caller's folder", async () => {
    const options: readonly OptionSpec[] = line.options;
    for (const { name, commands, kind, value, isRepeatable } of options) {
      if (kind !== "text" || !["FILE", "PATH", "DEVICE"].includes(value ?? "")) continue;
      const parsed = await parseCommandLine(line, [commands[0] ?? "", `--${name}`, "one/disk.img"], 100);
      if (parsed.kind !== "run") throw new Error("no command");
      const path = "/home/anna/one/disk.img";
      expect(withPaths(line, parsed, "/home/anna").values.get(name), name).toEqual(isRepeatable ? [path] : path);
      expect(() => withPaths(line, parsed, undefined)).toThrow("was removed");
    }
  });

  test("in a folder that was removed it works, without a trace", () => {
    const gone = join(folder, "gone");
    mkdirSync(gone);
    const { code, stdout, stderr } = run(`${line.program} --version`, `cd ${gone} && rmdir ${gone}`);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\d/u);
  });

  test("an answer that a full disk has no room for is no success", () => {
    const { code, stderr } = run(`${line.program} --help >/dev/full`);
    expect(code).toBe(1);
    expect(stderr).toContain("could not be written to standard output");
    expect(stderr).not.toMatch(/^\s+at /mu);
    expect(run(`${line.program} --nonsense >/dev/full 2>/dev/full`).code).toBe(2);
    expect(run(`${line.program} --version <&- >&- 2>&-`).code).toBe(0);
  });

  test.each(["--nonsense --json", "--json nonsense", "--json -- a b"])(
    "%s: one JSON document on standard output",
    (words) => {
      const { code, stdout, stderr } = run(`${line.program} ${words}`);
      const document: unknown = JSON.parse(stdout);
      expect(validate(document)).toBe(true);
      expect(document).toMatchObject({ error: { code: "usage", exit_code: 2, message: expect.any(String) as string } });
      expect([code, stderr.startsWith(`${line.program}: error:`)]).toEqual([2, true]);
    },
  );
});

test("validate --json of a config that is refused is one document, with the error in it", () => {
  writeFileSync(join(folder, "config.json"), "{}");
  const { code, stdout } = run("bareon-provision validate --json --input-data-file config.json");
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ valid: false, error: { code: "invalid", exit_code: 3 } });
});

test("a config may come by a pipe of the shell", () => {
  const { code, stderr } = run("bareon-provision validate --input-data-file pipe", "mkfifo pipe; echo '{}' >pipe &");
  expect([code, stderr]).toEqual([3, expect.not.stringContaining("regular file")]);
});

test("programs are not looked up where the caller says, and its folder stays free", () => {
  const trap = join(folder, "trap");
  mkdirSync(trap);
  for (const name of ["unshare", "setpriv", "flock", "sh", "mount", "blkid"])
    execFileSync("sh", [
      "-c",
      `printf '#!/bin/sh\\ntouch ${folder}/caught' >${trap}/${name}; chmod +x ${trap}/${name}`,
    ]);
  execFileSync("mkfifo", [join(trap, "package.json")]);
  run("bareon-boot list --image /nonexistent", `cd ${trap}; umask 077; export PATH=${trap}:$PATH`);
  run("bareon-provision deploy --input-data-file /nonexistent", `cd ${trap}; export PATH=${trap}:$PATH`);
  expect(readdirSync(folder)).not.toContain("caught");
  rmSync(trap, { recursive: true });
  expect(() => rmdirSync(trap)).toThrow();
});

test("what is written has the modes that the program gives it, whatever the caller's mask is", () => {
  const module = join(projectRoot, "src/host/local/surroundings.ts");
  const code = `import { mkdirSync, statSync } from "node:fs"; import { leaveSurroundings } from ${JSON.stringify(module)}; leaveSurroundings(); mkdirSync(${JSON.stringify(join(folder, "made"))}, { mode: 0o755 }); process.stdout.write((statSync(${JSON.stringify(join(folder, "made"))}).mode & 0o777).toString(8) + " " + process.cwd());`;
  const { stdout } = spawnSync(
    "sh",
    ["-c", `umask 077; exec "$0" --input-type=module -e "$1"`, process.execPath, code],
    {
      encoding: "utf8",
    },
  );
  expect(stdout).toBe("755 /");
});

test("of the caller's environment only what is known stays, and programs are looked up in fixed folders", () => {
  const module = join(projectRoot, "src/host/local/surroundings.ts");
  const code = `import { leaveSurroundings } from ${JSON.stringify(module)}; leaveSurroundings(); process.stdout.write(JSON.stringify(process.env));`;
  const env = { PATH: "/evil:/usr/bin", HOME: "/evil", BASH_ENV: "/evil", GCONV_PATH: "/evil", SSL_CERT_FILE: "/evil" };
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    env: { ...env, LC_ALL: "xx", TERM: "vt100", https_proxy: "http://proxy", BAREON_X: "1" },
    encoding: "utf8",
  });
  const kept = { TERM: "vt100", https_proxy: "http://proxy", BAREON_X: "1", LC_ALL: "C.UTF-8" };
  expect(JSON.parse(stdout)).toEqual({ ...kept, PATH: expect.stringMatching(/^\/usr\/sbin:/u) as string });
});

test("what stands after -- is the entry, whatever it looks like", async () => {
  const read = async (...words: string[]): Promise<unknown> => await parseCommandLine(bootLine, words, 100);
  expect(await read("set-default", "--", "trixie")).toMatchObject({ command: "set-default", operand: "trixie" });
  expect(await read("--json", "once", "--", "--clear")).toMatchObject({ command: "once", operand: "--clear" });
  const second = await read("ansible", "boot", "--", "-x");
  expect(second).toMatchObject({
    operand: "boot",
    values: new Map([
      ["file", "-x"],
      ["module", "boot"],
    ]),
  });
  await expect(read("status", "--expect", "--", "b")).rejects.toThrow("--expect takes a value");
  await expect(read("status", "--expect", "b", "--", "b")).rejects.toThrow("Unexpected word: b");
  expect(await read("reboot", "--")).toMatchObject({ command: "reboot", operand: "" });
  await expect(read("set-default", "a", "--", "b")).rejects.toThrow("Unexpected word: b");
  await expect(read("list", "--", "b")).rejects.toThrow("Unexpected word: b");
});

const hostile = "a\u001B]0;owned\u0007\u009B31m\u202Eb\r\u007F";
const controls = /[\p{Cc}\p{Cf}]/u;

test("nothing that a message quotes steers a terminal: error, hint, violation, trace, log, JSON", () => {
  const error = new BareonError("source", hostile, {
    hint: hostile,
    violations: [{ pointer: "/a", problem: hostile, expected: "b" }],
    differences: [{ where: hostile, what: hostile, expected: hostile, found: hostile, pointer: "" }],
  });
  const texts = [
    renderError("bareon-boot", error, plainStyle),
    renderBug("bareon-boot", new Error(hostile)),
    renderLogLine({ event: "warning", message: harmless(hostile) }) ?? "",
    toJson({ hostile }),
  ];
  for (const text of texts) expect(text.replaceAll("\n", "")).not.toMatch(controls);
  expect(JSON.parse(toJson({ hostile }))).toEqual({ hostile });
});

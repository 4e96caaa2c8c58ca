/** What Slurm calls on a node, with a bareon-boot that only notes what it was asked: features and entries, modes, and which job may start. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { slurmScripts } from "../../../../src/integrations/slurm/scripts.ts";
import { type Scratch, scratchFolder } from "../../../support/files/scratch.ts";

let folder: Scratch;

interface Node {
  /** What bareon-boot current prints. */
  readonly current?: string;
  /** The names in the published file; none if absent, and then `status` writes those below it. */
  readonly entries?: readonly string[];
  readonly settings?: string;
  /** The exit code of each command that is not 0. */
  readonly codes?: Readonly<Record<string, number>>;
}

beforeEach(async () => {
  folder = await scratchFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
});

const usual = ["bookworm", "bookworm+6.1.0-9", "debian-12", "Trixie", "trixie", "9stream", "12"];

function place(name: string): string {
  return join(folder.path, name);
}

/** The stand-in for bareon-boot, and the scripts with their files in the folder. */
function install({ current = "bookworm", entries = usual, settings, codes = {} }: Node): void {
  const ends = Object.entries(codes).map(([command, code]) => `${command}) echo "no $1" >&2; exit ${code} ;;`);
  writeFileSync(
    place("bareon-boot"),
    `#!/bin/sh
echo "\${LOGNAME-}: $*" >> ${place("asked")}
case "$1" in
${ends.join("\n")}
current) printf '%s\\n' '${current}' ;;
status) echo 'Last change:  today  root  reject  trixie -> -  not healthy: nhc' ;;
esac
`,
    { mode: 0o755 },
  );
  writeFileSync(place("scontrol"), `#!/bin/sh\nprintf '%s\\n' "$@" > ${place("told")}\n`, { mode: 0o755 });
  if (settings !== undefined) writeFileSync(place("settings"), settings);
  writeFileSync(place("entries"), entries.map((name) => `${name}\tTitle of ${name}\n`).join(""));
  for (const { path, lines } of slurmScripts(place("bareon-boot"))) {
    const text = ["#!/bin/sh", ...lines, ""].join("\n");
    const own = text
      .replaceAll("/etc/bareon/slurm", place("settings"))
      .replaceAll("/run/bareon-boot", folder.path)
      .replaceAll("/usr/lib/bareon", folder.path)
      .replaceAll("logger -t", "true");
    writeFileSync(place(path.slice(path.lastIndexOf("/") + 1)), own, { mode: 0o755 });
  }
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(name: string, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Ran {
  const path = `${folder.path}:/usr/bin:/bin`;
  const { status, stdout, stderr } = spawnSync(place(name), words, { encoding: "utf8", env: { PATH: path, ...env } });
  return { code: status, stdout, stderr };
}

function asked(): string[] {
  return readFileSync(place("asked"), "utf8").slice(0, -1).split("\n");
}

test.for([
  ["bookworm", "bookworm\n"],
  ["bookworm+6.1.0-9-amd64", "bookworm\n"],
  ["debian-12", "debian_12\nold\n"],
  ["9stream", "_9stream\n"],
  ["rhel.9\nWarning: something", "rhel.9\n"],
] as const)("what runs as %s is the feature %s", ([current, features]) => {
  install({ current, settings: "feature old debian-12\nfeature new trixie\n" });
  expect(run("slurm-helper")).toEqual({ code: 0, stdout: features, stderr: "" });
  expect(asked()).toEqual([": current --wait 8"]);
});

test("what was published at the boot costs no start of a program", () => {
  install({ current: "trixie" });
  writeFileSync(place("current"), "debian-12+6.1\n");
  expect(run("slurm-helper")).toEqual({ code: 0, stdout: "debian_12\n", stderr: "" });
  expect(() => asked()).toThrow("ENOENT");
});

test("a feature is one of the site's, or the id of an entry with _ for what Slurm does not take", () => {
  install({ settings: "# names of the site\n\nfeature new trixie\n  feature bookworm debian-12" });
  for (const feature of ["new", "bookworm", "debian_12", "_9stream"])
    expect(run("slurm-helper", [feature]).code).toBe(0);
  expect(asked()).toEqual(
    ["trixie", "debian-12", "debian-12", "9stream"].map((entry) => `slurm: once --wait 8 -- ${entry}`),
  );
  const { code, stderr } = run("slurm-helper", ["jessie"]);
  expect([code, stderr]).toEqual([
    1,
    "slurm-helper: no system of this node has the feature jessie. There are: bookworm debian_12 trixie _9stream new bookworm \n",
  ]);
});

test("each mode has its command, and the default itself is on no trial", () => {
  install({ settings: "mode default\n" });
  expect(run("slurm-helper", ["trixie"]).code).toBe(0);
  install({ settings: "mode trial\ntries 2\n" });
  expect(run("slurm-helper", ["trixie"]).code).toBe(0);
  install({ settings: "mode trial\n", codes: { trial: 37 } });
  expect(run("slurm-helper", ["trixie"]).code).toBe(0);
  expect(asked()).toEqual([
    "slurm: set-default --wait 8 -- trixie",
    "slurm: trial --tries 2 --reset --wait 8 -- trixie",
    "slurm: trial --tries 1 --reset --wait 8 -- trixie",
    "slurm: set-default --wait 8 -- trixie",
  ]);
});

test("what fails says so, and fails", () => {
  install({ codes: { once: 32 } });
  expect(run("slurm-helper", ["trixie"])).toMatchObject({
    code: 1,
    stderr: "slurm-helper: trixie was not chosen: no once\n",
  });
  install({ settings: "mode trial\n", codes: { trial: 33 } });
  expect(run("slurm-helper", ["trixie"]).code).toBe(1);
  install({ codes: { current: 36 } });
  expect(run("slurm-helper").code).toBe(1);
  install({ entries: ["debian-12", "debian_12"] });
  expect(run("slurm-helper", ["debian_12"]).stderr).toMatch(
    /several systems have the feature debian_12: debian-12 debian_12/u,
  );
});

test.for([
  ["mode sometimes", "'mode sometimes' is none of"],
  ["mode once twice", "'twice' is too much after 'mode once'"],
  ["tries 10", "'tries 10' is none of"],
  ["feature new", "after the feature new the entry is missing"],
  ["speed high", "'speed high' is none of"],
])("of the settings %s is refused with its line", ([line, problem]) => {
  install({ settings: `# first\n${line}` });
  for (const words of [[], ["trixie"]]) {
    const { code, stderr } = run("slurm-helper", words);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`settings, line 2: ${problem}`) as string]);
  }
});

test("a machine without a multiboot partition has no feature, and every job may start", () => {
  install({ entries: [], codes: { current: 38, status: 38 } });
  expect(run("slurm-helper")).toMatchObject({ code: 0, stdout: "" });
  expect(run("slurm-helper", ["trixie"]).code).not.toBe(0);
  expect(run("slurm-prolog", [], { SLURM_JOB_CONSTRAINTS: "trixie" }).code).toBe(0);
});

test.for([
  ["", true],
  ["gpu", true],
  ["bookworm", true],
  ["bookworm&gpu", true],
  ["trixie|bookworm", true],
  ["trixie|gpu", true],
  ["(bookworm|trixie)&gpu", true],
  ["trixie", false],
  ["gpu&trixie", false],
  ["trixie|_9stream", false],
  ["(gpu|fast)&trixie", false],
  ["(trixie|gpu)&fast", true],
  ["(trixie|_9stream)&gpu", false],
  ["gpu-trixie", true],
  ["gpu-trixie&trixie", false],
  ["trixie*2", false],
  ["trixie*2&gpu", false],
  ["bookworm*2&gpu*1", true],
  ["[trixie*2&bookworm*4]", true],
  ["[trixie*2&_9stream*4]&gpu", false],
  ["[trixie|bookworm]", true],
  ["[(trixie&gpu)*2&bookworm]", true],
  // No constraint of Slurm's: what it names at all counts.
  ["trixie gpu", false],
  ["((bookworm", true],
  ["((gpu", true],
  ["$(touch told)&0x10", true],
  ["1+1", true],
] as const)("where bookworm runs, a job that asks for %s starts: %s", ([constraint, starts]) => {
  install({});
  const env = { SLURM_JOB_CONSTRAINTS: constraint, SLURMD_NODENAME: "n1" };
  expect(run("slurm-prolog", [], env).code).toBe(starts ? 0 : 1);
});

test("the node of a job that does not start is drained, and the reason says what became of the other system", () => {
  install({});
  const { code, stderr } = run("slurm-prolog", [], { SLURM_JOB_CONSTRAINTS: "gpu&trixie", SLURMD_NODENAME: "n1" });
  const reason =
    "bareon: trixie was asked for, bookworm runs; last change: today  root  reject  trixie -> -  not healthy: nhc";
  expect([code, stderr]).toEqual([1, `slurm-prolog: ${reason}\n`]);
  expect(readFileSync(place("told"), "utf8")).toBe(`update\nNodeName=n1\nState=DRAIN\nReason=${reason}\n`);
});

test("a reboot goes by bareon-boot, else by the plain program, whatever features Slurm hands over", () => {
  install({});
  writeFileSync(place("reboot"), `#!/bin/sh\necho "plain: $*" >> ${place("asked")}\n`, { mode: 0o755 });
  expect(run("slurm-reboot", ["trixie"]).code).toBe(0);
  install({ codes: { reboot: 34 } });
  expect(run("slurm-reboot", ["trixie"]).code).toBe(0);
  expect(asked()).toEqual([": reboot --quiet", ": reboot --quiet", "plain: "]);
});

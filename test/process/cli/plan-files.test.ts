/** plan --html and --svg: what the program writes where, that it is well-formed, and that a failure leaves no half of it. */
import { mkdir, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { renderPage } from "../../../src/view/markup/page.ts";
import { renderSvg } from "../../../src/view/markup/svg.ts";
import { picturePlan } from "../../../src/view/picture/picture.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { drawnPlans } from "../../unit/view/drawn-plans.ts";
import { hostile, rename } from "../../unit/view/hostile-names.ts";

const program = join(projectRoot, "bin/bareon-provision");
const example = join(projectRoot, "test/examples/two-systems.json");
const inventory = join(projectRoot, "test/unit/plan/inventory-two-systems.json");

let scratch: Scratch;
/** A folder for each test. */
let folder: string;
let count = 0;

beforeAll(async () => {
  scratch = await scratchFolder();
});

beforeEach(async () => {
  folder = join(scratch.path, `${(count += 1)}`);
  await mkdir(folder);
});

afterAll(async () => {
  await scratch[Symbol.asyncDispose]();
});

interface Answer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function plan(words: readonly string[], input = ""): Promise<Answer> {
  const { exitCode, stdout, stderr } = await execa(program, ["plan", ...words], { cwd: folder, input, reject: false });
  return { exitCode, stdout, stderr };
}

const here = ["--input-data-file", example, "--inventory", inventory];

/** Throws with xmllint's words. */
async function checkForm(...paths: readonly string[]): Promise<void> {
  await execa("xmllint", ["--noout", "--nonet", ...paths]);
}

test("both are written, well-formed, for everybody to read, and it is said", async () => {
  const answer = await plan([...here, "--html", "plan.html", "--svg", "disks.svg"]);
  expect(answer).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("error") as string });
  expect(answer.stdout).toBe(`${folder}/plan.html has the plan.\n${folder}/disks.svg has the disks of the plan.`);
  await checkForm(join(folder, "plan.html"), join(folder, "disks.svg"));
  expect((await stat(join(folder, "plan.html"))).mode & 0o777).toBe(0o644);
  expect(await readFile(join(folder, "plan.html"), "utf8")).toContain("<h2>What is lost</h2>");
  expect(await readdir(folder)).toEqual(["disks.svg", "plan.html"]);
});

test("- is standard output, for one of them", async () => {
  const page = await plan([...here, "--html", "-"]);
  expect([page.exitCode, page.stdout.slice(0, 15)]).toEqual([0, "<!DOCTYPE html>"]);
  const drawing = await plan([...here, "--svg=-", "--html", "plan.html"]);
  expect([drawing.exitCode, drawing.stdout.slice(0, 5)]).toEqual([0, "<svg "]);
  await writeFile(join(folder, "disks.svg"), drawing.stdout);
  await checkForm(join(folder, "disks.svg"), join(folder, "plan.html"));
});

test("with --json the plan is printed as well, and its page can be made of it again", async () => {
  const { exitCode, stdout } = await plan([...here, "--json", "--html", "plan.html"]);
  expect([exitCode, (JSON.parse(stdout) as { version: number }).version]).toEqual([0, 3]);
  await writeFile(join(folder, "plan.json"), stdout);
  expect((await plan(["--plan", "plan.json", "--html", "again.html"])).exitCode).toBe(0);
  const [first, again] = await Promise.all(
    ["plan.html", "again.html"].map(async (name) => await readFile(join(folder, name), "utf8")),
  );
  expect(again).toBe(first);
});

test.each([
  [["--html", "-", "--svg", "-"], "Only one of --html and --svg can go to standard output."],
  [["--html", "-", "--json"], "Only one of --html and --json can go to standard output."],
  [["--html", "x", "--svg", "x"], "--html and --svg cannot have the same file."],
  [["--svg", "x", "--image", "bookworm"], "--svg and --image exclude each other."],
  [["--html", ""], "--html takes a path, not an empty word."],
])("%j is refused: %s", async (words, message) => {
  const { exitCode, stdout, stderr } = await plan([...here, ...words]);
  expect(exitCode).toBe(2);
  expect(stdout).not.toContain("<");
  expect(stderr).toContain(message);
  // With --json an error is the answer as well.
  const isDocument = words.includes("--json");
  const answer = isDocument ? (JSON.parse(stdout) as { readonly error: Error }).error.message : stdout;
  expect(answer).toBe(isDocument ? message : "");
  expect(await readdir(folder)).toEqual([]);
});

describe("what is no file is not replaced", () => {
  test("such as a link, a folder or a device", async () => {
    await mkdir(join(folder, "folder"));
    await symlink("/dev/null", join(folder, "link"));
    for (const path of ["folder", "link", "/dev/null", "/dev/stdout"]) {
      const { exitCode, stderr } = await plan([...here, "--html", path]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining("is no regular file, and is not replaced.")]);
    }
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["folder", "link"]);
  });
});

test("a failure leaves what was there, and nothing else", async () => {
  await writeFile(join(folder, "plan.html"), "what was there");
  const wrong = await plan(["--input-data", "{}", "--inventory", inventory, "--html", "plan.html"]);
  expect(wrong.exitCode).toBe(3);
  const full = await plan([...here, "--html", "/dev/full/plan.html"]);
  expect(full).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Cannot write /dev/full/plan.html") as string,
  });
  // A file that cannot grow beyond 4 KiB, as on a full disk.
  const limited = await execa(
    "bash",
    [
      "-c",
      'trap "" XFSZ; ulimit -f 4; exec "$@"',
      "bash",
      program,
      "plan",
      ...here,
      "--html",
      join(folder, "plan.html"),
    ],
    { reject: false },
  );
  expect([limited.exitCode, limited.stderr]).toEqual([1, expect.stringContaining("Cannot write ")]);
  expect(await readFile(join(folder, "plan.html"), "utf8")).toBe("what was there");
  expect(await readdir(folder)).toEqual(["plan.html"]);
});

test("plans of every kind are well-formed, page and drawing, also with hostile names", async () => {
  const plans = Object.entries(drawnPlans).flatMap(([name, make]) => [
    [name, make()] as const,
    [`hostile-${name}`, rename(make(), hostile.join(" "))] as const,
  ]);
  const paths = await Promise.all(
    plans.map(async ([name, made]) => {
      const [page, drawing] = [join(folder, `${name}.html`), join(folder, `${name}.svg`)];
      await writeFile(page, renderPage(picturePlan(made)));
      await writeFile(drawing, renderSvg(picturePlan(made)));
      return [page, drawing];
    }),
  );
  await checkForm(...paths.flat());
});

test.each(["kept-in-part", "extended-layers", "nailgun-7"])(
  "the program writes the page and the drawing of the stored plan %s",
  async (name) => {
    const made = drawnPlans[name]?.();
    if (made === undefined) throw new Error("the plan is gone");
    const words = ["--plan", "-", "--html", "plan.html", "--svg", "disks.svg"];
    expect(await plan(words, JSON.stringify(made))).toMatchObject({ exitCode: 0 });
    const read = async (file: string): Promise<string> => await readFile(join(folder, file), "utf8");
    expect(await read("plan.html")).toBe(renderPage(picturePlan(made)));
    expect(await read("disks.svg")).toBe(renderSvg(picturePlan(made)));
  },
);

/** bareon-boot ansible as modules start it: a file of arguments, one JSON object on standard output whatever happens, and an exit code. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCodes } from "../../../src/base/errors.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const sourceProgram = join(projectRoot, "bin/bareon-boot");
let folder: Scratch;

beforeAll(async () => {
  folder = await scratchFolder();
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

interface Answer {
  readonly exitCode: number | undefined;
  readonly result: unknown;
  readonly stderr: string;
}

/** With the arguments in a file whose path is relative. */
async function run(module: string, text: string): Promise<Answer> {
  await writeFile(join(folder.path, "args"), text);
  const words = ["ansible", module, "args"];
  const { exitCode, stdout, stderr } = await execa(sourceProgram, words, { cwd: folder.path, reject: false });
  return { exitCode, result: JSON.parse(stdout), stderr };
}

const refused = { changed: false, failed: true, rc: exitCodes.usage.code, code: "usage" };

test("a wrong option is told as a result, and nothing is on standard error", async () => {
  const { exitCode, result, stderr } = await run("boot", '{"state": "trial", "tries": 0}');
  expect(result).toEqual({
    ...refused,
    msg: "bareon.node.boot: option tries: 0 is too small (expected a whole number from 1 to 9)",
  });
  expect([exitCode, stderr]).toEqual([exitCodes.usage.code, ""]);
});

test("arguments that are no JSON, and a module that is none, are told with their names", async () => {
  const { result, exitCode } = await run("boot", '{"state": ');
  expect(result).toMatchObject({ failed: true, msg: expect.stringContaining(`${join(folder.path, "args")}:1:`) });
  expect(exitCode).toBe(exitCodes.invalid.code);
  expect((await run("other", "{}")).result).toMatchObject({
    ...refused,
    msg: "This version of bareon-boot does not know the module bareon.node.other.",
    hint: "The collection is newer than the program on this node.",
  });
});

test("a secret in the options is not in the message that refuses them", async () => {
  const address = "http://anna:secret@images.example.net/x";
  const { result } = await run("update", JSON.stringify({ source: address, sauce: address }));
  expect(result).toMatchObject({ ...refused, msg: expect.stringContaining("there is no option sauce") });
  expect(JSON.stringify(result)).not.toContain("secret");
});

test("a file with a name like an option stands after --, and - is standard input", async () => {
  await writeFile(join(folder.path, "-x"), '{"state": "gone"}');
  for (const words of [["--", "-x"], ["-"]]) {
    const { exitCode, stdout } = await execa(sourceProgram, ["ansible", "boot", ...words], {
      ...{ cwd: folder.path, reject: false, input: '{"state": "gone"}' },
    });
    expect(JSON.parse(stdout)).toMatchObject({ ...refused, msg: expect.stringContaining("option state") });
    expect(exitCode).toBe(exitCodes.usage.code);
  }
});

test("without the file it says that this is missing", async () => {
  const { exitCode, stderr } = await execa(sourceProgram, ["ansible", "boot"], { reject: false });
  expect(exitCode).toBe(exitCodes.usage.code);
  expect(stderr).toBe("bareon-boot: error: <file> is missing\nHint: Try: bareon-boot --help");
});

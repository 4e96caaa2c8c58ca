/** What the program does by each name that it is called by, and what bareon-data-validator answers. */
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../support/files/paths.ts";

let folder: string;
const example = join(projectRoot, "test/examples/two-systems.json");

// Of the phases of a deploy; test/unit/cli/parts.test.ts has all of them.
const parts = ["bareon-partition", "fa_bootloader"];
const names = ["bareon-data-validator", "provision", "fa_provision", ...parts, "bareon-mkbootstrap", "bareon"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bareon-names-"));
  for (const name of names) await symlink(join(projectRoot, "bin/bareon-provision"), join(folder, name));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function call(name: string, words: readonly string[], input = ""): Promise<Answer> {
  const { exitCode, stdout, stderr } = await execa(join(folder, name), words, { input, reject: false });
  return { exitCode, stdout, stderr };
}

test.each(["bareon-mkbootstrap", "bareon"])(
  "by the name %s nothing is deployed, whatever the words are",
  async (name) => {
    for (const words of [[], ["deploy"], ["validate", example]]) {
      const { exitCode, stderr } = await call(name, words);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`The name "${name}", by which this program was called, means nothing.`);
      expect(stderr).toContain("fa_provision");
    }
  },
);

test.each(parts)("%s is one phase of a deploy, reads its config, and takes no bounds", async (name) => {
  const bounds = await call(name, ["--until=bootloader", "--input-data", "{}"]);
  expect(bounds).toMatchObject({ exitCode: 2, stdout: "" });
  expect(bounds.stderr).toContain(`${name} is one phase of a deploy, and takes no --until.`);
  const words = ["--data_driver", "ironic", "--deploy_driver", "swift", "--input-data", "{}"];
  expect(await call(name, words)).toMatchObject({ exitCode: 3 });
});

test.each(["provision", "fa_provision"])("%s deploys", async (name) => {
  const { exitCode, stderr } = await call(name, ["--input-data", "{}", "--inventory", "x"]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("is an option of plan, validate, not of deploy")]);
});

test("by the names that Astute calls, the log has the lines that it looks for", async () => {
  const log = join(folder, "log");
  expect(await call("provision", ["--log-file", log, "--input-data", "{"])).toMatchObject({ exitCode: 3 });
  expect(await readFile(log, "utf8")).toContain("INFO --- Provisioning (do_provisioning) ---\n");
});

test("bareon-data-validator reads a file or standard input, and says nothing of a good document", async () => {
  const text = await readFile(example, "utf8");
  const good = { exitCode: 0, stdout: "", stderr: "" };
  expect(await call("bareon-data-validator", [example])).toEqual(good);
  expect(await call("bareon-data-validator", [], text)).toEqual(good);
  expect(await call("bareon-data-validator", ["--data_driver", "ironic", "-"], text)).toEqual(good);
});

test("bareon-data-validator numbers the violations below a headline", async () => {
  const document = { images: [], partitions: "sda", wrong: 1 };
  const { exitCode, stdout, stderr } = await call("bareon-data-validator", [], JSON.stringify(document));
  expect([exitCode, stdout]).toEqual([3, ""]);
  const [headline, ...lines] = stderr.split("\n");
  expect(headline).toBe("bareon-data-validator: error: the deploy config has 3 errors");
  expect(lines.slice(0, 3).map((line) => line.split(" ").slice(0, 4).join(" "))).toEqual([
    "  1. /images:",
    "  2. /partitions:",
    "  3. /wrong:",
  ]);
});

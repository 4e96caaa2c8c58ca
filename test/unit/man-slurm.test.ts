/** The files that bareon-slurm(7) shows are those of test/examples/slurm, which run with Slurm in a test, and its settings and features are those of the scripts. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { slurmScripts } from "../../src/integrations/slurm/scripts.ts";
import { readLiteral } from "../support/files/man-text.ts";
import { projectRoot } from "../support/files/paths.ts";

const page = readFileSync(join(projectRoot, "man/bareon-slurm.7"), "utf8");
const folder = join(projectRoot, "test/examples/slurm");

const blocks = Array.from(page.matchAll(/^\.Bd -literal.*\n(?<block>[^]*?)^\.Ed$/gmu), ({ groups }) =>
  readLiteral(groups?.["block"] ?? ""),
);

test.each(readdirSync(folder))("the page shows %s as it is", (name) => {
  expect(blocks).toContain(readFileSync(join(folder, name), "utf8"));
});

test("the page and the example name every script, and no other", () => {
  const paths = slurmScripts("bareon-boot").map(({ path }) => path);
  expect(Array.from(page.matchAll(/^\.Nm (?<path>\/\S+)/gmu), ({ groups }) => groups?.["path"])).toEqual(paths);
  const examples = ["slurm.conf", "helpers.conf"].map((name) => readFileSync(join(folder, name), "utf8")).join("");
  const used = Array.from(examples.matchAll(/=(?<path>\/\S+)/gu), ({ groups }) => groups?.["path"] ?? "");
  expect([...new Set(used)].sort()).toEqual(paths.sort());
});

test("the page has every setting of the helper", () => {
  const helper = slurmScripts("bareon-boot")[0]?.lines.join("\n") ?? "";
  const modes = Array.from(helper.matchAll(/'mode (?<mode>\w+)'/gu), ({ groups }) => groups?.["mode"]);
  expect(Array.from(page.matchAll(/^\.It Cm mode (?<mode>\w+)$/gmu), ({ groups }) => groups?.["mode"])).toEqual(modes);
  expect(page).toMatch(/^\.It Cm tries Ar N$/mu);
  expect(page).toMatch(/^\.It Cm feature Ar NAME ENTRY$/mu);
});

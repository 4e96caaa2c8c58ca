/** The command line of bareon-ironic-callback: its words, its help, and that its manual has the same. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../../../src/base/errors.ts";
import { callbackHelp, callbackOptions } from "../../../src/cli/callback/main.ts";
import { projectRoot } from "../../support/files/paths.ts";

test("help and manual have its options and exit codes", async () => {
  const page = await readFile(join(projectRoot, "man/bareon-ironic-callback.8"), "utf8");
  const documented = Array.from(page.matchAll(/^\.It Fl -(?<name>[a-z-]+)/gmu), ({ groups }) => groups?.["name"]);
  expect(documented).toEqual(Object.keys(callbackOptions));
  const shown = Array.from(callbackHelp.matchAll(/^ {2}--(?<name>[a-z-]+)/gmu), ({ groups }) => groups?.["name"]);
  expect(shown).toEqual(documented);
  const codes = Array.from(page.matchAll(/^\.It (?<code>\d+)\n(?<meaning>.*)$/gmu), ({ groups }) => [
    Number(groups?.["code"]),
    groups?.["meaning"],
  ]);
  const { done, failure, usage, root } = exitCodes;
  expect(codes.map(([code]) => code)).toEqual([done.code, failure.code, usage.code, root.code]);
  for (const [code, meaning] of codes)
    expect(callbackHelp).toContain(`${String(code).padStart(4)}  ${String(meaning)}\n`);
});

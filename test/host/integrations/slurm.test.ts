/** What Slurm calls on a node, with the real bareon-boot on a loop disk: what is armed then, and what the history and a drained node say. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { slurmScripts } from "../../../src/integrations/slurm/scripts.ts";
import { showHistory, status } from "../../../src/recipes/boot-show.ts";
import { createMultibootDisk, type MultibootDisk } from "../../support/disks/multiboot-disk.ts";
import { bootProgram, projectRoot } from "../../support/files/paths.ts";
import { localContext } from "../../support/hosts/local-context.ts";

let disk: MultibootDisk;

function place(name: string): string {
  return join(disk.directory, name);
}

/** The scripts with their files in the folder of the disk, and a bareon-boot that works on this disk. */
beforeAll(async () => {
  disk = await createMultibootDisk({ prod: "ext4", next: "ext4" });
  const tool = `#!/bin/sh\ncommand=$1\nshift\nexec ${bootProgram} "$command" --uuid ${disk.uuid} "$@"\n`;
  await writeFile(place("bareon-boot"), tool, { mode: 0o755 });
  await writeFile(place("scontrol"), `#!/bin/sh\nprintf '%s\\n' "$@" > ${place("told")}\n`, { mode: 0o755 });
  await writeFile(place("entries"), "prod\tProd\nnext\tNext\n");
  await writeFile(place("current"), "prod\n");
  for (const { path, lines } of slurmScripts(place("bareon-boot"))) {
    const text = ["#!/bin/sh", ...lines, ""]
      .join("\n")
      .replaceAll("/etc/bareon/slurm", place("settings"))
      .replaceAll("/run/bareon-boot", disk.directory)
      .replaceAll("/usr/lib/bareon", disk.directory)
      .replaceAll("logger -t", "true");
    await writeFile(place(path.slice(path.lastIndexOf("/") + 1)), text, { mode: 0o755 });
  }
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
});

async function run(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<object> {
  const options = { reject: false, extendEnv: false, env: { PATH: `${disk.directory}:/usr/bin:/bin`, ...env } };
  const { exitCode, stdout, stderr } = await execa(place(name), words, options);
  return { exitCode, stdout, stderr };
}

const done = { exitCode: 0, stdout: "", stderr: "" };

async function settings(mode: string): Promise<void> {
  const example = await readFile(join(projectRoot, "test/examples/slurm/settings"), "utf8");
  await writeFile(place("settings"), example.replace("mode trial", `mode ${mode}`));
}

test("each mode arms what it is called for, in the name of slurm, and again the same", async () => {
  const [ctx, options] = [localContext(), { uuid: disk.uuid }];
  await settings("once");
  for (const words of [["next"], ["next"]]) expect(await run("slurm-helper", words)).toEqual(done);
  expect(await status(ctx, options)).toMatchObject({ once: { entry_id: "next" }, default: { entry_id: "prod" } });
  await settings("trial");
  expect(await run("slurm-helper", ["next"])).toEqual(done);
  expect(await status(ctx, options)).toMatchObject({ trial: { entry_id: "next", left: 1, tries: 1, state: "armed" } });
  // The default: it ends the trial.
  expect(await run("slurm-helper", ["prod"])).toEqual(done);
  expect(await status(ctx, options)).toMatchObject({ trial: null, default: { entry_id: "prod" } });
  await settings("default");
  expect(await run("slurm-helper", ["next"])).toEqual(done);
  expect(await status(ctx, options)).toMatchObject({ default: { entry_id: "next" } });
  const { lines } = await showHistory(ctx, options);
  expect(lines.map(({ who, what, to }) => [who, what, to])).toEqual([
    ["slurm", "once", "next"],
    ["slurm", "trial", "next"],
    ["slurm", "set-default", "prod"],
    ["slurm", "set-default", "next"],
  ]);
});

test("an entry that cannot be chosen is an error of the helper", async () => {
  await writeFile(place("settings"), "feature gone no-such-entry\n");
  expect(await run("slurm-helper", ["gone"])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /^slurm-helper: no-such-entry was not chosen: .*No entry is called "no-such-entry"/u,
    ) as string,
  });
});

test("a job for another system is refused, and the node drained with the last line of the history", async () => {
  await settings("once");
  expect(await run("slurm-helper", [])).toMatchObject({ exitCode: 0, stdout: "prod" });
  const job = { SLURM_JOB_CONSTRAINTS: "next", SLURMD_NODENAME: "n1" };
  expect(await run("slurm-prolog", [], { ...job, SLURM_JOB_CONSTRAINTS: "prod" })).toEqual(done);
  expect(await run("slurm-prolog", [], job)).toMatchObject({ exitCode: 1 });
  expect(await readFile(place("told"), "utf8")).toMatch(
    /^update\nNodeName=n1\nState=DRAIN\nReason=bareon: next was asked for, prod runs; last change: 2\S+Z {2}slurm {2}set-default {2}prod -> next {2}asked for/u,
  );
});

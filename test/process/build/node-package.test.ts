/** The npm package with the Node of another architecture: fetched once, and only if it is what the lock file means. npm is one that packs what the test says. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodePackage } from "../../../src/build/node-package.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const former = { PATH: process.env["PATH"], BAREON_CACHE: process.env["BAREON_CACHE"] };
const name = "node-linux-other";

let scratch: Scratch;
let integrity: string;

/** Adds a line to the file `calls` each time that it is asked for the package. */
const npm = `#!/bin/sh
echo "$*" >> "$0.calls"
cp "$(dirname "$0")/archive.tgz" "$4/"
`;

beforeAll(async () => {
  scratch = await scratchFolder();
  const [tree, programs] = [join(scratch.path, "tree"), join(scratch.path, "programs")];
  await mkdir(join(tree, "package/bin"), { recursive: true });
  await mkdir(join(tree, "package/share"));
  await mkdir(programs);
  await writeFile(join(tree, "package/bin/node"), "the program", { mode: 0o755 });
  await writeFile(join(tree, "package/LICENSE"), "its licence");
  await writeFile(join(tree, "package/share/page"), "not needed");
  const archive = join(programs, "archive.tgz");
  await execa("tar", ["--create", "--gzip", "--file", archive, "--directory", tree, "package"]);
  integrity = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  await writeFile(join(programs, "npm"), npm, { mode: 0o755 });
  process.env["PATH"] = `${programs}${delimiter}${former.PATH ?? ""}`;
  process.env["BAREON_CACHE"] = join(scratch.path, "cache");
});

afterAll(async () => {
  for (const [variable, value] of Object.entries(former))
    if (value === undefined) delete process.env[variable];
    else process.env[variable] = value;
  await scratch?.[Symbol.asyncDispose]();
});

/** A project whose lock file has the package with that integrity. */
async function project(folder: string, sum: string): Promise<string> {
  const root = join(scratch.path, folder);
  await mkdir(join(root, "node_modules"), { recursive: true });
  const packages = { [`node_modules/${name}`]: { version: "24.0.1", integrity: sum } };
  await writeFile(join(root, "package-lock.json"), JSON.stringify({ packages }));
  return root;
}

test("one that npm has installed is taken", async () => {
  const root = await project("installed", integrity);
  await mkdir(join(root, "node_modules", name));
  expect(await nodePackage(root, "other")).toBe(join(root, "node_modules", name));
});

test("another archive than the lock file means is refused, and leaves nothing", async () => {
  const root = await project("changed", `sha512-${"A".repeat(86)}==`);
  await expect(nodePackage(root, "other")).rejects.toThrow(
    `archive.tgz has the integrity ${integrity}, not sha512-${"A".repeat(86)}== as in package-lock.json`,
  );
  expect(await readdir(join(scratch.path, "cache"))).toEqual([]);
});

test("it is fetched once, by its version, and only the program and its licence are kept", async () => {
  const root = await project("fetched", integrity);
  const calls = join(scratch.path, "programs/npm.calls");
  await writeFile(calls, "");
  const folder = await nodePackage(root, "other");
  expect(await nodePackage(root, "other")).toBe(folder);
  expect(await readFile(calls, "utf8")).toMatch(/^pack node-linux-other@24\.0\.1 --pack-destination \S+\n$/u);
  expect(await readdir(folder, { recursive: true }).then((found) => found.sort())).toEqual([
    "LICENSE",
    "bin",
    "bin/node",
  ]);
  expect((await execa("stat", ["--format=%a", join(folder, "bin/node")])).stdout).toBe("755");
  expect(await readFile(join(folder, "bin/node"), "utf8")).toBe("the program");
});

test("a package that the lock file does not have is told", async () => {
  const root = await project("absent", integrity);
  await expect(nodePackage(root, "none")).rejects.toThrow("package-lock.json has no node-linux-none");
});

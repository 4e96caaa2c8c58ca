/** The import rules find what they forbid. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkImports, checkLevels, readSources } from "../../.ci/import-rules.ts";
import { rooms, stillUpward } from "../../.ci/rooms.ts";
import { scratchFolder } from "../support/files/scratch.ts";

/** The violations of one planted file, each as "what it may not import". */
function plant(path: string, text: string): string[] {
  return checkImports(new Map([[path, text]]), false).map((violation) =>
    violation.replace(/^.* may not import (?<what>.*?): .*$/u, "$<what>"),
  );
}

test.each([
  ["a type import", "programs/a.ts", 'import type { B } from "../plan/b.ts";', "../plan/b.ts (plan)"],
  ["a re-export", "base/a.ts", 'export { b } from "../programs/b.ts";', "../programs/b.ts (programs)"],
  ["a star re-export", "base/a.ts", 'export * from "../programs/b.ts";', "../programs/b.ts (programs)"],
  ["a dynamic import", "plan/a.ts", 'const b = await import("../host/host.ts");', "../host/host.ts (host)"],
  ["an import for its effect", "config/a.ts", 'import "node:fs";', "node:fs"],
  [
    "a computed import",
    "plan/a.ts",
    "export const load = (name: string) => import(name);",
    "a module whose name is computed",
  ],
  ["a module of Node", "programs/a.ts", 'import { readFile } from "node:fs/promises";', "node:fs/promises"],
  ["a package", "deploy/a.ts", 'import { execa } from "execa";', "execa"],
  ["a scoped package", "plan/a.ts", 'import { b } from "@scope/b/c";', "@scope/b/c"],
  [
    "this machine from deploy",
    "deploy/a.ts",
    'import { b } from "../host/local/host.ts";',
    "../host/local/host.ts (host/local)",
  ],
  [
    "this machine from the host room",
    "host/mounts.ts",
    'import { b } from "./local/files.ts";',
    "./local/files.ts (host/local)",
  ],
  [
    "the host from pure boot",
    "boot/menu/menu.ts",
    'import type { Host } from "../../host/host.ts";',
    "../../host/host.ts (host)",
  ],
  ["build", "cli/a.ts", 'import { b } from "../build/b.ts";', "../build/b.ts (build)"],
  ["one layer from plan", "plan/a.ts", 'import { b } from "../storage/lvm/b.ts";', "../storage/lvm/b.ts (storage/*)"],
  ["outside src", "plan/a.ts", 'import { b } from "../../test/b.ts";', "../test/b.ts, which is in no room"],
])("%s is found", (_, path, text, expected) => {
  expect(plant(path, text)).toEqual([expected]);
});

test("what the table allows passes", () => {
  expect(
    plant(
      "deploy/a.ts",
      'import { join } from "node:path";\nimport { b } from "../programs/b.ts";\nimport { c } from "./c.ts";',
    ),
  ).toEqual([]);
  expect(plant("base/a.ts", 'import type { B } from "../schema/b.ts";')).toEqual([]);
  expect(plant("build/debian.ts", 'const { execa } = await import("execa");')).toEqual([]);
  expect(plant("plan/a.ts", '// import "node:fs";\nexport const text = `import "execa"`;')).toEqual([]);
});

test("a file outside every room and a cycle of types are found", () => {
  expect(checkImports(new Map([["other/a.ts", ""]]), false)).toEqual(["other/a.ts is in no room of .ci/rooms.ts"]);
  const cycle = new Map([
    ["plan/a.ts", 'import type { B } from "./b.ts";'],
    ["plan/b.ts", 'import { c } from "./c.ts";'],
    ["plan/c.ts", 'export type { A } from "./a.ts";'],
  ]);
  expect(checkImports(cycle, false)).toEqual(["cycle: plan/a.ts -> plan/b.ts -> plan/c.ts -> plan/a.ts"]);
});

test("of the files in src itself, only main.ts is in a room", () => {
  expect(plant("main.ts", 'import { b } from "./cli/boot/b.ts";')).toEqual([]);
  expect(plant("helper.ts", "")).toEqual(["helper.ts is in no room of .ci/rooms.ts"]);
  expect(plant("main.ts", 'import { b } from "./helper.ts";')).toEqual(["helper.ts, which is in no room"]);
});

test.for(["mts", "cts", "js", "mjs", "cjs", "tsx"])("a file with the extension %s is found", async (extension) => {
  const path = `plan/a.${extension}`;
  await using folder = await scratchFolder();
  await mkdir(join(folder.path, "plan"));
  await mkdir(join(folder.path, "schema"));
  await writeFile(join(folder.path, path), "");
  await writeFile(join(folder.path, "schema/plan.validate.js"), "");
  expect(checkImports(await readSources(folder.path), false)).toEqual([
    `${path} is not TypeScript with the extension .ts`,
  ]);
});

test("a folder inside a room is that room's, unless it is a room itself", () => {
  expect(plant("programs/lvm/a.ts", 'import { b } from "../b.ts";')).toEqual([]);
  expect(plant("storage/raid/a.ts", 'import { b } from "../../host/b.ts";')).toEqual(["../../host/b.ts (host)"]);
});

test("a permission that goes up the levels is found, unless it is one of those that remain", () => {
  const table = [
    { folder: "base", rooms: ["host"] },
    { folder: "storage", rooms: ["base", "storage/*"] },
    { folder: "storage/*", rooms: ["storage"] },
    { folder: "host", rooms: ["base", "storage/*"] },
  ];
  const step = "base -> host";
  expect(checkLevels(table, [])).toEqual([`.ci/rooms.ts: ${step} goes up the levels`]);
  expect(checkLevels(table, [step])).toEqual([]);
  expect(checkLevels(table, [step, "host -> base"])).toEqual([
    ".ci/rooms.ts has host -> base in stillUpward for nothing",
  ]);
  expect(checkLevels(rooms, stillUpward)).toEqual([]);
});

test("a permission that nothing uses is found", () => {
  const unused = checkImports(new Map([["formats/a.ts", ""]]), true);
  expect(unused).toContain(".ci/rooms.ts allows . to import cli/boot (rooms), which it does not");
});

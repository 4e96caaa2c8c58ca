/** The import rules find what they forbid. */
import { expect, test } from "vitest";
import { checkImports } from "../../.ci/import-rules.ts";

/** The violations of one planted file, each as "what it may not import". */
function plant(path: string, text: string): string[] {
  return checkImports(new Map([[path, text]])).map((violation) =>
    violation.replace(/^.* may not import (?<what>.*?): .*$/u, "$<what>"),
  );
}

test.each([
  ["a type import", "tools/a.ts", 'import type { B } from "../plan/b.ts";', "plan/b.ts (plan)"],
  ["a re-export", "base/a.ts", 'export { b } from "../tools/b.ts";', "tools/b.ts (tools)"],
  ["a star re-export", "base/a.ts", 'export * from "../tools/b.ts";', "tools/b.ts (tools)"],
  ["a dynamic import", "plan/a.ts", 'const b = await import("../host/host.ts");', "host/host.ts (host)"],
  ["an import for its effect", "config/a.ts", 'import "node:fs";', "node:fs"],
  [
    "a computed import",
    "plan/a.ts",
    "export const load = (name: string) => import(name);",
    "a module whose name is computed",
  ],
  ["a module of Node", "tools/a.ts", 'import { readFile } from "node:fs/promises";', "node:fs/promises"],
  ["a package", "apply/a.ts", 'import { execa } from "execa";', "the package execa"],
  ["a scoped package", "plan/a.ts", 'import { b } from "@scope/b/c";', "the package @scope/b"],
  [
    "this machine from apply",
    "apply/a.ts",
    'import { b } from "../host/local-host.ts";',
    "host/local-host.ts (local host)",
  ],
  [
    "this machine from the host room",
    "host/mounts.ts",
    'import { b } from "./local-files.ts";',
    "host/local-files.ts (this machine)",
  ],
  ["the host from pure boot", "boot/menu.ts", 'import type { Host } from "../host/host.ts";', "host/host.ts (host)"],
  ["build", "cli/a.ts", 'import { b } from "../build/b.ts";', "build/b.ts (build)"],
  ["outside src", "plan/a.ts", 'import { b } from "../../test/b.ts";', "../test/b.ts, which is in no room"],
])("%s is found", (_, path, text, expected) => {
  expect(plant(path, text)).toEqual([expected]);
});

test("what the table allows passes", () => {
  expect(
    plant(
      "plan/a.ts",
      'import { join } from "node:path";\nimport { b } from "../tools/b.ts";\nimport { c } from "./c.ts";',
    ),
  ).toEqual([]);
  expect(plant("base/a.ts", 'import type { B } from "../schema/b.ts";')).toEqual([]);
  expect(plant("host/local-host.ts", 'const { execa } = await import("execa");')).toEqual([]);
  expect(plant("plan/a.ts", '// import "node:fs";\nexport const text = `import "execa"`;')).toEqual([]);
});

test("a file outside every room and a cycle of types are found", () => {
  expect(checkImports(new Map([["other/a.ts", ""]]))).toEqual(["other/a.ts is in no room of .ci/rooms.ts"]);
  const cycle = new Map([
    ["plan/a.ts", 'import type { B } from "./b.ts";'],
    ["plan/b.ts", 'import { c } from "./c.ts";'],
    ["plan/c.ts", 'export type { A } from "./a.ts";'],
  ]);
  expect(checkImports(cycle)).toEqual(["cycle: plan/a.ts -> plan/b.ts -> plan/c.ts -> plan/a.ts"]);
});

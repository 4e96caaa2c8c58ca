/** Which source files speak of a thing that has a room of its own, comments apart. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./files/paths.ts";

/** The text without comments that have lines of their own. */
function codeOf(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//gu, "").replaceAll(/^\s*\/\/.*$/gmu, "");
}

/** The files below src, generated ones apart, with a match of one of the patterns in their code; those in the rooms are left out. */
export function filesMentioning(patterns: readonly RegExp[], rooms: readonly string[]): string[] {
  const root = join(projectRoot, "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !["schema", ...rooms].some((room) => path.startsWith(`${room}/`)))
    .filter((path) => {
      const code = codeOf(readFileSync(join(root, path), "utf8"));
      return patterns.some((pattern) => pattern.test(code));
    })
    .toSorted();
}

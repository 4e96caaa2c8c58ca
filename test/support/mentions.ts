/** Which source files speak of a thing that has a room of its own, comments apart. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { projectRoot } from "./files/paths.ts";

/** A source text without its comments, which may speak of anything. What looks like one in a string or a pattern is no comment. */
export function codeOf(path: string, text: string): string {
  const { comments } = parseSync(path, text);
  return comments.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** The files below src, generated ones apart, with a match of one of the patterns in their code; those in the rooms are left out. */
export function filesMentioning(patterns: readonly RegExp[], rooms: readonly string[]): string[] {
  const root = join(projectRoot, "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !["schema", ...rooms].some((room) => path.startsWith(`${room}/`)))
    .filter((path) => {
      const code = codeOf(path, readFileSync(join(root, path), "utf8"));
      return patterns.some((pattern) => pattern.test(code));
    })
    .toSorted();
}

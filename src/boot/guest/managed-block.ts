/** The part of an image's own settings file that a deploy decides: lines between two marks, in files where # begins a comment. */

const begin = "# BEGIN bareon: a deploy replaces everything up to END";
const end = "# END bareon";

export function renderBlock(lines: readonly string[]): string {
  return [begin, ...lines, end, ""].join("\n");
}

/** The settings as the image has them, without the block. */
export function withoutBlock(text: string): string {
  const start = text.indexOf(begin);
  const stop = text.indexOf(end, start);
  return start < 0 || stop < 0 ? text : text.slice(0, start) + text.slice(stop + end.length).replace(/^\n/u, "");
}

/** The settings with the block at their end, in place of one that is there. */
export function replaceBlock(text: string, block: string): string {
  const rest = withoutBlock(text);
  return rest === "" || rest.endsWith("\n") ? rest + block : `${rest}\n${block}`;
}

/**
 * The fstab of a system that is deployed again: what the config says now, and the lines that were added since. All texts are byte
 * text (base/byte-text.ts).
 */
import { withoutEnd } from "../base/paths.ts";

export interface MergedFstab {
  readonly text: string;
  /** Added lines that are left out: the config has another line for the same mount point, or for the same swap. */
  readonly dropped: readonly string[];
}

interface Entry {
  readonly spec: string;
  readonly mount: string;
}

/** What separates fields. Not all that is blank in Unicode, because a byte of another character may look like that. */
const blanks = /[ \t]+/u;

/** Undefined for a comment and for a line that fstab(5) does not know. */
function parseEntry(line: string): Entry | undefined {
  const [spec = "", mount = ""] = line.split(blanks).filter((field) => field !== "");
  if (spec === "" || mount === "" || spec.startsWith("#")) return undefined;
  return { spec, mount: mount.length > 1 ? withoutEnd(mount, "/") : mount };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).filter((line) => !/^[ \t]*$/u.test(line));
}

/**
 * `planned` is the text of the plan, `deployed` the one that is there now, and `written` the one that the last deploy wrote. A line
 * of `deployed` that is in neither of the other two was added since, and goes to the end.
 */
export function mergeFstab(planned: string, deployed: string, written: string): MergedFstab {
  const known = new Set([...linesOf(planned), ...linesOf(written)]);
  const own = linesOf(planned).flatMap((line) => parseEntry(line) ?? []);
  const isReplaced = (line: string): boolean => {
    const entry = parseEntry(line);
    return (
      entry !== undefined &&
      own.some(({ spec, mount }) => (mount.startsWith("/") ? mount === entry.mount : spec === entry.spec))
    );
  };
  const foreign = linesOf(deployed).filter((line) => !known.has(line));
  const added = foreign.filter((line) => !isReplaced(line));
  return { text: [planned, ...added.map((line) => `${line}\n`)].join(""), dropped: foreign.filter(isReplaced) };
}

/** The lines of a text that another one does not have, without comments. */
export function lostLines(former: string, text: string): readonly string[] {
  const kept = new Set(linesOf(text));
  return linesOf(former).filter((line) => !kept.has(line) && parseEntry(line) !== undefined);
}

/** What a line is for, without its options, in which passwords may be. */
export function nameLine(line: string): string {
  const entry = parseEntry(line);
  return entry === undefined ? "a line" : `${entry.spec} ${entry.mount}`;
}

/** The text with other mount points in the lines of ours that have those of `places`; their order is that of the new ones. */
export function moveMounts(planned: string, places: ReadonlyMap<string, string>): string {
  if (Array.from(places).every(([mount, place]) => mount === place)) return planned;
  const lines = planned.split("\n").map((line) => {
    const [off = "", spec = "", mount = "", ...rest] = /^(# )?(\S+) (\S+)( .*)$/u.exec(line)?.slice(1) ?? [];
    const place = places.get(mount);
    return place === undefined || !spec.startsWith("UUID=")
      ? { line, place: undefined }
      : { line: `${off}${spec} ${place}${rest.join("")}`, place };
  });
  const moved = lines
    .filter(({ place }) => place !== undefined)
    .toSorted((one, other) => depthOf(one.place ?? "") - depthOf(other.place ?? ""));
  const first = lines.findIndex(({ place }) => place !== undefined);
  const others = lines.filter(({ place }) => place === undefined);
  return [...others.slice(0, first), ...moved, ...others.slice(first)].map(({ line }) => line).join("\n");
}

function depthOf(path: string): number {
  return path.split("/").filter((name) => name !== "").length;
}

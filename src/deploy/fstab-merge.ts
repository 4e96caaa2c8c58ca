/** The fstab of a system that is deployed again: what the config says now, and the lines that were added since. */
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

/** Undefined for a comment and for a line that fstab(5) does not know. */
function parseEntry(line: string): Entry | undefined {
  const [spec = "", mount = ""] = line.trim().split(/\s+/u);
  if (spec === "" || mount === "" || spec.startsWith("#")) return undefined;
  return { spec, mount: mount.length > 1 ? withoutEnd(mount, "/") : mount };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== "");
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

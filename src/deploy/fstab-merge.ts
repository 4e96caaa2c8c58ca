/** The fstab of a system that is deployed once more: what the config says now, and the lines that somebody added since. */

export interface MergedFstab {
  readonly text: string;
  /** Lines that are not carried over: they mount something else where the config mounts a volume, or its swap in another way. */
  readonly dropped: readonly string[];
}

interface Entry {
  readonly spec: string;
  readonly mount: string;
}

/** Undefined for a comment and for what is no line of fstab(5). */
function parseEntry(line: string): Entry | undefined {
  const [spec = "", mount = ""] = line.trim().split(/\s+/u);
  if (spec === "" || mount === "" || spec.startsWith("#")) return undefined;
  return { spec, mount: mount.length > 1 ? mount.replace(/\/+$/u, "") : mount };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== "");
}

/**
 * `planned` is what the plan says, `deployed` what is there now, and `written` what the last deploy wrote: a line that is in
 * neither of the two texts was added by somebody and goes to the end.
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

/** Entries of the Boot Loader Specification (UAPI.1), type 1: texts in loader/entries of a system, each of which is one kernel. */
import { compareVersions } from "../../formats/versions.ts";

export interface LoaderText {
  /** The name of the file. */
  readonly name: string;
  readonly text: string;
}

export interface LoaderEntry {
  /** The file's name without its end and without the count of tries. */
  readonly id: string;
  readonly title: string | null;
  readonly version: string | null;
  readonly sortKey: string | null;
  /** Paths as the entry has them. */
  readonly kernel: string;
  readonly initrd: string | null;
  /** Empty for none. */
  readonly options: string;
  /** True if it was tried as often as it may be, and never came up. */
  readonly isSpent: boolean;
}

/** Keys with their values, in order; blanks before a key and after a value do not count. */
function parseFields(text: string): { readonly key: string; readonly value: string }[] {
  return text.split("\n").flatMap((line) => {
    const trimmed = line.trim();
    const split = trimmed.search(/\s/u);
    return split < 0 || trimmed.startsWith("#")
      ? []
      : [{ key: trimmed.slice(0, split), value: trimmed.slice(split).trim() }];
  });
}

/** Undefined for an entry without a kernel, such as one of a program of UEFI. */
export function parseLoaderEntry({ name, text }: LoaderText): LoaderEntry | undefined {
  const fields = parseFields(text);
  const find = (key: string): string[] => fields.flatMap((field) => (field.key === key ? [field.value] : []));
  const [kernel] = find("linux");
  if (kernel === undefined) return undefined;
  const initrds = find("initrd").flatMap((value) => value.split(/\s+/u));
  const { id = name, left } = /^(?<id>.+?)(?:\+(?<left>\d+)(?:-\d+)?)?\.conf$/u.exec(name)?.groups ?? {};
  return {
    id,
    title: find("title")[0] ?? null,
    version: find("version")[0] ?? null,
    sortKey: find("sort-key")[0] ?? null,
    kernel,
    // Those before it are microcode; one with a variable is of a tool that adds files of its own.
    initrd: initrds.findLast((word) => !word.includes("$")) ?? null,
    options: find("options").join(" "),
    isSpent: left !== undefined && Number(left) === 0,
  };
}

/**
 * The order of a boot menu, the first one best: spent ones last, then by sort key where both have one, then the newest first.
 * Which machine an entry was made on, which stands at the start of its name, does not say how new it is.
 */
export function compareLoaderEntries(one: LoaderEntry, other: LoaderEntry): number {
  const spent = Number(one.isSpent) - Number(other.isSpent);
  if (spent !== 0) return spent;
  const [key, otherKey] = [one.sortKey ?? "", other.sortKey ?? ""];
  if (key !== "" && otherKey !== "" && key !== otherKey) return key < otherKey ? -1 : 1;
  return compareVersions(other.version ?? other.id, one.version ?? one.id);
}

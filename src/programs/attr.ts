/** getfattr(1), setfattr(1), lsattr(1), chattr(1) and what of cp(1), chown(1) and chmod(1) carries owners, modes and attributes over. */
import type { Command } from "../base/command.ts";

/** The attribute in which SELinux keeps a file's label. */
export const selinuxLabel = "security.selinux";

/** Prints every extended attribute of a path, ACLs too, as parseAttributes reads them; a final symlink is not followed. */
export function showAttributes(path: string): Command {
  return {
    program: "getfattr",
    args: ["--absolute-names", "--no-dereference", "--dump", "--encoding=hex", "--match=-", "--", path],
    // A filesystem without attributes has none.
    okCodes: [0, 1],
  };
}

/** Values by name, each as setfattr takes it. */
export function parseAttributes(output: string): ReadonlyMap<string, string> {
  return new Map(
    output.split("\n").flatMap((line): [string, string][] => {
      const { name, value } = /^(?<name>[^#=\s][^=]*)=(?<value>0x[\da-f]*)$/iu.exec(line)?.groups ?? {};
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

export function setAttribute(path: string, name: string, value: string): Command {
  return { program: "setfattr", args: ["--no-dereference", `--name=${name}`, `--value=${value}`, "--", path] };
}

/** Gives a file everything of another one except its content: owner, mode, times, ACL and attributes. */
export function copyAttributes(from: string, to: string): Command {
  return { program: "cp", args: ["--attributes-only", "--preserve=all", "--no-dereference", "--", from, to] };
}

/** Prints owner, group and mode, as parseOwnership reads them. */
export function showOwnership(path: string): Command {
  return { program: "stat", args: ["--format=%u:%g:%a", "--", path] };
}

export interface Ownership {
  /** `user:group` in numbers. */
  readonly owner: string;
  /** Octal digits. */
  readonly mode: string;
}

export function parseOwnership(output: string): Ownership {
  const { owner = "0:0", mode = "755" } = /^(?<owner>\d+:\d+):(?<mode>[0-7]+)$/u.exec(output.trim())?.groups ?? {};
  return { owner, mode };
}

/** The owner comes first, because a change of it takes bits of the mode away. */
export function setOwnership(path: string, { owner, mode }: Ownership): readonly Command[] {
  return [
    { program: "chown", args: ["--no-dereference", "--", owner, path] },
    { program: "chmod", args: ["--", mode, path] },
  ];
}

/** Prints the flags of every file and folder below a path on its filesystem; parseFlagged reads the lines. */
export function listFlags(path: string): Command {
  // What vanished or cannot be asked is told on standard error.
  return { program: "lsattr", args: ["-R", "-a", "--", path], okCodes: [0, 1] };
}

/** The path of a line of lsattr, and its flags `a` (can only be appended to) and `i` (cannot be changed at all); undefined without them. */
export function parseFlagged(line: string): { readonly path: string; readonly flags: string } | undefined {
  const { set = "", path } = /^(?<set>[-A-Za-z]{8,}) (?<path>\/.*)$/u.exec(line)?.groups ?? {};
  const flags = ["a", "i"].filter((flag) => set.includes(flag)).join("");
  return flags === "" || path === undefined ? undefined : { path, flags };
}

/** Takes the flags `a` and `i` away; the paths are absolute. */
export function clearFlags(paths: readonly string[]): Command {
  return { program: "chattr", args: ["-ai", ...paths] };
}

export function setFlags(path: string, flags: string): Command {
  return { program: "chattr", args: [`+${flags}`, path] };
}

/** Prints what tells whether a file was replaced or written since: inode, size and time to the nanosecond. */
export function showIdentity(path: string): Command {
  return { program: "stat", args: ["--format=%i:%s:%y", "--", path] };
}

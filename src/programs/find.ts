/** find(1): a few searches in a tree that is not trusted. It follows no symlinks and stays on one filesystem. */
import type { Command } from "../base/command.ts";

/** Removes the folder with the folders in it, as far as they hold nothing else. */
export function removeEmptyFolders(path: string): Command {
  return { program: "find", args: [path, "-xdev", "-type", "d", "-empty", "-delete"] };
}

/** Removes what is in the folder. */
export function emptyFolder(path: string): Command {
  return { program: "find", args: [path, "-xdev", "-mindepth", "1", "-delete"] };
}

/** Prints the size and the path of everything in a folder, folders before what is in them; parseSized reads what stands before each NUL. */
export function listSizes(path: string): Command {
  return { program: "find", args: [path, "-xdev", "-mindepth", "1", "-printf", "%s %P\\0"] };
}

/** The path from the folder's top; undefined for the end of the text. */
export function parseSized(item: string): { readonly path: string; readonly size: number } | undefined {
  const space = item.indexOf(" ");
  return space < 0 ? undefined : { size: Number(item.slice(0, space)), path: item.slice(space + 1) };
}

/** Prints of what is in a folder everything that a plain filesystem, such as vfat, cannot hold as it is; parseSpecial reads the lines. */
export function listSpecial(path: string): Command {
  const isSpecial = ["(", "!", "-type", "f", "!", "-type", "d", ")"];
  const isShared = ["(", "-type", "f", "-links", "+1", ")"];
  const isOwned = ["(", "!", "-uid", "0", "-o", "!", "-gid", "0", ")"];
  const any = ["(", ...isSpecial, "-o", ...isShared, "-o", ...isOwned, ")"];
  return { program: "find", args: [path, "-xdev", "-mindepth", "1", ...any, "-printf", "%y %P\\n"] };
}

/** The path from the folder's top; `isLost` if nothing of it is held. Undefined for the rest of a name with a newline. */
export function parseSpecial(line: string): { readonly path: string; readonly isLost: boolean } | undefined {
  const { kind, path } = /^(?<kind>[a-zA-Z]) (?<path>.+)$/u.exec(line)?.groups ?? {};
  return kind === undefined || path === undefined ? undefined : { path, isLost: kind !== "f" && kind !== "d" };
}

/** Prints a line for everything in the folder that is no folder. */
export function listFiles(path: string): Command {
  return { program: "find", args: [path, "-xdev", "-mindepth", "1", "!", "-type", "d", "-printf", "%i\\n"] };
}

/** Prints kind, owner, group and bytes of a path and of what is below it on its filesystem; parseOwned reads the lines. */
export function listOwned(path: string): Command {
  return { program: "find", args: [path, "-xdev", "-printf", "%y %U %G %s\\n"] };
}

/** Undefined for a line of another form. */
export function parseOwned(
  line: string,
): { readonly kind: string; readonly user: number; readonly group: number; readonly size: number } | undefined {
  const { kind, user, group, size } =
    /^(?<kind>[a-zA-Z]) (?<user>\d+) (?<group>\d+) (?<size>\d+)$/u.exec(line)?.groups ?? {};
  return kind === undefined ? undefined : { kind, user: Number(user), group: Number(group), size: Number(size) };
}

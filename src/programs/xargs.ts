/** xargs(1): a program for paths that come by standard input, each ended by a zero byte; so names may be any bytes, and many. */
import type { Command } from "../base/command.ts";

function forEachPath(program: string, args: readonly string[]): Command {
  return { label: program, program: "xargs", args: ["--null", "--no-run-if-empty", program, ...args, "--"] };
}

/** Removes files and links; what is not there is none. */
export function removeFiles(): Command {
  return forEachPath("rm", ["--force"]);
}

/** Removes folders in their order; those that are not empty stay. */
export function removeFolders(): Command {
  return forEachPath("rmdir", ["--ignore-fail-on-non-empty"]);
}

/** Makes folders; that something is there already is no failure. */
export function makeFolders(): Command {
  return { ...forEachPath("mkdir", ["--parents"]), okCodes: [0, 123] };
}

/** Prints of each path what is there, as `directory` or `symbolic link`; fails for one at which nothing is. */
export function showKinds(): Command {
  return forEachPath("stat", ["--format=%F"]);
}

/** Takes an extended attribute away; that it is not there is no failure. */
export function removeAttribute(name: string): Command {
  return { ...forEachPath("setfattr", ["--no-dereference", `--remove=${name}`]), okCodes: [0, 123] };
}

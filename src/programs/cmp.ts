/** cmp(1) of diffutils: whether two files have the same content. */
import type { Command, Output } from "../base/command.ts";

/** Reads both up to the first difference. Busybox knows the short option only. */
export function compareFiles(one: string, other: string): Command {
  return { program: "cmp", args: ["-s", "--", one, other], okCodes: [0, 1] };
}

export function areSame({ exitCode }: Pick<Output, "exitCode">): boolean {
  return exitCode === 0;
}

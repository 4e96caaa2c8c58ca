/** A part of a bug report: a file of the archive and where it comes from. Which there are is parts.ts, reading them is gather.ts. */
import type { Command } from "../base/command.ts";
import { renderCommand } from "../base/command.ts";

/** Which end of what is too long is kept. */
export type Kept = "start" | "end";

export type Source =
  | { readonly kind: "command"; readonly command: Command; readonly keep: Kept }
  /** A file of the kernel, which has no size. */
  | { readonly kind: "kernel"; readonly path: string }
  /** A regular file, never a link: others than root may write where it lies. */
  | { readonly kind: "file"; readonly path: string; readonly keep: Kept }
  /** A file where root alone may write, which may be a link. */
  | { readonly kind: "linked"; readonly path: string }
  /** What is in a folder, with kind, mode, owner and size of each. */
  | { readonly kind: "listing"; readonly path: string }
  /** A file on the multiboot partition. */
  | { readonly kind: "multiboot"; readonly path: string }
  /** What a command of these programs would print. */
  | { readonly kind: "result"; readonly result: ResultName };

/** The commands whose results are parts, with the program that has each. */
export const results = {
  status: "bareon-boot",
  list: "bareon-boot",
  history: "bareon-boot",
  verify: "bareon-boot",
  run: "bareon-provision",
} as const;

export type ResultName = keyof typeof results;

export interface Part {
  /** Its path below the folder of the archive. */
  readonly name: string;
  readonly source: Source;
  /** Whether it opens disks, which may be in the way of a deploy that goes on. */
  readonly opensDisks?: true;
}

/** Where it comes from, for people. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case "command":
      return renderCommand(source.command);
    case "kernel":
    case "file":
    case "linked":
      return source.path;
    case "listing":
      return `names in ${source.path}`;
    case "multiboot":
      return `${source.path} on the multiboot partition`;
    case "result":
      return `${results[source.result]} ${source.result === "run" ? "status" : source.result} --json`;
  }
}

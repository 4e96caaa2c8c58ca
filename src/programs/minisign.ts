/** minisign: verifying a detached signature of a file with one public key. */
import type { Command } from "../base/command.ts";

export interface MinisignedFile {
  /** The text of the key. */
  readonly key: string;
  readonly signature: string;
  /** Read once from its start to its end, so that it may be a pipe. */
  readonly file: string;
}

export function verifyByMinisign({ key, signature, file }: MinisignedFile): Command {
  return { program: "minisign", args: ["-V", "-q", "-P", key, "-x", signature, "-m", file] };
}

/** minisign: verifying a detached signature of a file with one public key. */
import type { Command, Output } from "../base/command.ts";

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

/**
 * Of a signature that was held against nothing: why it could be good for no content; undefined for one that this key made of some. One that
 * is not prehashed (it begins with "Ed", not "ED") needs the whole file at once, and this reads a pipe.
 */
export function findForeignMinisign({ exitCode, stderr }: Output, signature: Uint8Array): string | undefined {
  if (exitCode > 1 || stderr.trim() !== "") return stderr.trim() === "" ? "it is no signature" : stderr.trim();
  const isPlain = new TextDecoder("latin1").decode(signature).split("\n")[1]?.startsWith("RW") === true;
  return isPlain ? "it is not prehashed (minisign before 0.10, or with -l)" : undefined;
}

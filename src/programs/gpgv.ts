/** gpgv: verifying a detached signature of a file with one public key. */
import type { Command } from "../base/command.ts";

export interface GpgSignedFile {
  /** The path of a file with binary keys. */
  readonly key: string;
  readonly signature: string;
  /** Read once from its start to its end, so that it may be a pipe. */
  readonly file: string;
}

export function verifyByGpg({ key, signature, file }: GpgSignedFile): Command {
  return { program: "gpgv", args: ["--quiet", "--keyring", key, "--", signature, file] };
}

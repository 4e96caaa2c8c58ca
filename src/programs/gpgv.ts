/** gpgv: verifying a detached signature of a file with one public key. */
import type { Command, Output } from "../base/command.ts";

export interface GpgSignedFile {
  /** The path of a file with binary keys. */
  readonly key: string;
  readonly signature: string;
  /** Read once from its start to its end, so that it may be a pipe. */
  readonly file: string;
}

/** Its words for programs go to standard output. A SHA-1 can be made to fit two contents, so that a signature of one is none. */
export function verifyByGpg({ key, signature, file }: GpgSignedFile): Command {
  return {
    program: "gpgv",
    args: ["--quiet", "--status-fd", "1", "--weak-digest", "SHA1", "--keyring", key, "--", signature, file],
  };
}

const faults: readonly (readonly [word: string, meaning: string])[] = [
  ["EXPKEYSIG", "the key has expired"],
  ["EXPSIG", "the signature has expired"],
  ["REVKEYSIG", "the key was revoked"],
  ["BADSIG", "the content is another one"],
  ["ERRSIG", "it cannot be verified"],
];

/** Why the signature is not good although gpgv ends with 0; undefined if it is good (GnuPG, doc/DETAILS). */
export function findSignatureFault(status: string): string | undefined {
  const words = new Set(status.split("\n").map((line) => /^\[GNUPG:\] (?<word>[A-Z_]+)/u.exec(line)?.groups?.["word"]));
  const fault = faults.find(([word]) => words.has(word));
  if (fault !== undefined) return fault[1];
  return words.has("GOODSIG") && words.has("VALIDSIG") ? undefined : "gpgv does not say that it is good";
}

/** Of a signature that was held against nothing: why it could be good for no content; undefined for one that this key made of some. */
export function findForeignGpg({ stdout, stderr }: Pick<Output, "stdout" | "stderr">): string | undefined {
  if (/^\[GNUPG:\] (?:BADSIG|GOODSIG) /mu.test(stdout)) return undefined;
  return stderr.trim() === "" ? "gpgv does not know what it is" : stderr.trim();
}

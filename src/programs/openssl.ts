/** openssl(1): hashes of passwords. */
import type { Command } from "../base/command.ts";

/** Prints the SHA-512 hash of a password as crypt(3) has it, with a salt of its own each time; the password goes in by standard input alone. */
export function hashPassword(password: string): Command {
  return { program: "openssl", args: ["passwd", "-6", "-stdin"], input: `${password}\n` };
}

/** Undefined for output of another form. */
export function parsePasswordHash(output: string): string | undefined {
  return /^(?<hash>\$6\$[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{86})\s*$/u.exec(output)?.groups?.["hash"];
}

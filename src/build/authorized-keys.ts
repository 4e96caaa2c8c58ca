/** The files whose keys may log in to a ramdisk, which anybody on its network can read. */
import { readFile } from "node:fs/promises";
import { parseSshKey } from "../formats/ssh-key.ts";

/** A key with what may stand in front: options, which end with a blank (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"). */
const keyIn = /(?:^|\s)(?<key>(?:sk-)?(?:ssh|ecdsa)-\S+\s+\S.*)$/u;

/** What is wrong with a text of authorized_keys; undefined for nothing. */
export function problemOfKeys(text: string): string | undefined {
  if (/^-+ ?BEGIN .*PRIVATE KEY/mu.test(text))
    return "it is a private key, and all who load the ramdisk could read it: name the file that ends with .pub";
  const lines = text.split(/\r?\n/u).map((line) => line.trim());
  const given = lines.flatMap((line, index) => (line === "" || line.startsWith("#") ? [] : [{ line, at: index + 1 }]));
  if (given.length === 0) return "it has no key";
  for (const { line, at } of given) {
    const key = parseSshKey(keyIn.exec(line)?.groups?.["key"] ?? line);
    if ("problem" in key) return `its line ${at} is no public key of ssh: ${key.problem}`;
  }
  return undefined;
}

/** The text of each file, with a newline at its end. Throws for one that has something else than public keys. */
export async function readAuthorizedKeys(paths: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const path of paths) {
    const text = await readFile(path, "utf8");
    const problem = problemOfKeys(text);
    if (problem !== undefined) throw new Error(`${path} is not taken for --authorized-key: ${problem}`);
    texts.push(`${text.trim()}\n`);
  }
  return texts;
}

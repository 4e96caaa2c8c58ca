/** SHA256SUMS of a folder, and its signature by minisign. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { scratchIn } from "../scratch.ts";
import { sha256 } from "../sha256.ts";
import { runProgram } from "./program.ts";

/** Bytes of a secret key of minisign (its manual, "Secret key format"). */
const keyLength = 158;

/** Throws unless the file is a secret key of minisign, so that this is not found only once all is made. */
export async function checkKey(path: string): Promise<void> {
  const text = await readFile(path, "latin1").catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the key ${path} cannot be read (${error.code ?? error.message})`, { cause: error });
  });
  const [comment = "", body = ""] = text.split(/\r?\n/u);
  if (comment.startsWith("untrusted comment:") && Buffer.from(body, "base64").length === keyLength) return;
  throw new Error(`${path} is no secret key of minisign; "minisign -G" makes one`);
}

/** As sha256sum(1) writes it. */
async function renderSums(folder: string, names: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const name of [...names].sort()) lines.push(`${await sha256(join(folder, name))}  ${name}\n`);
  return lines.join("");
}

/** minisign asks for the password of a key that has one. Its comments hold no time, so that the signature is the same each time. */
async function sign(sums: string, signature: string, key: string, version: string): Promise<void> {
  const comments = ["-c", `signature of bareon ${version}`, "-t", `bareon ${version} SHA256SUMS`];
  await runProgram("minisign", ["-S", "-s", key, "-m", sums, "-x", signature, ...comments], { asks: true });
}

/** SHA256SUMS comes last, so that a folder in which the signature failed is not taken for a release. Returns the names of the files. */
export async function writeSums(
  folder: string,
  names: readonly string[],
  { key, version }: { readonly key: string | undefined; readonly version: string },
): Promise<string[]> {
  const [sumsName, signatureName] = ["SHA256SUMS", "SHA256SUMS.minisig"];
  const sums = await renderSums(folder, names);
  if (key !== undefined) {
    await using scratch = await scratchIn("bareon-release-");
    await writeFile(join(scratch.path, sumsName), sums);
    await sign(join(scratch.path, sumsName), join(folder, signatureName), key, version);
  }
  await writeFile(join(folder, sumsName), sums);
  return key === undefined ? [sumsName] : [sumsName, signatureName];
}

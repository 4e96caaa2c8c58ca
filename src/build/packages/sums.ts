/** SHA256SUMS of a folder, and its signature by minisign. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { runProgram } from "./program.ts";

export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** As sha256sum(1) writes it. Returns the name of the file. */
export async function writeSums(folder: string, names: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const name of [...names].sort()) lines.push(`${await sha256File(join(folder, name))}  ${name}\n`);
  await writeFile(join(folder, "SHA256SUMS"), lines.join(""));
  return "SHA256SUMS";
}

/** minisign asks for the password of a key that has one. Its comments hold no time, so that the signature is the same each time. */
export async function signSums(folder: string, key: string, version: string): Promise<string> {
  const signature = join(folder, "SHA256SUMS.minisig");
  await rm(signature, { force: true });
  const comments = ["-c", `signature of bareon ${version}`, "-t", `bareon ${version} SHA256SUMS`];
  const args = ["-S", "-s", key, "-m", join(folder, "SHA256SUMS"), "-x", signature, ...comments];
  await runProgram("minisign", args, { asks: true });
  return "SHA256SUMS.minisig";
}

/** SHA256SUMS of a folder, and its signature by minisign. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../sha256.ts";
import { runProgram } from "./program.ts";

/** As sha256sum(1) writes it. Returns the name of the file. */
export async function writeSums(folder: string, names: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const name of [...names].sort()) lines.push(`${await sha256(join(folder, name))}  ${name}\n`);
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

/** What a file takes on a disk: whole, with holes for its zeros, and packed. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { renderTable } from "../../src/view/style.ts";
import { scratchFolder } from "../support/files/scratch.ts";

/** Each with a name; the first is the file itself. */
export type Sizes = readonly (readonly [name: string, bytes: number])[];

async function packedSize(path: string, program: string, args: readonly string[]): Promise<number> {
  let bytes = 0;
  const child = execa(program, [...args, "--stdout", "--", path], { encoding: "buffer", buffer: false });
  child.stdout.on("data", (chunk: Uint8Array) => (bytes += chunk.length));
  await child;
  return bytes;
}

/** Bytes that a copy takes where every block of zeros is a hole. */
async function sparseSize(path: string): Promise<number> {
  await using scratch = await scratchFolder();
  const copy = join(scratch.path, "copy");
  await execa("cp", ["--sparse=always", "--", path, copy]);
  // Else the filesystem may not have placed all of it yet.
  await execa("sync", ["--", copy]);
  return (await stat(copy)).blocks * 512;
}

/** For 100 MB this takes more than a minute. */
export async function measureSizes(path: string): Promise<Sizes> {
  return [
    ["executable", (await stat(path)).size],
    ["stored with holes", await sparseSize(path)],
    ["gzip -6", await packedSize(path, "gzip", ["-6"])],
    ["xz -6", await packedSize(path, "xz", ["-6"])],
  ];
}

/** Each with its ratio to the first. */
export function renderSizes(sizes: Sizes): string {
  const whole = sizes[0]?.[1] ?? Number.NaN;
  return renderTable(
    sizes.map(([name, bytes]) => [name, `${(bytes / 1e6).toFixed(1)} MB`, `x ${(bytes / whole).toFixed(2)}`]),
  ).join("\n");
}

/** gzip, xz, zstd and bzip2: unpacking a file of each, all in the same way. */
import type { Command } from "../base/command.ts";
import type { Compression } from "../formats/compression.ts";

/** What a file may make its program take of the memory. */
const memory = "256MiB";

const programs: Readonly<
  Record<Exclude<Compression, "none">, { readonly program: string; readonly limits: readonly string[] }>
> = {
  gzip: { program: "gzip", limits: [] },
  xz: { program: "xz", limits: [`--memlimit-decompress=${memory}`] },
  zstd: { program: "zstd", limits: [`--memory=${memory}`] },
  bz2: { program: "bzip2", limits: [] },
};

/** Unpacks standard input to standard output; fails if it ends early or does not fit its own checksum. */
export function decompress(compression: Exclude<Compression, "none">): Command {
  const { program, limits } = programs[compression];
  return { program, args: ["--decompress", "--stdout", "--quiet", ...limits] };
}

/** Each of these programs prints what it can of a file that ends early, and then exits with 1 or 2. */
export function decompressStart(compression: Exclude<Compression, "none">): Command {
  return { ...decompress(compression), okCodes: [0, 1, 2] };
}

/** gzip, xz, zstd and bzip2: unpacking a file of each, all in the same way. */
import type { Command } from "../base/command.ts";
import type { Compression } from "../formats/compression.ts";

/** What helps if nothing of a file can be unpacked. */
export const unpackHint =
  "Unpacking may take 256 MiB of memory: pack the file with a window of at most that size, such as zstd without --long=29 and more.";

/** What a file may make its program take of the memory. */
const memory = "256MiB";

// With --quiet gzip 1.12 does not say why it failed; the others do, and would talk of their progress else.
const programs: Readonly<
  Record<Exclude<Compression, "none">, { readonly program: string; readonly options: readonly string[] }>
> = {
  gzip: { program: "gzip", options: [] },
  xz: { program: "xz", options: ["--quiet", `--memlimit-decompress=${memory}`] },
  zstd: { program: "zstd", options: ["--quiet", `--memory=${memory}`] },
  bz2: { program: "bzip2", options: ["--quiet"] },
};

/** Unpacks standard input to standard output; fails if it ends early or does not fit its own checksum. */
export function decompress(compression: Exclude<Compression, "none">): Command {
  const { program, options } = programs[compression];
  return { program, args: ["--decompress", "--stdout", ...options] };
}

/** Each of these programs prints what it can of a file that ends early, and then exits with 1 or 2. */
export function decompressStart(compression: Exclude<Compression, "none">): Command {
  return { ...decompress(compression), okCodes: [0, 1, 2] };
}

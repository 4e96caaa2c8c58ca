/** gzip, xz, zstd and bzip2: what a file of each begins with, and how it is unpacked. */
import type { Command } from "../base/command.ts";

export type Compression = "none" | "gzip" | "xz" | "zstd" | "bz2";

interface Kind {
  /** The first bytes of a file. */
  readonly magic: readonly number[];
  readonly program: string;
  readonly args: readonly string[];
}

/** What a file may make its program take of the memory. */
const memory = "256MiB";

const kinds: Readonly<Record<Exclude<Compression, "none">, Kind>> = {
  gzip: { magic: [0x1f, 0x8b], program: "gzip", args: ["--decompress", "--stdout", "--quiet"] },
  xz: {
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    program: "xz",
    args: ["--decompress", "--stdout", "--quiet", `--memlimit-decompress=${memory}`],
  },
  zstd: {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    program: "zstd",
    args: ["--decompress", "--stdout", "--quiet", "--memory=256MiB"],
  },
  bz2: { magic: [0x42, 0x5a, 0x68], program: "bzip2", args: ["--decompress", "--stdout", "--quiet"] },
};

const names = ["gzip", "xz", "zstd", "bz2"] as const;

/** Unpacks standard input to standard output; fails where it ends early or does not fit its own checksum. */
export function decompress(compression: Exclude<Compression, "none">): Command {
  const { program, args } = kinds[compression];
  return { program, args };
}

/** Each of these programs prints what it can of a file that ends early, and then gives 1 or 2. */
export function decompressStart(compression: Exclude<Compression, "none">): Command {
  return { ...decompress(compression), okCodes: [0, 1, 2] };
}

export function detectCompression(head: Uint8Array): Compression {
  return names.find((name) => kinds[name].magic.every((byte, index) => head[index] === byte)) ?? "none";
}

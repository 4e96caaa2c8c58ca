/** For which machine an executable is, by the names that each format has for it, and which libraries it needs. */
import { open } from "node:fs/promises";
import { readElfNeeds } from "../../formats/elf.ts";
import { type Architecture, architectures } from "../architecture.ts";

export interface ExecutableFacts {
  readonly architecture: Architecture;
  /** Versions by library. */
  readonly libraries: ReadonlyMap<string, readonly string[]>;
}

/** Throws for a file that is no executable of a machine for which there are packages. */
export async function readExecutable(path: string): Promise<ExecutableFacts> {
  const file = await open(path);
  try {
    const needs = await readElfNeeds(async (offset, length) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    });
    const architecture = architectures.find(({ machine }) => machine === needs?.machine);
    if (needs === undefined || architecture === undefined)
      throw new Error(`${path} is no executable for x86-64 or 64-bit ARM`);
    return { architecture, libraries: needs.libraries };
  } finally {
    await file.close();
  }
}

/** What rpm calls the libraries, such as libc.so.6(GLIBC_2.28)(64bit). */
export function rpmRequires({ libraries }: ExecutableFacts): string[] {
  const names = Array.from(libraries).flatMap(([library, versions]) =>
    ["", ...versions].map((version) => `${library}(${version})(64bit)`),
  );
  return names.sort();
}

function newest(versions: readonly string[], prefix: string): string | undefined {
  const found = versions.filter((version) => version.startsWith(prefix)).map((version) => version.slice(prefix.length));
  return found.sort((one, other) => one.localeCompare(other, "en", { numeric: true })).at(-1);
}

/** The release of GCC that a version of libstdc++ came with (GCC's manual, "ABI Policy and Guidelines"). */
const gccReleases: readonly (readonly [minor: number, release: string])[] = [
  [21, "5.1"],
  [22, "6.1"],
  [24, "7.2"],
  [25, "8.1"],
  [28, "9.3"],
  [29, "11"],
  [30, "12"],
  [32, "13"],
  [33, "14"],
];

/** Debian's packages of the libraries; all of glibc's are in one, whose version is that of the newest symbol that is used. */
export function debDepends({ libraries }: ExecutableFacts): string[] {
  const glibc = newest(Array.from(libraries.values()).flat(), "GLIBC_");
  const minor = newest(libraries.get("libstdc++.so.6") ?? [], "GLIBCXX_3.4.");
  const release = minor === undefined ? undefined : gccReleases.find(([until]) => Number(minor) <= until);
  if (minor !== undefined && release === undefined) throw new Error(`which GCC has GLIBCXX_3.4.${minor} is not known`);
  return [
    ...(glibc === undefined ? [] : [`libc6 (>= ${glibc})`]),
    ...(libraries.has("libgcc_s.so.1") ? ["libgcc-s1 | libgcc1"] : []),
    ...(release === undefined ? [] : [`libstdc++6 (>= ${release[1]})`]),
  ];
}

/** The files of a package, of whatever format, with their modes: what a deploy writes into an image, the tool, manual pages and licences. */
import { gzipSync } from "node:zlib";
import type { Completions, ImageFile } from "../../boot/guest/guest-files.ts";
import { toolPath } from "../../boot/guest/guest-files.ts";
import { packageFiles, type PackageFiles } from "../../boot/guest/package-files.ts";
import type { Packaged } from "../../boot/guest/packaged.ts";

export type Entry =
  | { readonly kind: "directory"; readonly path: string; readonly mode: number }
  | { readonly kind: "link"; readonly path: string; readonly target: string }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly mode: number;
      readonly content: Uint8Array | { readonly from: string };
    };

export interface Contents extends Omit<PackageFiles, "files"> {
  /** Parents come before what is in them; otherwise by path. */
  readonly entries: readonly Entry[];
}

export interface ContentsOptions {
  /** The executable of the architecture. */
  readonly executable: string;
  readonly completions: Completions;
  /** The texts of the manual pages by their names, such as bareon-boot.8. */
  readonly manPages: ReadonlyMap<string, string>;
  /** Texts of the format's own, by path. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
}

const encoder = new TextEncoder();

/** As gzip(1) with -9n makes it. */
export function gzip(text: string): Uint8Array {
  return gzipSync(text, { level: 9 });
}

function toEntry(file: ImageFile): Entry {
  switch (file.kind) {
    case "directory":
      return { ...file, mode: 0o755 };
    case "link":
      return file;
    case "file":
      return { kind: "file", path: file.path, mode: file.mode, content: encoder.encode(file.text) };
  }
}

function parentsOf(path: string): string[] {
  const names = path.split("/").slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`);
}

/** With the folders that they are in; parents come first. */
export function sortedWithParents(entries: readonly Entry[]): Entry[] {
  const all = new Map(entries.map((entry) => [entry.path, entry]));
  if (all.size !== entries.length) throw new Error("two files of a package have the same path");
  for (const parent of entries.flatMap(({ path }) => parentsOf(path)))
    if (!all.has(parent)) all.set(parent, { kind: "directory", path: parent, mode: 0o755 });
  return Array.from(all.values()).sort((one, other) => (one.path < other.path ? -1 : 1));
}

export function packageContents(packaged: Packaged, options: ContentsOptions): Contents {
  const { files, ...enabling } = packageFiles(packaged, options.completions);
  const pages = Array.from(options.manPages, ([name, text]): Entry => {
    const path = `/usr/share/man/man${name.slice(name.lastIndexOf(".") + 1)}/${name}.gz`;
    return { kind: "file", path, mode: 0o644, content: gzip(text) };
  });
  const documents = Array.from(options.documents, ([path, content]): Entry => ({
    kind: "file",
    path,
    mode: 0o644,
    content,
  }));
  const tool: Entry = { kind: "file", path: toolPath, mode: 0o755, content: { from: options.executable } };
  return { ...enabling, entries: sortedWithParents([...files.map(toEntry), tool, ...pages, ...documents]) };
}

/** Directories of every system, which belong to no package of ours. */
const common = new Set([
  ...["/etc", "/usr", "/usr/lib", "/usr/sbin", "/usr/share", "/usr/share/doc", "/usr/share/licenses", "/usr/share/man"],
  ...["/usr/share/man/man5", "/usr/share/man/man7", "/usr/share/man/man8"],
  ...["/usr/lib/systemd", "/usr/lib/systemd/system"],
]);

/** Without the directories that every system has. */
export function ownEntries({ entries }: Contents): readonly Entry[] {
  return entries.filter(({ kind, path }) => kind !== "directory" || !common.has(path));
}

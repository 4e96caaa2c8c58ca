/** Packs the files of a bug report with tar and gzip: a folder in memory that is root's alone, and gone afterwards. */
import { dirname, join } from "node:path";
import { runtimeDirectory } from "../base/places.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { compress } from "../programs/gzip.ts";
import { packReport } from "../programs/tar.ts";

export interface PackedFile {
  /** Its path below the folder. */
  readonly name: string;
  readonly content: string;
}

/** The folders that the names need, each before what is in it. */
function foldersOf(folder: string, files: readonly PackedFile[]): string[] {
  const found = new Set<string>();
  const add = (path: string): void => {
    if (path === "." || found.has(path)) return;
    add(dirname(path));
    found.add(path);
  };
  for (const { name } of files) add(dirname(join(folder, name)));
  return [...found];
}

/** The archive, in which all is root's, and of that time in seconds since 1970. Throws BareonError "failure". */
export async function packFiles(
  { host }: Pick<Context, "host">,
  folder: string,
  files: readonly PackedFile[],
  seconds: number,
): Promise<Uint8Array> {
  await using scope = new Scope();
  const place = `${runtimeDirectory}/report-${crypto.randomUUID()}`;
  await host.makeDirectory(runtimeDirectory, 0o700);
  const folders = foldersOf(folder, files);
  for (const path of [place, ...folders.map((name) => join(place, name))]) {
    await host.makeDirectory(path, 0o700);
    scope.defer(async () => await host.removeDirectory(path));
  }
  for (const { name, content } of files) {
    const path = join(place, folder, name);
    await host.writeFile(path, content, 0o600);
    scope.defer(async () => await host.removeFile(path));
  }
  const names = [...folders, ...files.map(({ name }) => join(folder, name))];
  const pieces: Uint8Array[] = [];
  const stream = host.stream(compress(), host.stream(packReport(place, names, seconds)));
  for await (const piece of stream) pieces.push(piece);
  await scope.close();
  return Buffer.concat(pieces);
}

/** Paths inside a mounted tree that is not trusted: its symlinks mean what they will mean once the tree is `/`. */
import { join } from "node:path";
import { BareonError } from "../base/errors.ts";
import { mostLinks, pathNames } from "../base/paths.ts";
import type { Host } from "./host.ts";

/** Links that lead to each other; "failure" to those that need not tell it from others. */
export class LinkLoop extends BareonError {
  constructor(path: string, root: string) {
    super("failure", `The symlinks of ${path} in ${root} form a loop.`);
  }
}

/**
 * The place of `path` with every symlink resolved as if `root` were `/`, and so never outside `root`: the rule of RESOLVE_IN_ROOT
 * (openat2(2)). Last components that do not exist are kept. Throws "failure" for a loop. The answer holds as long as nothing else
 * changes the tree.
 */
export async function resolveInRoot(host: Host, root: string, path: string): Promise<string> {
  const open = pathNames(path);
  let done: string[] = [];
  let links = 0;
  for (let part = open.shift(); part !== undefined; part = open.shift()) {
    if (part === "..") {
      done.pop();
      continue;
    }
    const here = join(root, ...done, part);
    if ((await host.facts(here))?.kind !== "symlink") {
      done.push(part);
      continue;
    }
    links += 1;
    if (links > mostLinks) throw new LinkLoop(path, root);
    const target = await host.readLink(here);
    if (target.startsWith("/")) done = [];
    open.unshift(...pathNames(target));
  }
  return join(root, ...done);
}

/** The same; undefined for a loop of links, at which there is no file for anybody. */
export async function findInRoot(host: Host, root: string, path: string): Promise<string | undefined> {
  try {
    return await resolveInRoot(host, root, path);
  } catch (error) {
    if (error instanceof LinkLoop) return undefined;
    throw error;
  }
}

/**
 * The bytes of a regular file in `root`; undefined if there is none, or if it is larger than `limit` bytes. It is the one way to
 * read a file of a tree that is not trusted: a FIFO, a device or a file without an end is never opened.
 */
export async function readBytesInRoot(
  host: Host,
  root: string,
  path: string,
  limit = 1024 * 1024,
): Promise<Uint8Array | undefined> {
  const place = await findInRoot(host, root, path);
  const facts = place === undefined ? undefined : await host.facts(place);
  if (place === undefined || facts?.kind !== "file" || facts.size > limit) return undefined;
  return await host.readBytes(place, 0, facts.size);
}

/** The same as text, for what is only read: bytes that are no UTF-8 are lost. For what is written back see base/byte-text.ts. */
export async function readTextInRoot(
  host: Host,
  root: string,
  path: string,
  limit?: number,
): Promise<string | undefined> {
  const bytes = await readBytesInRoot(host, root, path, limit);
  return bytes === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Bytes of a block device by any of its names: those of LVM and of udev are symlinks. Throws "failure" if it cannot be read. */
export async function readDevice(host: Host, device: string, offset: number, length: number): Promise<Uint8Array> {
  return await host.readBytes(await resolveInRoot(host, "/", device), offset, length);
}

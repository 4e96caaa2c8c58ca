/** Paths inside a mounted tree that is not trusted: its symlinks mean what they will mean once the tree is `/`. */
import { join } from "node:path";
import { BareonError } from "../base/errors.ts";
import { mostLinks, pathNames } from "../base/paths.ts";
import type { FileFacts, Host } from "./host.ts";

/** Links that lead to each other; "failure" to those that need not tell it from others. */
export class LinkLoop extends BareonError {
  constructor(path: string, root: string) {
    super("failure", `The symlinks of ${path} in ${root} form a loop.`);
  }
}

/** A place, and what was seen there on the way; undefined if the way was not over it. */
interface Way {
  readonly place: string;
  readonly seen: { readonly facts: FileFacts | undefined } | undefined;
}

async function follow(host: Host, root: string, path: string): Promise<Way> {
  const open = pathNames(path);
  let done: string[] = [];
  let links = 0;
  let seen: Way["seen"];
  for (let part = open.shift(); part !== undefined; part = open.shift()) {
    seen = undefined;
    if (part === "..") {
      done.pop();
      continue;
    }
    const here = join(root, ...done, part);
    const facts = await host.facts(here);
    if (facts?.kind !== "symlink") {
      done.push(part);
      seen = { facts };
      continue;
    }
    links += 1;
    if (links > mostLinks) throw new LinkLoop(path, root);
    const target = await host.readLink(here);
    if (target.startsWith("/")) done = [];
    open.unshift(...pathNames(target));
  }
  return { place: join(root, ...done), seen };
}

/**
 * The place of `path` with every symlink resolved as if `root` were `/`, and so never outside `root`: the rule of RESOLVE_IN_ROOT
 * (openat2(2)). Last components that do not exist are kept. Throws "failure" for a loop. The answer holds as long as nothing else
 * changes the tree.
 */
export async function resolveInRoot(host: Host, root: string, path: string): Promise<string> {
  return (await follow(host, root, path)).place;
}

/** The same, with what is there: undefined if nothing is. */
export async function findInRoot(
  host: Host,
  root: string,
  path: string,
): Promise<{ readonly place: string; readonly facts: FileFacts | undefined }> {
  const { place, seen } = await follow(host, root, path);
  return { place, facts: seen === undefined ? await host.facts(place) : seen.facts };
}

async function noLoop<T>(find: () => Promise<T>): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof LinkLoop) return undefined;
    throw error;
  }
}

/** The place of a path as resolveInRoot returns it; undefined for a loop of links, at which there is no file for anybody. */
export async function placeInRoot(host: Host, root: string, path: string): Promise<string | undefined> {
  return await noLoop(async () => await resolveInRoot(host, root, path));
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
  const found = await noLoop(async () => await findInRoot(host, root, path));
  if (found?.facts?.kind !== "file" || found.facts.size > limit) return undefined;
  const { place, facts } = found;
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

/** Whether a block device is there, by any of its names. */
export async function isBlockDevice(host: Host, device: string): Promise<boolean> {
  const facts = await host.facts(device);
  if (facts?.kind !== "symlink") return facts?.kind === "block";
  return (await findInRoot(host, "/", device)).facts?.kind === "block";
}

/** The node of a block device by any of its names: those of the device mapper are symlinks. */
export async function deviceNode(host: Host, device: string): Promise<string> {
  return (await host.facts(device))?.kind === "symlink" ? await resolveInRoot(host, "/", device) : device;
}

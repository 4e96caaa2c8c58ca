/** Paths inside a mounted tree that is not trusted: its symlinks mean what they will mean once the tree is `/`. */
import { join } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { Host } from "./host.ts";

/** As the kernel's own limit (path_resolution(7)). */
const mostLinks = 40;

function split(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

/**
 * The place of `path` with every symlink resolved as if `root` were `/`: never outside `root`. Last components that do not
 * exist are kept. Throws "failure" for a loop. Valid as long as nothing else changes the tree.
 */
export async function resolveBelow(host: Host, root: string, path: string): Promise<string> {
  const open = split(path);
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
    if (links > mostLinks) throw new BareonError("failure", `The symlinks of ${path} in ${root} form a loop.`);
    const target = await host.readLink(here);
    if (target.startsWith("/")) done = [];
    open.unshift(...split(target));
  }
  return join(root, ...done);
}

/**
 * The text of a regular file below `root`; undefined if there is none, or if it is larger than `limit` bytes. It is the one way
 * to read a tree that is not trusted: what a link, a FIFO, a device or an endless file stands for is never opened.
 */
export async function readTextBelow(
  host: Host,
  root: string,
  path: string,
  limit = 1024 * 1024,
): Promise<string | undefined> {
  const place = await resolveBelow(host, root, path);
  const facts = await host.facts(place);
  if (facts?.kind !== "file" || facts.size > limit) return undefined;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await host.readBytes(place, 0, facts.size));
}

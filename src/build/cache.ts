/** Owns the cache folder of things that take minutes to build; what goes into it is decided by each builder. */
import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** `$BAREON_CACHE`, else `/var/cache/bareon`, which only root can write to; others have one below their home. */
export function cacheFolder(): string {
  const chosen = process.env["BAREON_CACHE"];
  if (chosen !== undefined && chosen !== "") return chosen;
  return process.getuid?.() === 0 ? "/var/cache/bareon" : join(homedir(), ".cache/bareon");
}

/** Sixteen hexadecimal digits that change with the value, which must be plain JSON. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

/** Says one line of progress to the person who waits. */
export type Log = (line: string) => void;

export async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** As `cached` names what is not yet there; the recipe may be one of another version. */
const halfBuilt = /^\..+-[\da-f]{16}\.(?<pid>\d+)\.[\da-f]{8}(?:\.former)?$/u;

/** Removes what ended processes left half built in the folder. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = halfBuilt.exec(name)?.groups?.["pid"];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * The path `FOLDER/NAME-FINGERPRINT` of the cache, made by `make` if it is not there yet. `make` gets a path beside it that
 * does not exist; only a finished build is renamed into place, so a partial one never counts, and of two builders at once the
 * first one wins. With `refresh` it is made anew, and what was there goes only then.
 */
export async function cached(
  name: string,
  recipe: unknown,
  make: (path: string) => Promise<void>,
  refresh = false,
): Promise<string> {
  const path = join(cacheFolder(), `${name}-${fingerprint(recipe)}`);
  if (!refresh && (await exists(path))) return path;
  await mkdir(dirname(path), { recursive: true });
  await sweep(dirname(path));
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString("hex")}`);
  try {
    await make(partial);
    if (refresh && (await exists(path))) {
      const former = `${partial}.former`;
      await rename(path, former);
      await rename(partial, path);
      await rm(former, { recursive: true, force: true });
      return path;
    }
    await rename(partial, path).catch(async (error: unknown) => {
      if (!(await exists(path))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return path;
}

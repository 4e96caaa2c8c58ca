/** The file half of this machine's door: node:fs under the contract of Host, with errors that a user can read; no programs. */
import { MiB, sectorSize } from "../../base/sizes.ts";
import { constants } from "node:fs";
import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  rename,
  rmdir,
  stat,
  symlink,
  unlink,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { BigIntStats } from "node:fs";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import type { FileFacts, Host } from "../host.ts";
import { isHeld } from "./exclusive-open.ts";

export type HostFiles = Omit<
  Host,
  "run" | "stream" | "withSignal" | "pausable" | "runInOuterMounts" | "hasProgram" | "lock" | "hold"
>;

function isMissing(error: unknown): boolean {
  const code = systemErrorCode(error);
  // A name that is too long for every filesystem is no file's, though a link may lead to it.
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}

/** Turns a system error into one that names the attempt; anything else is a bug and passes. */
export async function attempt<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (systemErrorCode(error) === undefined || !(error instanceof Error)) throw error;
    const reason = /^(?<code>[A-Z0-9]+): (?<text>[^,]+)/u.exec(error.message)?.groups;
    const shown = reason === undefined ? error.message : `${reason["text"] ?? ""} (${reason["code"] ?? ""})`;
    throw new BareonError("failure", `Cannot ${what}: ${shown}.`, { cause: error });
  }
}

async function absentAs<T, A>(absent: A, action: () => Promise<T>): Promise<T | A> {
  try {
    return await action();
  } catch (error) {
    if (isMissing(error)) return absent;
    throw error;
  }
}

/** Returns true if it was made, and false if it is there. */
async function makeOne(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST" || !(await stat(path)).isDirectory()) throw error;
    return false;
  }
}

/** With the directories above it. Not by mkdir's `recursive`, which calls a read-only filesystem a missing file (Node 24). */
async function makePath(path: string, mode: number): Promise<boolean> {
  try {
    return await makeOne(path, mode);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT" || dirname(path) === path) throw error;
    await makePath(dirname(path), mode);
    return await makeOne(path, mode);
  }
}

async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  await directory.sync();
}

/** Fills a new file beside `path`, flushes it, and renames it over `path`. */
async function replace(path: string, mode: number, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  // The global, which loads its code when it is first used: importing node:crypto costs every start of a program 6 ms.
  const fresh = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 13)}`);
  const file = await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  try {
    await using owned = file;
    await fill(owned);
    await owned.chmod(mode);
    await owned.sync();
    await rename(fresh, path);
  } catch (error) {
    await absentAs(undefined, async () => await unlink(fresh));
    throw error;
  }
  await syncDirectory(dirname(path));
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}

/** What lies beyond the old end comes first: if there is no room for it, it is cut off again, and nothing else was changed. */
async function rewrite(path: string, content: Uint8Array): Promise<void> {
  await using file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const facts = await file.stat();
  if (!facts.isFile()) throw new BareonError("failure", `${path} is no regular file.`);
  try {
    await writeAll(file, content.subarray(facts.size), facts.size);
  } catch (error) {
    await file.truncate(facts.size);
    throw error;
  }
  await writeAll(file, content.subarray(0, facts.size), 0);
  await file.truncate(content.length);
  await file.sync();
}

async function overwriteInSector(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const last = offset + bytes.length - 1;
  if (offset < 0 || bytes.length === 0 || Math.floor(offset / sectorSize) !== Math.floor(last / sectorSize)) {
    throw new Error(`a write of ${bytes.length} bytes at ${offset} in ${path} is not inside one sector`);
  }
  await using file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
  const facts = await file.stat();
  // A block device has no size here, and cannot grow.
  if (!facts.isBlockDevice() && last >= facts.size)
    throw new Error(`a write of ${bytes.length} bytes at ${offset} would grow ${path}, which has ${facts.size}`);
  const { bytesWritten } = await file.write(bytes, 0, bytes.length, offset);
  if (bytesWritten !== bytes.length)
    throw new BareonError("failure", `Only ${bytesWritten} of ${bytes.length} bytes were written to ${path}.`);
  await file.datasync();
}

/** Bytes of a file that is read whole where the caller sets no limit: more than any text, and no danger to memory. */
const wholeLimit = 64 * MiB;
const pieceSize = 64 * 1024;

/**
 * The one reader of whole files. Whatever lies there, it ends: a FIFO, a socket or a device is not read, and a file without an end,
 * such as a sparse one of a terabyte, is refused at the limit. Files of /proc and /sys have no size, so the size alone does not tell.
 */
async function readWhole(path: string, limit: number): Promise<Buffer> {
  const refuse = (problem: string): BareonError => new BareonError("failure", `Cannot read ${path}: ${problem}.`);
  // Before it is opened, which may be felt by a device.
  if (!(await stat(path)).isFile()) throw refuse("it is no regular file");
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const facts = await file.stat();
  if (!facts.isFile()) throw refuse("it is no regular file");
  const pieces: Buffer[] = [];
  let size = 0;
  for (;;) {
    const left = Math.min(facts.size, limit + 1) - size;
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.max(pieceSize, left)));
    if (bytesRead === 0) return Buffer.concat(pieces);
    pieces.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
    if (size > limit) throw refuse(`it has more than ${limit} bytes`);
    // All that it had when it was opened; a file of /proc has no size, and one of /sys less than its size, which is a page.
    if (size === facts.size) return Buffer.concat(pieces);
  }
}

/** Without blocking: opening a FIFO would wait for a writer. */
async function readPart(path: string, offset: number, length: number): Promise<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

function fileKind(stats: BigIntStats): FileFacts["kind"] {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  if (stats.isSymbolicLink()) return "symlink";
  if (stats.isBlockDevice()) return "block";
  return stats.isCharacterDevice() ? "character" : "other";
}

/** `major:minor` of a Linux dev_t (glibc's gnu_dev_major and gnu_dev_minor). */
function renderDeviceNumber(device: bigint): string {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn);
  return `${major}:${minor}`;
}

async function readFacts(path: string): Promise<FileFacts> {
  const stats = await lstat(path, { bigint: true });
  const kind = fileKind(stats);
  const device = kind === "block" || kind === "character" ? renderDeviceNumber(stats.rdev) : undefined;
  const facts = {
    ...{ kind, size: Number(stats.size), mode: Number(stats.mode & 0o7777n) },
    ...{ owner: Number(stats.uid), device },
  };
  // stat(2) counts blocks of 512 bytes.
  return kind === "file" && stats.blocks * 512n < stats.size ? { ...facts, sparse: true } : facts;
}

/** The file methods of Host on this machine. */
export function createLocalFiles(): HostFiles {
  return {
    facts: async (path) =>
      await attempt(`look at ${path}`, async () => await absentAs(undefined, async () => await readFacts(path))),
    readFile: async (path, limit = wholeLimit) =>
      await attempt(`read ${path}`, async () => await absentAs(undefined, async () => await readWhole(path, limit))),
    readText: async (path, limit = wholeLimit) =>
      await attempt(`read ${path}`, async () =>
        (await absentAs(undefined, async () => await readWhole(path, limit)))?.toString("utf8"),
      ),
    readBytes: async (path, offset, length) =>
      await attempt(`read ${path}`, async () => await readPart(path, offset, length)),
    writeFile: async (path, content, mode = 0o644) =>
      await attempt(
        `write ${path}`,
        async () => await replace(path, mode, async (file) => await file.writeFile(content)),
      ),
    rewriteFile: async (path, content) => await attempt(`write ${path}`, async () => await rewrite(path, content)),
    copyFile: async (from, to, mode = 0o644) =>
      await attempt(`copy ${from} to ${to}`, async () => {
        await using source = await open(from);
        await replace(to, mode, async (file) => await file.writeFile(source.createReadStream({ autoClose: false })));
      }),
    writeInSector: async (path, offset, bytes) =>
      await attempt(`write in ${path}`, async () => await overwriteInSector(path, offset, bytes)),
    isHeld,
    list: async (path) =>
      await attempt(`list ${path}`, async () =>
        (await absentAs<string[], string[]>([], async () => await readdir(path))).toSorted(),
      ),
    readLink: async (path) => await attempt(`read the link ${path}`, async () => await readlink(path)),
    makeSymlink: async (target, path) =>
      await attempt(`make the link ${path}`, async () => await symlink(target, path)),
    makeDirectory: async (path, mode = 0o755) =>
      await attempt(`make the directory ${path}`, async () => await makePath(path, mode)),
    removeDirectory: async (path) => await attempt(`remove the directory ${path}`, async () => await rmdir(path)),
    removeFile: async (path) => await attempt(`remove ${path}`, async () => await unlink(path)),
    linkFile: async (path, name) => await attempt(`link ${path} as ${name}`, async () => await link(path, name)),
    rename: async (from, to) => await attempt(`rename ${from} to ${to}`, async () => await rename(from, to)),
  };
}

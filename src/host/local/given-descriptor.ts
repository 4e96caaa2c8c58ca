/**
 * File descriptors that the caller names by their numbers. Node has about twenty of its own under the numbers that were free (epoll, eventfd, pipes):
 * what is written into some of them ends it without a word, and what reads from others waits for ever.
 */
import { constants, fstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { BareonError, systemErrorCode } from "../../base/errors.ts";

/** The bits of open(2)'s flags that say whether it reads, writes or both. */
const accessModes = 3;

interface Descriptor {
  /** What it stands for, as /proc/PID/fd has it. */
  readonly link: string;
  readonly isRead: boolean;
}

/** Undefined if it is not open, and without /proc. */
function readDescriptor(descriptor: number | string): Descriptor | undefined {
  try {
    const link = readlinkSync(`/proc/self/fd/${descriptor}`);
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8");
    const flags = Number.parseInt(/^flags:\s*(?<flags>[0-7]+)$/mu.exec(info)?.groups?.["flags"] ?? "", 8);
    return { link, isRead: (flags & accessModes) === constants.O_RDONLY };
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** Node's own are no files, or pipes with both ends in this process. */
function isRuntimes({ link }: Descriptor): boolean {
  if (!link.startsWith("pipe:")) return link.startsWith("anon_inode:");
  const ends = readdirSync("/proc/self/fd")
    .map(readDescriptor)
    .filter((other) => other?.link === link);
  return ends.some((end) => end?.isRead === true) && ends.some((end) => end?.isRead === false);
}

/** True for a descriptor that the caller opened. */
export function isGiven(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
  } catch {
    return false;
  }
  const found = readDescriptor(descriptor);
  return found === undefined || !isRuntimes(found);
}

/** Why nothing can be written to it; undefined if the caller opened it for writing. */
export function problemOf(descriptor: number): string | undefined {
  if (!isGiven(descriptor)) return "is not open";
  return readDescriptor(descriptor)?.isRead === true ? "is not open for writing" : undefined;
}

/** Throws BareonError "usage" for a descriptor that the caller did not open for writing. */
export function refuseUngiven(descriptor: number): void {
  const problem = problemOf(descriptor);
  if (problem === undefined) return;
  throw new BareonError("usage", `--progress-fd ${descriptor}: this file descriptor ${problem}.`, {
    hint: `Redirect it, as in: ${descriptor}>progress.jsonl`,
  });
}

/** Events for programs: JSON lines on a file descriptor. */
import { constants, fstatSync, readFileSync, readdirSync, readlinkSync, writeSync } from "node:fs";
import { BareonError, systemErrorCode } from "../base/errors.ts";
import type { Reporter } from "../base/events.ts";

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
  const all = readdirSync("/proc/self/fd").map(readDescriptor);
  return all.some((other) => other?.link === link && other.isRead);
}

function problemOf(descriptor: number): string | undefined {
  try {
    fstatSync(descriptor);
  } catch {
    return "is not open";
  }
  const found = readDescriptor(descriptor);
  if (found === undefined) return undefined;
  return isRuntimes(found) ? "is not open" : found.isRead ? "is not open for writing" : undefined;
}

/**
 * Throws BareonError "usage" for a descriptor that the caller did not open for writing. Node has about twenty of its own under the numbers that
 * were free (epoll, eventfd, pipes), and what is written into some of them ends it without a word.
 */
export function checkDescriptor(descriptor: number): void {
  const problem = problemOf(descriptor);
  if (problem === undefined) return;
  throw new BareonError("usage", `--progress-fd ${descriptor}: this file descriptor ${problem}.`, {
    hint: `Redirect it, as in: ${descriptor}>progress.jsonl`,
  });
}

/**
 * One event per line. A reader that has gone is no reason to stop. One that is slow loses events if the pipe is also our
 * stdout, because Node makes that non-blocking for all processes that share it (EAGAIN); later events are written again.
 */
export function createJsonReporter(descriptor: number): Reporter {
  let open = true;
  return {
    report(event) {
      if (!open) return;
      try {
        writeSync(descriptor, `${JSON.stringify(event)}\n`);
      } catch (error) {
        open = systemErrorCode(error) === "EAGAIN";
      }
    },
    close: () => undefined,
  };
}

/** A file for secrets that the user names, which are written to it at once and to nowhere else. */
import { closeSync, constants, fstatSync, fsyncSync, openSync, rmSync, type Stats, statSync, writeSync } from "node:fs";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import { problemOf } from "./given-descriptor.ts";
import { descriptorOf } from "./given-pipe.ts";

export interface SecretFile {
  /** Throws BareonError "failure" if not all of it could be written. */
  readonly write: (text: string) => void;
  /** A new file to which nothing was written is there no more, so that it is new for the next run. */
  readonly close: () => void;
}

interface Opened {
  readonly file: number;
  readonly isNew: boolean;
  /** Whether it is this program's own, and not a descriptor of the caller's. */
  readonly isOwn: boolean;
}

/** A pipe or a terminal cannot be flushed. */
function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== "EINVAL" && code !== "EROFS" && code !== "ENOTSUP") throw error;
  }
}

/** The major number of /dev/null, /dev/zero and their like (devices.txt in the kernel): what is written to them is kept nowhere. */
const memoryDevices = 1;
/** Of these /dev/full alone refuses what is written to it. */
const full = 7;

function refuseForgetful(path: string, facts: Stats): void {
  // Node makes the number as makedev(3) does; a major number below 256 is in these bits alone.
  const [major, minor] = [Math.floor(facts.rdev / 256), facts.rdev % 256];
  if (facts.isCharacterDevice() && major === memoryDevices && minor !== full)
    throw refusal(path, "a device that keeps nothing");
}

const standard: Readonly<Record<string, number>> = { "/dev/stdout": 1, "/dev/stderr": 2 };

/**
 * A file behind a descriptor is not opened anew: what else is written to that would be written over the secrets, and they over it. A pipe
 * is, because only that tells at once that nobody reads it.
 */
function openGiven(path: string, descriptor: number): Opened {
  const problem = problemOf(descriptor);
  if (problem !== undefined) throw refusal(path, `the file descriptor ${problem}`);
  const facts = fstatSync(descriptor);
  refuseForgetful(path, facts);
  if (!facts.isFIFO()) return { file: descriptor, isNew: false, isOwn: false };
  return { file: openSync(path, constants.O_WRONLY | constants.O_NONBLOCK), isNew: false, isOwn: true };
}

/** Terminals and the shell's <(...) are there; all else has to be a new file. */
function open(path: string): Opened {
  const descriptor = standard[path] ?? descriptorOf(path);
  if (descriptor !== undefined) return openGiven(path, descriptor);
  const facts = /^\/(?:dev|proc)\//u.test(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (facts !== undefined) refuseForgetful(path, facts);
  if (facts?.isCharacterDevice() === true || facts?.isFIFO() === true) {
    const how = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
    return { file: openSync(path, how), isNew: false, isOwn: true };
  }
  // Of a device that is misspelt no file is made, which the next start of the machine would take along.
  const isDevice = /^\/dev\/[^/]+$/u.test(path) && facts === undefined;
  const making = isDevice ? 0 : constants.O_CREAT | constants.O_EXCL;
  const file = openSync(path, constants.O_WRONLY | making, 0o600);
  return { file, isNew: true, isOwn: true };
}

function refusal(path: string, problem: string, cause?: unknown): BareonError {
  const more = problem === "EEXIST" ? " Name a file that is not there yet." : "";
  return new BareonError("usage", `Recovery keys cannot be written to ${path} (${problem}).`, {
    hint: `Nothing was changed.${more}`,
    cause,
  });
}

function writeWhole(file: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/**
 * Makes the file, which only its owner can read; a pipe, a terminal or a descriptor of the caller's is there. Throws BareonError "usage" if
 * the file is there already, so that no secret is lost, cannot be made, or is a device that keeps nothing.
 */
export function openSecretFile(path: string): SecretFile {
  try {
    const { file, isNew, isOwn } = open(path);
    let isWritten = false;
    return {
      write: (text) => {
        isWritten = true;
        try {
          writeWhole(file, text);
          flush(file);
        } catch (error) {
          const code = systemErrorCode(error);
          if (code === undefined) throw error;
          throw new BareonError("failure", `A recovery key could not be written to ${path} (${code}).`, {
            hint: "The key that is not whole there opens nothing once the volume is made anew: deploy again.",
            cause: error,
          });
        }
      },
      close: () => {
        if (isOwn) closeSync(file);
        if (isNew && !isWritten) rmSync(path, { force: true });
      },
    };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw refusal(path, code, error);
  }
}

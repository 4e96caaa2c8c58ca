/** What the running system says of itself on its kernel command line: which menu entry it was booted by, and why. */
import type { Mounted } from "../formats/mountinfo.ts";

/** The running system, as its kernel tells of it. */
export interface RunningSystem {
  /** The `bareon.entry=` of its kernel command line; null if it has none. */
  readonly entry: number | null;
  /** Its `bareon.reason=`; null if it has none. */
  readonly reason: string | null;
  /** Its `bareon.attempt=`: which of its entry's attempts was loaded; absent for the first. */
  readonly attempt?: number;
  /** The filesystem UUID of its root; null if that is on no filesystem with a UUID. */
  readonly rootUuid: string | null;
  /** The devices of its root and of its other filesystems with kernels, known by their numbers. */
  readonly devices: readonly string[];
  /** What is mounted, in the order of mounting. */
  readonly mounted: readonly Mounted[];
}

/** The value of a kernel parameter; of several the last counts, as the kernel has it. */
function lastValue(commandLine: string, name: string): string {
  const words = commandLine.split(/\s+/u).filter((word) => word.startsWith(`${name}=`));
  return words.at(-1)?.slice(name.length + 1) ?? "";
}

/** Which entry the running system was booted by, by its kernel command line; null if that does not say. */
export function parseRunningEntry(commandLine: string): number | null {
  const value = lastValue(commandLine, "bareon.entry");
  return /^\d{1,4}$/u.test(value) ? Number(value) : null;
}

/** Why the running system was booted, by its kernel command line; null if that does not say. */
export function parseRunningReason(commandLine: string): string | null {
  const value = lastValue(commandLine, "bareon.reason");
  return /^[a-z]{1,20}$/u.test(value) ? value : null;
}

/** Which attempt of its entry the running kernel is, by its kernel command line: from 2 on, undefined for the first. */
export function parseRunningAttempt(commandLine: string): number | undefined {
  const value = lastValue(commandLine, "bareon.attempt");
  return /^[2-9]$/u.test(value) ? Number(value) : undefined;
}

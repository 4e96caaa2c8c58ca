/** The program inside a namespace that dies with it: the outer process starts itself again and passes on signals and the exit code. */
import type { StdioOptions } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { constants } from "node:os";
import { BareonError } from "../../base/errors.ts";
import { lifelineVariable } from "../../base/places.ts";
import { parseMountinfo } from "../../formats/mountinfo.ts";
import { parseStartTicks } from "../../formats/process-stat.ts";
import { unshareNamespace } from "../../programs/unshare.ts";
import { rootIsNoMount } from "../private-mounts.ts";
import { startProgram } from "./program.ts";

/** Throws BareonError "failure" without /proc, by which this program finds what it mounted for itself. */
export function refuseWithoutProc(): void {
  if (existsSync("/proc/self/ns/mnt")) return;
  throw new BareonError("failure", "/proc is not mounted, so that filesystems cannot be looked into.", {
    hint: "mount -t proc proc /proc",
  });
}

/** Throws BareonError "failure" where nothing is mounted at the root, as in a chroot that is a plain folder: unshare(1) would only say that it fails. */
export function refusePlainRoot(mountinfo: string): void {
  if (!parseMountinfo(mountinfo).some(({ target }) => target === "/")) throw rootIsNoMount();
}

/** Names the descriptor in the inner process that stands for the mount namespace of the outer one. */
const mountsVariable = "BAREON_OUTER_MOUNTS";

/** Tells the inner process the number and the start of the outer one, by which others know the program. */
const processVariable = "BAREON_PROCESS";

export interface OwnProcess {
  readonly pid: number;
  /** In clock ticks since the machine was started. */
  readonly startTicks: number;
}

/** This program as others see it: in the inner process the outer one. */
export function ownProcess(): OwnProcess {
  const handed = /^(?<pid>\d+) (?<ticks>\d+)$/u.exec(process.env[processVariable] ?? "")?.groups;
  if (isInsideNamespace() && handed !== undefined)
    return { pid: Number(handed["pid"]), startTicks: Number(handed["ticks"]) };
  return { pid: process.pid, startTicks: parseStartTicks(readFileSync("/proc/self/stat", "latin1")) ?? 0 };
}

export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
export type StopSignal = (typeof stopSignals)[number];

export function isStopSignal(name: string): name is StopSignal {
  return stopSignals.some((signal) => signal === name);
}

/** The exit code for an end by a signal, as a shell counts. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** True in the inner process. */
export function isInsideNamespace(): boolean {
  return process.env[lifelineVariable] !== undefined;
}

/** In the inner process: a file that stands for the outer process's mount namespace, for children, too; undefined in the outer one. */
export function outerMountNamespace(): string | undefined {
  const descriptor = process.env[mountsVariable];
  return descriptor === undefined ? undefined : `/proc/${process.pid}/fd/${descriptor}`;
}

/** How a program in a namespace ended. */
export interface InnerEnding {
  readonly code: number;
  /** False if it did not come to its end, because it could not be started or was killed: then it has told nothing. */
  readonly isComplete: boolean;
}

/**
 * Runs argv (this program again) inside, in that folder, with this process's standard streams and the given descriptors under their
 * own numbers; resolves with how it ended. Everything in there ends before it resolves, and also when this process or unshare is killed.
 * Stop signals travel over the lifeline and not by kill(2): process 1 loses those that come before it has handlers.
 */
export async function runInNamespace(
  argv: readonly string[],
  descriptors: readonly number[],
  folder = "/",
): Promise<InnerEnding> {
  refuseWithoutProc();
  refusePlainRoot(readFileSync("/proc/self/mountinfo", "utf8"));
  const passed = descriptors.filter((number) => number > 2);
  let lifeline = 3;
  while (passed.includes(lifeline)) lifeline += 1;
  let mounts = lifeline + 1;
  while (passed.includes(mounts)) mounts += 1;
  const { pid, startTicks } = ownProcess();
  const outer = openSync("/proc/self/ns/mnt", "r");
  const stdio = Array.from({ length: Math.max(mounts, ...passed) + 1 }, (_, number) => {
    if (number === lifeline) return "pipe";
    if (number === mounts) return outer;
    return number <= 2 || passed.includes(number) ? number : "ignore";
  }) satisfies StdioOptions;
  const started = await startProgram(unshareNamespace(argv), {
    stdio,
    cwd: folder,
    env: {
      ...process.env,
      [lifelineVariable]: `${lifeline}`,
      [mountsVariable]: `${mounts}`,
      [processVariable]: `${pid} ${startTicks}`,
    },
  });
  closeSync(outer);
  const line = started.child.stdio.at(lifeline);
  // The inner end may close first; that is no failure of this process.
  line?.on("error", () => undefined);
  let isComplete = false;
  if (line instanceof Socket) line.on("data", () => (isComplete = true));
  const forward = (signal: NodeJS.Signals): void => {
    if (line instanceof Socket) line.write(`${signal}\n`);
  };
  for (const signal of stopSignals) process.on(signal, forward);
  try {
    const { exitCode, signal } = await started.closed;
    return { code: signal === undefined ? (exitCode ?? 1) : signalExitCode(signal), isComplete };
  } finally {
    for (const signal of stopSignals) process.off(signal, forward);
    line?.destroy();
  }
}

/** In the inner process, as the last thing: tells the outer one that everything was told. */
export function completeInner(): void {
  if (isInsideNamespace()) writeSync(Number(process.env[lifelineVariable]), "complete\n");
}

/** In the inner process: hands on the signals that come over the lifeline, and ends at once when the outer process is gone. */
export function followLifeline(onStop: (signal: StopSignal) => void): void {
  const line = new Socket({ fd: Number(process.env[lifelineVariable]), readable: true, writable: false });
  line.setEncoding("utf8");
  line.on("data", (text: string) => {
    for (const name of text.split("\n")) if (isStopSignal(name)) onStop(name);
  });
  const orphaned = (): void => {
    // There is nothing left to report to; the kernel ends the other processes of the namespace and drops its mounts.
    // oxlint-disable-next-line unicorn/no-process-exit
    process.exit(signalExitCode("SIGKILL"));
  };
  line.on("error", orphaned);
  line.on("end", orphaned);
  line.unref();
}

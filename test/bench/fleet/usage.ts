/** What all processes of one network namespace take of processor and memory, read from /proc now and then. */
import { readdir, readFile, readlink } from "node:fs/promises";
import { sourceName, within } from "./network.ts";
import { execa } from "execa";
import type { SourceUsage } from "./run.ts";

/** As sysconf(_SC_CLK_TCK) says on Linux. */
const ticksPerSecond = 100;
/** Between two looks; to ask for the memory of a thousand processes takes a while. */
const intervalMs = 2000;

/** Seconds of processor time of a process and of its children that have ended, of the text of /proc/PID/stat. */
export function parseCpu(stat: string): number {
  // The name, in parentheses, may have spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) / ticksPerSecond;
}

/** Bytes of the text of /proc/PID/smaps_rollup; 0 for a process that has ended meanwhile. */
export function parsePss(rollup: string): number {
  return Number(/^Pss:\s+(?<kib>\d+) kB$/mu.exec(rollup)?.groups?.["kib"] ?? 0) * 1024;
}

/** What cannot be read is of a process that has ended. */
async function text(path: string): Promise<string> {
  return await readFile(path, "utf8").catch(() => "");
}

async function processesOf(space: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name));
  const own = await Promise.all(
    pids.map(async (pid) => ((await readlink(`/proc/${pid}/ns/net`).catch(() => "")) === space ? [pid] : [])),
  );
  return own.flat();
}

async function look(space: string): Promise<SourceUsage> {
  const pids = await processesOf(space);
  const each = await Promise.all(
    pids.map(async (pid) => ({
      cpu: parseCpu(await text(`/proc/${pid}/stat`)),
      bytes: parsePss(await text(`/proc/${pid}/smaps_rollup`)),
    })),
  );
  return {
    cpuSeconds: each.reduce((sum, { cpu }) => sum + cpu, 0),
    peakBytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
    processes: pids.length,
  };
}

export interface UsageWatch {
  /** Looks once more and ends it. */
  end(): Promise<SourceUsage>;
}

/** Watches the processes of the source until the end; what they took before does not count. */
export async function watchSource(): Promise<UsageWatch> {
  const [program, ...args] = within(sourceName, ["readlink", "/proc/self/ns/net"]);
  const { stdout: space } = await execa(program, args);
  const first = await look(space);
  let most = first;
  const lookAgain = async (): Promise<SourceUsage> => {
    const now = await look(space);
    most = {
      cpuSeconds: now.cpuSeconds - first.cpuSeconds,
      peakBytes: Math.max(most.peakBytes, now.peakBytes),
      processes: Math.max(most.processes, now.processes),
    };
    return most;
  };
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(lookAgain);
  }, intervalMs);
  return {
    async end() {
      clearInterval(timer);
      await looking;
      return await lookAgain();
    },
  };
}

/** Room in this machine's memory for files that have to be there whole. */
import { MiB } from "../base/sizes.ts";
import type { Context } from "./host.ts";

/** Bytes of memory that the programs need beside the files. */
const reserve = 256 * MiB;

/** Bytes that files may take. */
export async function freeMemory({ host }: Pick<Context, "host">): Promise<number> {
  const text = (await host.readText("/proc/meminfo")) ?? "";
  const kib = Number(/^MemAvailable:\s+(?<kib>\d+) kB$/mu.exec(text)?.groups?.["kib"] ?? 0);
  return Math.max(kib * 1024 - reserve, 0);
}

/** /proc/PID/stat (proc(5)). */

/** When the process was started, in clock ticks since the machine was; undefined for another text. The name, in parentheses, may hold anything. */
export function parseStartTicks(text: string): number | undefined {
  const ticks = text.slice(text.lastIndexOf(")") + 2).split(" ", 20)[19];
  return ticks !== undefined && /^\d+$/u.test(ticks) ? Number(ticks) : undefined;
}

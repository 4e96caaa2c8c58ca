/** Processor time of this thread, by which a test says that something ends: a busy machine does not matter to it. */

/** Milliseconds since the thread began. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

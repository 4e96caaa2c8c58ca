/** How long a machine does not answer while it reboots, as its users see it: it is asked by ssh which boot it is in, again and again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Vm } from "./vm.ts";

const bootId = "cat /proc/sys/kernel/random/boot_id";
/** Milliseconds between an answer and the next question. */
const pause = 200;
/** Seconds that an answer may take. */
const limit = 5;

/** Reboots the machine. Returns the seconds from the last answer of the system that ran to the first of the one that was booted. */
export async function rebootTimed(vm: Pick<Vm, "run" | "reboot">): Promise<number> {
  const { stdout: former } = await vm.run(bootId);
  let last = performance.now();
  let first: number | undefined;
  let failed = false;
  const asking = (async () => {
    while (first === undefined && !failed) {
      // A question that nobody answers is asked again.
      const answer = await vm.run(bootId, { check: false, timeoutSeconds: limit }).catch(() => undefined);
      if (answer?.exitCode === 0 && answer.stdout === former) last = performance.now();
      else if (answer?.exitCode === 0) first = performance.now();
      await sleep(pause);
    }
  })();
  try {
    await vm.reboot();
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    await asking;
  }
  return ((first ?? last) - last) / 1000;
}

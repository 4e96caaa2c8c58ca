/** Waiting for a named condition, with a limit: the only place where time passes on purpose. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "./host.ts";

/** Milliseconds between two looks. */
const shortly = 100;

/** Lets so many milliseconds pass, before the network is tried again say; rejects with the signal's reason. */
export async function pause(signal: AbortSignal, milliseconds: number): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(finish, milliseconds);
    function finish(): void {
      signal.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Looks until `probe` gives undefined, every `interval` milliseconds. What it gives before that says what is still missing; the
 * last such text is the message of the BareonError "failure" after `seconds`.
 */
export async function waitFor(
  ctx: Context,
  seconds: number,
  probe: () => Promise<string | undefined>,
  interval = shortly,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    ctx.signal.throwIfAborted();
    const missing = await probe();
    if (missing === undefined) return;
    if (performance.now() > end) throw new BareonError("failure", `${missing}, after waiting ${seconds} s`);
    await pause(ctx.signal, interval);
  }
}

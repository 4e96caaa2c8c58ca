/** Waiting for a named condition or before another try, with a limit: the only place where time passes on purpose. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "./host.ts";

/** Milliseconds between two looks. */
const shortly = 100;

/** Lets so many milliseconds pass; rejects with the signal's reason. */
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
 * Calls `probe` every `interval` milliseconds until it returns undefined. A text that it returns before that says what is still
 * missing; the last one is the message of the BareonError "failure" after `seconds`.
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

export interface RetryLimits {
  /** Tries after the first; Infinity for no end of them. */
  readonly retries: number;
  /** Seconds before the first of them; twice as many before each further one, up to 30, and by up to a half more or less. */
  readonly pauseSeconds: number;
}

/** Why a try failed that another one may do better, and what that will do: "going on from there". */
export interface Broken {
  readonly broken: string;
  readonly next: string;
}

const longestPause = 30;
/** More would make no number of a pause of 0. */
const mostDoublings = 30;

/** Seconds. */
export interface BackOff {
  readonly first: number;
  readonly longest: number;
}

/**
 * Seconds before another try after so many: twice as many each time, and by up to a half more or less, so that many nodes which failed
 * together do not come back together. `random` is from 0 to 1.
 */
export function backOff(tries: number, { first, longest }: BackOff, random: number): number {
  return Math.min(first * 2 ** Math.min(tries, mostDoublings), longest) * (0.5 + random);
}

/**
 * Warns and waits before another try; `tries` is how many there were after the first. Throws BareonError "failure" if there were
 * enough of them. Only the network is tried again.
 */
export async function pauseBeforeRetry(
  ctx: Context,
  { retries, pauseSeconds }: RetryLimits,
  tries: number,
  { broken, next }: Broken,
): Promise<void> {
  if (tries >= retries)
    throw new BareonError("failure", `${broken}; given up after ${retries} more tries`, {
      hint: "Check the network and the server.",
    });
  const most = Number.isFinite(retries) ? ` of ${retries}` : "";
  ctx.report({ event: "warning", message: `${broken}; ${next} (${tries + 1}${most})` });
  const seconds = backOff(tries, { first: pauseSeconds, longest: longestPause }, Math.random());
  await pause(ctx.signal, seconds * 1000);
}

/** Tries until the attempt returns something else than Broken, under the rules of pauseBeforeRetry. */
export async function retry<T>(ctx: Context, limits: RetryLimits, attempt: () => Promise<T | Broken>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await attempt();
    if (typeof outcome !== "object" || outcome === null || !("broken" in outcome)) return outcome;
    await pauseBeforeRetry(ctx, limits, tries, outcome);
  }
}

/**
 * Promise.all, except that it waits for every one to end, also if one fails: what reads files below a mount must have ended
 * before that is unmounted. Throws the first failure in the order given.
 */
export async function joinAll<T extends readonly unknown[]>(
  tasks: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(tasks);
  return await Promise.all(tasks);
}

/**
 * Does the action, and meanwhile something else when so many seconds have passed, which returns after how many more it is to be done
 * again, and hears when the action has ended; what it throws is passed over.
 */
export async function meanwhile<T>(
  ctx: Pick<Context, "signal">,
  seconds: number,
  task: (signal: AbortSignal) => Promise<number>,
  action: () => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const signal = AbortSignal.any([ctx.signal, ended.signal]);
  const ticking = (async () => {
    for (let next = seconds; ; next = await task(signal).catch(() => next)) await pause(signal, next * 1000);
  })().catch(() => undefined);
  try {
    return await action();
  } finally {
    ended.abort();
    await ticking;
  }
}

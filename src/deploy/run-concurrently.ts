/** Runs tasks at the same time, except those that share a device, as many as the limit allows; the first failure stops the others. */
import { rethrow } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { type Task, findReady } from "../plan/concurrency.ts";

/** Tasks that share a device run in the order of the list. When all have ended, throws what the first that failed threw. */
export async function runConcurrently<T>(
  ctx: Context,
  tasks: readonly Task<T>[],
  limit: number,
  run: (ctx: Context, item: T) => Promise<void>,
): Promise<void> {
  const [first] = tasks;
  // A single task has no other to be stopped with.
  if (first !== undefined && tasks.length === 1) {
    await run(ctx, first.item);
    return;
  }
  const stop = new AbortController();
  const { signal } = stop;
  const own: Context = { ...ctx, signal: AbortSignal.any([ctx.signal, signal]), host: ctx.host.withSignal(signal) };
  let waiting = tasks;
  const running = new Map<Task<T>, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const start = (task: Task<T>): void => {
    waiting = waiting.filter((other) => other !== task);
    const ended = run(own, task.item).catch((error: unknown) => {
      failure ??= { error };
      stop.abort(error);
    });
    running.set(
      task,
      ended.finally(() => running.delete(task)),
    );
  };
  while (waiting.length > 0 || running.size > 0) {
    const ready = failure === undefined && running.size < limit ? findReady(waiting, [...running.keys()]) : undefined;
    if (ready !== undefined) start(ready);
    else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  if (failure !== undefined) rethrow(failure.error);
}

/** The stages of a run for --event-url: one after the other, beside the work, and with a limit for what is left at its end. What a stage is, is stages.ts. */
import type { ProgressEvent, Reporter } from "../base/events.ts";
import type { StageEvent } from "../schema/stage.ts";

/** Seconds that the end of a run waits for its last documents. */
export const patience = 20;

export interface WebhookOptions {
  readonly stageOf: (event: ProgressEvent) => StageEvent | undefined;
  /** Resolves with why the document was not taken, undefined if it was; rejects once the signal is aborted. */
  readonly send: (stage: StageEvent, signal: AbortSignal) => Promise<string | undefined>;
  /** Hears of the first document that was not taken, and of the last one of the run. */
  readonly onFailure: (stage: StageEvent, problem: string) => void;
  /** Seconds; `patience` if absent. */
  readonly limit?: number;
}

/** The process does not end before the last document is sent, or `limit` has passed after `close`. */
export function createWebhookReporter({ stageOf, send, onFailure, limit = patience }: WebhookOptions): Reporter {
  let waiting: StageEvent[] = [];
  let current: AbortController | undefined;
  let hasFailed = false;
  let isSending = false;
  let timers: NodeJS.Timeout[] = [];
  const sendOne = async (stage: StageEvent): Promise<void> => {
    const own = new AbortController();
    current = own;
    const problem = await send(stage, own.signal).catch((error: unknown) => {
      if (own.signal.aborted) return "it was not taken in time";
      return error instanceof Error ? error.message : String(error);
    });
    if (problem === undefined) return;
    const isLast = stage.event === "done" || stage.event === "failed";
    if (isLast || !hasFailed) onFailure(stage, problem);
    hasFailed = true;
  };
  const sendAll = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) await sendOne(stage);
    isSending = false;
    for (const timer of timers) clearTimeout(timer);
  };
  return {
    report(event) {
      const stage = stageOf(event);
      if (stage === undefined) return;
      waiting.push(stage);
      void sendAll();
    },
    close() {
      if (timers.length > 0 || !isSending) return;
      // The run is over, and what it was doing is no news.
      waiting = waiting.slice(-1);
      const stop = (): void => current?.abort(new Error("the run is over"));
      // The last one has half of the time, whatever became of the one before.
      timers = [...(waiting.length > 0 ? [setTimeout(stop, limit * 500)] : []), setTimeout(stop, limit * 1000)];
    },
  };
}

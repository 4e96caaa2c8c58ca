/** How long a machine does not answer, as its users see it: its ssh server is asked for a greeting again and again. */
import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "../servers/port.ts";

/** Seconds between two questions. */
export const askedEach = 0.2;
/** Seconds that an answer may take. */
const limit = 3;

/** The longest time between two of these moments, in their unit and whatever their order; 0 if there are fewer. */
export function longestGap(moments: readonly number[]): number {
  const sorted = moments.toSorted((one, other) => one - other);
  return sorted.reduce((longest, moment, index) => Math.max(longest, moment - (sorted[index - 1] ?? moment)), 0);
}

export interface Watch {
  /** Asks no more; resolves with the seconds of the longest time between two answers. */
  stop(): Promise<number>;
}

/** Asks at this port of 127.0.0.1 from now on. A question does not wait for the one before it. */
export function watchAnswers(port: number): Watch {
  const moments: number[] = [];
  const asked: Promise<void>[] = [];
  let stopped = false;
  const ask = async (): Promise<void> => {
    if (await answers(port, "SSH-", limit)) moments.push(performance.now());
  };
  const asking = (async () => {
    while (!stopped) {
      asked.push(ask());
      await sleep(askedEach * 1000);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      await Promise.all(asked);
      return longestGap(moments) / 1000;
    },
  };
}

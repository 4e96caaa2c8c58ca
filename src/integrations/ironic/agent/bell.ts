/** A bell: one waits for it or for some time, others ring it. */
import { pause } from "../../../host/wait.ts";

export class Bell {
  #rung = false;
  #wake: AbortController | undefined;

  /** Whoever waits goes on; if nobody does, the next wait ends at once. */
  ring(): void {
    this.#rung = true;
    this.#wake?.abort(new Error("the bell rang"));
  }

  /** Ends when the bell rings or after so many milliseconds; rejects when the signal is aborted. */
  async wait(signal: AbortSignal, milliseconds: number): Promise<void> {
    if (!this.#rung) {
      const wake = new AbortController();
      this.#wake = wake;
      try {
        await pause(AbortSignal.any([signal, wake.signal]), milliseconds);
      } catch (error) {
        signal.throwIfAborted();
        if (!wake.signal.aborted) throw error;
      }
      this.#wake = undefined;
    }
    signal.throwIfAborted();
    this.#rung = false;
  }
}

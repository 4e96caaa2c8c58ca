/** A stack of undo actions: closed strictly on success, when a failed undo is a failure, and completely on any way out. */

/** Undo actions run last in, first out, whatever the abort signal says. */
export class Scope implements AsyncDisposable {
  #undos: (() => Promise<void>)[] = [];

  /** Registers what takes back the thing just acquired. */
  defer(undo: () => Promise<void>): void {
    this.#undos.push(undo);
  }

  /** Runs every undo; throws the first error after the last one ran. Afterwards the scope is empty and may be used again. */
  async close(): Promise<void> {
    const undos = this.#undos.toReversed();
    this.#undos = [];
    const errors: unknown[] = [];
    for (const undo of undos) {
      try {
        await undo();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

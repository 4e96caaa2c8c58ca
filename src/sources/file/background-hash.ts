/** A hash that a thread of its own computes, so that the bytes that stream by do not wait for it. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { MiB } from "../../base/sizes.ts";

/** Blocks on their way to the thread and back. A caller that is faster than the thread waits for one. */
const blockCount = 4;
const blockSize = MiB;

/** A message to the thread: a block of what is hashed, which the thread returns, or the end. */
type Work =
  | { readonly kind: "end" }
  | { readonly kind: "block"; readonly buffer: ArrayBuffer; readonly length: number };

/** What the thread runs. It gets the text of this function alone, so the function may use nothing else of this file. */
function serve(): void {
  const { parentPort, ...thread } = process.getBuiltinModule("node:worker_threads");
  const hash = process.getBuiltinModule("node:crypto").createHash(thread.workerData as string);
  parentPort?.on("message", (work: Work) => {
    if (work.kind === "block") {
      hash.update(new Uint8Array(work.buffer, 0, work.length));
      parentPort.postMessage(work.buffer, [work.buffer]);
      return;
    }
    parentPort.postMessage(hash.digest("hex"), []);
    parentPort.close();
  });
}

export class BackgroundHash implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #free: ArrayBuffer[] = Array.from({ length: blockCount }, () => new ArrayBuffer(blockSize));
  /** The block that is being filled, and how far it is. */
  #block: ArrayBuffer | undefined;
  #length = 0;
  #hex: string | undefined;

  constructor(algorithm: string) {
    this.#worker = new Worker(`(${serve.toString()})()`, { eval: true, workerData: algorithm });
    this.#worker.on("message", (message: ArrayBuffer | string) => {
      if (typeof message === "string") this.#hex = message;
      else this.#free.push(message);
    });
  }

  /** Takes a copy of the bytes; resolves when there is room for more. */
  async update(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      while (this.#block === undefined) {
        this.#block = this.#free.pop();
        if (this.#block === undefined) await once(this.#worker, "message");
      }
      const part = bytes.subarray(done, done + blockSize - this.#length);
      new Uint8Array(this.#block).set(part, this.#length);
      done += part.length;
      this.#length += part.length;
      if (this.#length === blockSize) this.#send(this.#block);
    }
  }

  /** The hash of all bytes in hexadecimal; none may follow. */
  async digest(): Promise<string> {
    if (this.#block !== undefined) this.#send(this.#block);
    this.#post({ kind: "end" });
    // Checked again before waiting: one event may announce several messages.
    while (this.#hex === undefined) await once(this.#worker, "message");
    return this.#hex;
  }

  #send(buffer: ArrayBuffer): void {
    this.#post({ kind: "block", buffer, length: this.#length }, [buffer]);
    this.#block = undefined;
    this.#length = 0;
  }

  #post(work: Work, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(work, transfer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

/** What VM tests leave behind: nothing, or with BAREON_KEEP_VM what a failed test had, since what is disposed of then ends with the test file. */

/** Something that a test makes and disposes of. */
export interface Keepable {
  /** A machine ends as soon as the test goes on without it; a folder, which may hold its disks, at the end of the file. */
  readonly kind: "machine" | "folder";
  /** Ends it and leaves nothing of it. */
  readonly end: () => Promise<void>;
  /** How a person looks into it and ends it, as lines. */
  readonly describe: () => Promise<string>;
  /** What it does at this moment, for a test that failed or took too long; undefined if nothing can be told. */
  readonly explain?: () => Promise<string | undefined>;
}

/** Holds what the tests of one file have made, until it is known whether one of them failed. */
export class Keeper {
  readonly #made = new Set<Keepable>();
  readonly #disposed = new Set<Keepable>();
  readonly #keeps: boolean;
  #failed = false;

  /** `keeps`: what a failed test had is kept. */
  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  get keeps(): boolean {
    return this.#keeps;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** A test has failed. If things are kept, nothing of this file ends any more. */
  fail(): void {
    this.#failed = true;
  }

  add(thing: Keepable): void {
    this.#made.add(thing);
  }

  /** The test has no more use for it. If things are kept it does not end yet: the test may be on its way to fail. */
  async dispose(thing: Keepable): Promise<void> {
    if (this.#keeps) this.#disposed.add(thing);
    else await this.#end([thing]);
  }

  async #end(things: readonly Keepable[]): Promise<void> {
    for (const thing of things) {
      this.#made.delete(thing);
      this.#disposed.delete(thing);
      await thing.end();
    }
  }

  /** The test goes on with another machine, so it has not failed: the machines that it disposed of end, as their disks may be used again. */
  async goOn(): Promise<void> {
    if (!this.#failed) await this.#end([...this.#disposed].filter(({ kind }) => kind === "machine"));
  }

  /** What everything that is still there does at this moment; an empty text if nothing can be told. */
  async explain(): Promise<string> {
    const texts = await Promise.all([...this.#made].map(async (thing) => await thing.explain?.()));
    return texts.filter((text) => text !== undefined).join("\n");
  }

  /** The end of the file: returns what is kept and how to look into it, or ends everything, also what a test that took too long still held. */
  async finish(): Promise<string | undefined> {
    const machines = [...this.#made].filter(({ kind }) => kind === "machine");
    const folders = [...this.#made].filter(({ kind }) => kind === "folder");
    if (this.#keeps && this.#failed) {
      const texts = await Promise.all([...machines, ...folders].map(async (thing) => await thing.describe()));
      return ["A test failed, and BAREON_KEEP_VM is set. Kept:", ...texts].join("\n\n");
    }
    await this.#end([...machines, ...folders]);
    return undefined;
  }
}

let current: Keeper | undefined;

/** From now on machines and folders of this process are in the keeper's hands. */
export function useKeeper(keeper: Keeper): void {
  current = keeper;
}

/** Undefined outside VM tests. */
export function currentKeeper(): Keeper | undefined {
  return current;
}

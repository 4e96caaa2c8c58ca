/** Files that were brought into this machine's memory and are kept there until a deploy has ended, for what comes after and for other nodes. */
import { Scope } from "./scope.ts";

export class KeptFiles implements AsyncDisposable {
  readonly #scope = new Scope();
  readonly #paths = new Map<string, Promise<string>>();

  /**
   * The path of the file of that name, which `bring` makes if it is not there; what that acquires in its scope is kept with the file, and
   * taken back at once if it fails. Throws what `bring` throws, and the next call brings the file anew.
   */
  async once(name: string, bring: (scope: Scope) => Promise<string>): Promise<string> {
    const known = this.#paths.get(name);
    if (known !== undefined) return await known;
    const path = this.#bring(bring);
    this.#paths.set(name, path);
    try {
      return await path;
    } catch (error) {
      this.#paths.delete(name);
      throw error;
    }
  }

  async #bring(bring: (scope: Scope) => Promise<string>): Promise<string> {
    const scope = new Scope();
    this.#scope.defer(async () => await scope.close());
    try {
      return await bring(scope);
    } catch (error) {
      // What is not the failure itself.
      await scope.close().catch(() => undefined);
      throw error;
    }
  }

  /** Ends what is kept. Throws what could not be taken back. */
  async close(): Promise<void> {
    this.#paths.clear();
    await this.#scope.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

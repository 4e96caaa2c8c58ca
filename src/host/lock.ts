/** Exclusive work: one process at a time behind a lock file; the lock itself is the Host's. */
import { BareonError } from "../base/errors.ts";
import type { Host } from "./host.ts";
import type { Scope } from "./scope.ts";

/** Holds the lock until the scope closes. Throws "locked" at once where another process holds it; `work` says what it does then. */
export async function holdLock(host: Host, scope: Scope, path: string, work: string): Promise<void> {
  const held = await host.lock(path);
  if (held === undefined) {
    throw new BareonError("locked", `Another process is ${work} (it holds the lock ${path}).`, {
      hint: "Wait until it has ended, then try again.",
    });
  }
  scope.defer(async () => await held.release());
}

/** Locks on disks, which keep udev from looking at them. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { deviceNode } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { settleDevices } from "../machine/inspect/settle.ts";

/**
 * udev looks at a member that is let go, or closed after a write, and has its array assembled anew. It leaves a disk and its
 * partitions alone as long as a process has flock(2) on the disk's node (systemd's "Locking Block Device Access"). Closing the
 * node is such a moment itself, so one lock is held from first to last. It ends with this process, however that ends.
 */
export class DiskLocks implements AsyncDisposable {
  readonly #ctx: Context;
  readonly #scope = new Scope();
  #taken = false;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Locks the disks; programs that lock them themselves would wait for ever from then on. Throws BareonError "storage". */
  async take(disks: readonly string[]): Promise<void> {
    await settleDevices(this.#ctx);
    this.#taken = true;
    for (const disk of disks) {
      const lock = await this.#ctx.host.lock(await deviceNode(this.#ctx.host, disk));
      if (lock === undefined)
        throw new BareonError("storage", `another program has a lock on ${disk}`, {
          hint: "Wait until it has ended, then try again.",
        });
      this.#scope.defer(async () => await lock.release());
    }
  }

  /** Lets udev have the disks again, and waits until it has looked at them. */
  async release(): Promise<void> {
    await this.#scope.close();
    this.#taken = false;
    await settleDevices(this.#ctx);
  }

  /** Waits until udev has done its work; returns at once while the locks are held, because udev waits for them. */
  async settle(): Promise<void> {
    if (!this.#taken) await settleDevices(this.#ctx);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scope.close();
  }
}

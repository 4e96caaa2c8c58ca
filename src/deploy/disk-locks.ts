/** Keeps udev from looking at disks, so that what is taken down there is not put together again before it is erased. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { settleDevices } from "../machine/inspect/settle.ts";

/**
 * udev looks at a member that is let go, or closed after a write, and has its array assembled anew. It leaves a disk and its
 * partitions alone as long as a process has flock(2) on the disk's node (systemd's "Locking Block Device Access"); closing the node
 * is such a moment itself, so one lock is held from first to last. It ends with this process, however that ends.
 */
export class DiskLocks implements AsyncDisposable {
  readonly #ctx: Context;
  readonly #disks: readonly string[];
  readonly #scope = new Scope();
  #taken = false;

  constructor(ctx: Context, disks: readonly string[]) {
    this.#ctx = ctx;
    this.#disks = disks;
  }

  /** Locks the disks, unless they are; programs that lock them themselves would then wait for ever. Throws BareonError "storage". */
  async take(): Promise<void> {
    if (this.#taken) return;
    this.#taken = true;
    await settleDevices(this.#ctx);
    for (const disk of this.#disks) {
      const lock = await this.#ctx.host.lock(disk);
      if (lock === undefined)
        throw new BareonError("storage", `another program has a lock on ${disk}`, {
          hint: "Wait until it has ended, then try again.",
        });
      this.#scope.defer(async () => await lock.release());
    }
  }

  /** Lets udev have the disks again, and waits until it has looked. */
  async release(): Promise<void> {
    if (!this.#taken) return;
    this.#taken = false;
    await this.#scope.close();
    await settleDevices(this.#ctx);
  }

  /** Waits for udev (udevadm settle); does nothing while the locks are held, because udev waits for them. */
  async settle(): Promise<void> {
    if (!this.#taken) await settleDevices(this.#ctx);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scope.close();
  }
}

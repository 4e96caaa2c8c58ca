/** Takes one thing down that sits on disks, with udev kept away from these. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { Plan } from "../schema/plan.ts";
import { settleDevices } from "./inspect.ts";

type TearDownStep = Extract<Plan["steps"][number], { kind: "tear-down" }>;

/**
 * A member that is let go, or closed after a write, has udev look at it, which puts an array together again before its superblocks
 * are gone. udev leaves a disk alone as long as somebody has flock(2) on its node (systemd's "Locking Block Device Access"); the
 * lock ends with this process, however that ends.
 */
export async function runTearDown(ctx: Context, { disks, commands }: TearDownStep): Promise<void> {
  const { host } = ctx;
  await settleDevices(ctx);
  await using scope = new Scope();
  for (const disk of disks) {
    const lock = await host.lock(disk);
    if (lock === undefined) throw new BareonError("storage", `${disk} is locked by another program`);
    scope.defer(async () => await lock.release());
  }
  for (const command of commands) await host.run(command);
  await scope.close();
  await settleDevices(ctx);
}

/** Adds partitions to the table of a disk that may be in use, and waits until the kernel and udev have each of them. */
import type { Context } from "../host/host.ts";
import { settleDevices } from "../machine/inspect/settle.ts";
import type { Plan } from "../schema/plan.ts";

type AppendStep = Extract<Plan["steps"][number], { kind: "append-partitions" }>;

/**
 * udev reads a table by itself once it was written, and of a disk that nothing uses the kernel then shows every partition; of one in
 * use it is told of each new one. No other partition of the disk is touched: it may be mounted.
 */
export async function appendPartitions(ctx: Context, { append, show }: AppendStep): Promise<void> {
  const { host } = ctx;
  await host.run(append);
  await settleDevices(ctx);
  for (const { device, command } of show) if ((await host.facts(device)) === undefined) await host.run(command);
  await settleDevices(ctx);
}

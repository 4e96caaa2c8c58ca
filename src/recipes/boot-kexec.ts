/** Reboots in which the running kernel starts the next one, without firmware and boot loader. How it is loaded is boot/store/jump.ts. */
import { BareonError } from "../base/errors.ts";
import { planReturn } from "../boot/state/arrival.ts";
import type { Context } from "../host/host.ts";
import { rebootMachine, startLoadedKernel } from "../host/reboot.ts";
import type { ChangeResult } from "../schema/bareon-boot.ts";
import { rebootInto } from "./boot-change.ts";
import { change, type ChangeOptions } from "./change.ts";

/** Starts the kernel that was loaded for this result. Where that fails, the boot is armed again, and the machine goes through its firmware. */
export async function jump(ctx: Context, options: ChangeOptions, { reason, next }: ChangeResult): Promise<void> {
  try {
    await startLoadedKernel(ctx.host);
    return;
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const message = `The loaded kernel cannot be started, so the machine goes through its firmware: ${error.message}`;
    ctx.report({ event: "warning", message });
  }
  const index = next.grub_id;
  await change(ctx, options, "reboot", ({ state }) => ({
    transition: index === null ? {} : planReturn(state, { index, reason }),
    ...{ from: null, to: index, why: "kexec failed, so that the boot does not count", reboot: true },
  }));
  await rebootMachine(ctx);
}

/** Boots what is next anyway, by kexec where that is possible. */
export async function rebootByKexec(ctx: Context, options: ChangeOptions): Promise<void> {
  const result = await rebootInto(ctx, options, null, true);
  for (const message of result.warnings) ctx.report({ event: "warning", message });
  await (result.kexec ? jump(ctx, options, result) : rebootMachine(ctx));
}

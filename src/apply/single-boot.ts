/** Makes a node with one image bootable: GRUB goes onto that image's own /boot. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Plan } from "../schema/plan.ts";

export async function installSingleBoot(_ctx: Context, _plan: Plan): Promise<BootInfo> {
  throw new BareonError("unsupported", "A node with one image alone cannot be made bootable yet.");
}

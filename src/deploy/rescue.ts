/** The rescue system in a deploy: its files are looked at before the first write, and put onto its partition before the boot loader. */
import { runtimeDirectory, multibootType } from "../base/places.ts";
import { rescuePlaces } from "../boot/menu/rescue.ts";
import {
  clearPlace,
  type MeasuredRescue,
  measureRescue,
  roomOnRescue,
  writeRescue,
  writeRescueKeys,
} from "../boot/systems/rescue-files.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import type { Plan } from "../schema/plan.ts";

/** Throws BareonError "source" for what cannot become the rescue system, or does not fit its partition. */
export async function checkRescue({ host }: Context, { boot }: Plan): Promise<MeasuredRescue | undefined> {
  return boot.rescue === undefined ? undefined : await measureRescue(host, boot.rescue, roomOnRescue(boot.rescue.size));
}

/** Returns when the files are on the disk. */
export async function installRescue(ctx: Context, plan: Plan): Promise<void> {
  const { rescue } = plan.boot;
  const measured = await checkRescue(ctx, plan);
  if (rescue === undefined || measured === undefined) return;
  await using scope = new Scope();
  const target = `${runtimeDirectory}/rescue`;
  await mountFilesystem(ctx, scope, { source: rescue.device, target, type: multibootType });
  await clearPlace(ctx.host, target, rescuePlaces[0]);
  await writeRescueKeys(ctx.host, target, measured.authorizedKeys);
  await writeRescue(ctx.host, target, rescuePlaces[0], measured);
  await scope.close();
}

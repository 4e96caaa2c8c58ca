/** Drivers that this machine's kernel has to have: a ramdisk that somebody else made may lack one, which else is found on erased disks. */
import { BareonError } from "../base/errors.ts";
import type { Context, Host } from "../host/host.ts";
import { loadModule } from "../programs/modprobe.ts";
import type { Plan } from "../schema/plan.ts";
import type { Driver } from "../storage/driver.ts";
import { storageLayers } from "../storage/layers.ts";

async function isThere(host: Host, { module, shown }: Driver): Promise<boolean> {
  if ((await host.facts(shown)) !== undefined) return true;
  if (!(await host.hasProgram("modprobe"))) return false;
  await host.run(loadModule(module));
  return (await host.facts(shown)) !== undefined;
}

/** Throws BareonError "unsupported" with the first that a thing of the plan needs and that is neither there nor can be loaded. */
export async function checkDrivers({ host }: Pick<Context, "host">, plan: Plan): Promise<void> {
  for (const { driver, planned } of storageLayers) {
    const [thing] = planned?.(plan) ?? [];
    if (driver === undefined || thing === undefined || (await isThere(host, driver))) continue;
    throw new BareonError(
      "unsupported",
      `The kernel of this machine lacks ${driver.what} (${driver.module}), which ${thing.name} needs.`,
      { hint: "Nothing was changed. Deploy from a system that has the module; the ramdisk of bareon does." },
    );
  }
}

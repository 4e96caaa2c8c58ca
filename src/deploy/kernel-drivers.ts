/** Drivers that this machine's kernel has to have: a ramdisk that somebody else made may lack one, which else is found on erased disks. */
import { BareonError } from "../base/errors.ts";
import { espFilesystemType, multibootType } from "../base/places.ts";
import type { Context, Host } from "../host/host.ts";
import { hasPhase } from "../plan/phases.ts";
import { loadModule } from "../programs/modprobe.ts";
import type { Plan } from "../schema/plan.ts";
import { type Driver, type NeededDriver, filesystemDriver } from "../storage/driver.ts";
import { storageLayers } from "../storage/layers.ts";

async function isShown(host: Host, { shown, word }: Driver): Promise<boolean> {
  if (word === undefined) return (await host.facts(shown)) !== undefined;
  return ((await host.readText(shown)) ?? "").split(/\s+/u).includes(word);
}

async function isThere(host: Host, driver: Driver): Promise<boolean> {
  if (await isShown(host, driver)) return true;
  if (!(await host.hasProgram("modprobe"))) return false;
  await host.run(loadModule(driver.module));
  return await isShown(host, driver);
}

/** Images are brought to volumes that are mounted, and the boot loader to partitions that are; to make a filesystem no driver is needed. */
function mountedDrivers(plan: Plan): NeededDriver[] {
  const { multiboot, uefi } = plan.boot;
  const volumes = [...plan.images, ...plan.utilities].flatMap(({ mounts }) => mounts);
  const menu = multiboot === null ? [] : [filesystemDriver(multibootType, multiboot.device)];
  const firmware = (uefi?.partitions ?? []).map(({ device }) => filesystemDriver(espFilesystemType, device));
  return [
    ...(hasPhase(plan, "images") ? volumes.map(({ type, device }) => filesystemDriver(type, device)) : []),
    ...(hasPhase(plan, "bootloader") ? [...menu, ...firmware] : []),
  ];
}

/** In the order in which they build on each other. */
function neededDrivers(plan: Plan): NeededDriver[] {
  const ofLayers = storageLayers.flatMap(({ driver, drivers, planned }) => {
    const [thing] = planned?.(plan) ?? [];
    const own = driver === undefined || thing === undefined ? [] : [{ ...driver, by: thing.name }];
    return [...own, ...(drivers?.(plan) ?? [])];
  });
  return [...ofLayers, ...mountedDrivers(plan)];
}

/** Throws BareonError "unsupported" with the first that a thing of the plan needs and that is neither there nor can be loaded. */
export async function checkDrivers({ host }: Pick<Context, "host">, plan: Plan): Promise<void> {
  for (const driver of neededDrivers(plan)) {
    if (await isThere(host, driver)) continue;
    const { what, module, by } = driver;
    throw new BareonError("unsupported", `The kernel of this machine lacks ${what} (${module}), which ${by} needs.`, {
      hint: `Nothing was changed. Deploy from a system that has the module; the ramdisk of bareon does. In a container, load it on the machine: modprobe ${module}`,
    });
  }
}

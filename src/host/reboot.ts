/** A reboot that goes through firmware and boot loader, whatever somebody prepared instead. */
import { tryTo } from "../base/attempt.ts";
import { startKernel, unloadKernel } from "../programs/kexec.ts";
import { changePower } from "../programs/power.ts";
import type { Context, Host } from "./host.ts";

const loadedPath = "/sys/kernel/kexec_loaded";
const nextRoot = "/run/nextroot";

async function isKernelLoaded(host: Host): Promise<boolean> {
  return (await host.readText(loadedPath, 64))?.trim() === "1";
}

/** What would start in place of the boot menu if somebody said `reboot`; what cannot be read is passed over. */
export async function findDetours(host: Host): Promise<string[]> {
  const found: string[] = [];
  if ((await tryTo([], loadedPath, async () => await isKernelLoaded(host))) === true)
    found.push(
      "A kernel is loaded by kexec. A plain reboot may start it in place of the boot menu, so that nothing that is armed counts. bareon-boot reboot unloads it.",
    );
  const next = await tryTo([], nextRoot, async () => await host.facts(nextRoot));
  if (next !== undefined && next !== null)
    found.push(
      `${nextRoot} is there. A plain reboot may only start the system in it anew, without the boot menu. bareon-boot reboot does not.`,
    );
  return found;
}

/**
 * Unloads a kernel of kexec first: not only systemd takes it for what a reboot shall start, init scripts do so too. systemd is told
 * besides, since 246 not to kexec, and since 254 not to start the root in /run/nextroot (systemctl(1)). What fails of that is a warning.
 */
export async function rebootMachine({ host, report }: Context): Promise<void> {
  const problems: string[] = [];
  await tryTo(problems, "The kernel that kexec has loaded could not be unloaded", async () => {
    if (await isKernelLoaded(host)) await host.run(unloadKernel());
  });
  for (const message of problems) report({ event: "warning", message });
  await host.run(changePower("reboot"), { unabortable: true });
}

/** Ends everything that runs, and starts the kernel that kexec has loaded. Returns once that has begun. */
export async function startLoadedKernel(host: Host): Promise<void> {
  await host.run(startKernel(), { unabortable: true });
}

/** Whether this machine is restarted when it hangs: by a hardware watchdog, if systemd or another program feeds it. */
import type { Context } from "../../host/host.ts";
import type { Watchdog } from "../../schema/bareon-boot.ts";
import { showUnit } from "../../programs/systemctl.ts";

/** Seconds for systemd to answer; it may hang as everything else. */
const patience = 5;

/** True if a process has it open (sysfs-class-watchdog), or systemd is set to feed it: a time span, or 0 or infinity for none (org.freedesktop.systemd1(5)). */
async function isFed({ host }: Context, device: string): Promise<boolean> {
  const state = await host.readText(`/sys/class/watchdog/${device}/state`, 4096);
  if (state !== undefined) return state.trim() === "active";
  if ((await host.facts("/run/systemd/system"))?.kind !== "directory") return false;
  const { stdout } = await host.run(showUnit(null, ["RuntimeWatchdogUSec"]), { limit: patience });
  const value = /^RuntimeWatchdogUSec=(?<value>.*)$/mu.exec(stdout)?.groups?.["value"] ?? "";
  return value !== "" && value !== "0" && value !== "infinity";
}

/** Looks at the devices and asks systemd; changes nothing. */
export async function inspectWatchdog(ctx: Context): Promise<Watchdog> {
  const device = (await ctx.host.list("/dev")).find((name) => /^watchdog\d+$/u.test(name)) ?? null;
  const fed = device !== null && (await isFed(ctx, device));
  const problem =
    device === null
      ? "there is no hardware watchdog (/dev/watchdog0)"
      : fed
        ? null
        : "nobody uses the hardware watchdog: set RuntimeWatchdogSec= in systemd's system.conf";
  return { device: device === null ? null : `/dev/${device}`, fed, recovers: fed, problem };
}

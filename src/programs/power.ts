/** reboot(8) and poweroff(8), whichever init provides them. */
import type { Command } from "../base/command.ts";

/** The environment keeps systemctl from a detour; other inits pass it over. */
export function changePower(action: "reboot" | "poweroff"): Command {
  return {
    program: action,
    args: [],
    env: { SYSTEMCTL_SKIP_AUTO_KEXEC: "1", SYSTEMCTL_SKIP_AUTO_SOFT_REBOOT: "1" },
  };
}

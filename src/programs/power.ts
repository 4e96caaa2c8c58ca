/** reboot(8) and poweroff(8), whichever init provides them. */
import type { Command } from "../base/command.ts";

export function changePower(action: "reboot" | "poweroff"): Command {
  return { program: action, args: [] };
}

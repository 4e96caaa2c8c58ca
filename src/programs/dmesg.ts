/** dmesg(1): the kernel's messages of this boot. */
import type { Command } from "../base/command.ts";

export function showKernelMessages(): Command {
  return { program: "dmesg", args: [] };
}

/** modprobe(8): drivers of the kernel. */
import type { Command } from "../base/command.ts";

/** Ends well also if there is no such module, as for a driver that is built in. */
export function loadModule(name: string): Command {
  return { program: "modprobe", args: ["--quiet", name], okCodes: [0, 1] };
}

/** swapoff(8). */
import type { Command } from "../base/command.ts";

/** Fails, and leaves it on, if memory has no room for what is on it. */
export function switchSwapOff(device: string): Command {
  return { program: "swapoff", args: ["--", device] };
}

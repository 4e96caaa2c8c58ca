/** udevadm: waiting for udev. */
import type { Command } from "../base/command.ts";

/** Waits until udev has handled every event so far. */
export function settle(seconds: number): Command {
  return { program: "udevadm", args: ["settle", `--timeout=${seconds}`] };
}

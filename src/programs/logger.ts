/** logger(1) of util-linux, which hands lines to the system's log. */
import type { Command } from "../base/command.ts";

/** Each line of its input is a message of that program. */
export function sendToSyslog(tag: string): Command {
  return { program: "logger", args: ["--tag", tag, "--priority", "user.info"] };
}

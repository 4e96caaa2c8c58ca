/** The options by which an address is told what happens, for both programs. What they mean is endpoint.ts. */
import type { OptionSpec } from "./command-table.ts";

/** Their names, which the configuration file has, too. */
export const eventNames: readonly string[] = ["event-url", "event-key-file", "event-ca-file"];

/** The options of these commands. */
export function eventOptions(commands: readonly string[]): readonly OptionSpec[] {
  return [
    {
      name: "event-url",
      kind: "text",
      value: "PLACE",
      commands,
      text: "Send what happens to this http:// or https:// address, or to the one in this file",
    },
    {
      name: "event-key-file",
      kind: "text",
      isPath: true,
      value: "FILE",
      commands,
      text: "Sign what is sent with the key in FILE (HMAC-SHA256)",
    },
    {
      name: "event-ca-file",
      kind: "text",
      isPath: true,
      value: "FILE",
      commands,
      text: "Trust the certificates in FILE for that address, in place of the system's",
    },
  ];
}

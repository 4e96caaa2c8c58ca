/** Options of the command line that configuration files and the scripts of existing controllers have; some of them mean little here. */
import type { OptionSpec } from "../command-table.ts";

const commands = ["deploy", "plan", "validate"] as const;

export const configFileOptions = [
  {
    name: "config-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands,
    text: "Take options that the command line does not have from this INI file",
  },
  {
    name: "config-dir",
    kind: "text",
    isPath: true,
    value: "DIR",
    commands,
    text: "The same from every *.conf in DIR, a later one before an earlier one",
  },
  { name: "nodebug", kind: "flag", commands, text: "The opposite of --debug, which it takes back" },
  { name: "verbose", short: "v", kind: "flag", commands, text: "Accepted for scripts of old, means nothing" },
  { name: "noverbose", kind: "flag", commands, text: "Accepted for scripts of old, means nothing" },
  { name: "use-syslog", kind: "flag", commands, text: "Send the lines of the log to syslog, too" },
  {
    name: "astute-log",
    kind: "flag",
    commands: ["deploy"],
    text: "Have the lines in the log by which Astute follows a deploy; the names provision and fa_provision mean it",
  },
  {
    name: "image-build-dir",
    kind: "text",
    value: "DIR",
    commands,
    text: "Accepted for scripts of old: no image is built",
  },
] as const satisfies readonly OptionSpec[];

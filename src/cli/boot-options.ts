/** The command line of bareon-boot as data: commands, options, examples, exit codes. Parsing is command-line.ts. */
import type { CommandLine } from "./command-table.ts";

export const bootCommandNames = ["list", "status", "set-default"] as const;
export type BootCommandName = (typeof bootCommandNames)[number];

const all = bootCommandNames;
const entry = { name: "entry", text: "Number, image name, image UUID, os id or id of an entry, or the beginning of one" };

/** What bareon-boot understands. */
export const bootLine = {
  program: "bareon-boot",
  summary: "Lists the operating systems of this node and sets which one is booted.",
  defaultCommand: null,
  commands: [
    {
      name: "list",
      summary: "List the entries of the boot menu, and which of them can be booted",
      examples: [
        { command: "bareon-boot list", meaning: "what can be booted on this node" },
        { command: "bareon-boot list --json", meaning: "the same for programs" },
      ],
    },
    {
      name: "status",
      summary: "Say what runs now, and what is booted next and why",
      examples: [{ command: "bareon-boot status", meaning: "what runs now and what will" }],
    },
    {
      name: "set-default",
      operand: entry,
      summary: "Make an entry the one that is booted from now on",
      examples: [
        { command: "bareon-boot set-default 1", meaning: "boot entry 1 from now on" },
        { command: "bareon-boot set-default ubuntu", meaning: "boot the image called ubuntu, or the only one whose name begins so" },
      ],
    },
  ],
  options: [
    { name: "uuid", kind: "text", value: "UUID", commands: all, text: "Filesystem UUID of the multiboot partition, where the system does not know it" },
    { name: "json", kind: "flag", commands: all, text: "Print the result as JSON" },
    { name: "debug", kind: "flag", commands: all, text: "Show every program that is run" },
  ],
  exits: ["done", "failure", "usage", "entry", "unbootable", "readonly", "locked", "root", "unverified", "nopartition"],
} as const satisfies CommandLine;

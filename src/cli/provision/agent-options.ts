/** The command agent, by which an Ironic works on this machine, and what only it understands. */
import type { CommandLine } from "../command-table.ts";

export const agentCommand = {
  name: "agent",
  summary: "Be the agent of the Ironic that started this ramdisk: do its steps until the machine is switched off",
  examples: [
    {
      command: "bareon-provision agent",
      meaning: "what a ramdisk does by itself that Ironic starts for the deploy interface custom-agent",
    },
  ],
} as const satisfies CommandLine["commands"][number];

export const agentOptions = [
  {
    name: "kernel-arguments",
    kind: "text",
    value: "TEXT",
    commands: ["agent"],
    text: "Take these arguments for the kernel's own; ipa-api-url= is the one that is needed",
  },
  {
    name: "node-uuid",
    kind: "text",
    value: "UUID",
    commands: ["agent"],
    text: "The node in Ironic, if its hardware addresses do not say it",
  },
  {
    name: "listen-port",
    kind: "text",
    value: "N",
    default: "9999",
    commands: ["agent"],
    text: "Where the agent takes commands",
  },
  {
    name: "command",
    kind: "flag",
    commands: ["agent"],
    text: "Only do the one command on standard input, as Ironic sends it to an agent, and print what became of it",
  },
] as const satisfies CommandLine["options"];

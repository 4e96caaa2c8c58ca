/** The command line of bareon-boot as data: commands, options, examples, exit codes. Parsing is src/cli/command-line.ts. */
import { namesPath } from "../../boot/store/status-file.ts";
import type { CommandLine, CommandSpec } from "../command-table.ts";
import { eventOptions } from "../event-options.ts";
import { reportCommand, reportOptions } from "../report-options.ts";

const anyEntry = {
  name: "entry",
  optional: true,
  text: "Number, image name, image UUID, os id or id of an entry, or the beginning of one; or @current @default @next @previous @other",
};

/** The commands for people. */
const commands = [
  {
    name: "list",
    summary: "List the entries of the boot menu, and which of them can be booted",
    examples: [{ command: "bareon-boot list", meaning: "what can be booted on this node" }],
  },
  {
    name: "status",
    summary: "Say what runs now, what is booted next and why",
    examples: [
      { command: "bareon-boot status --json", meaning: "what runs now and what will, for programs" },
      { command: "bareon-boot status --prometheus", meaning: "the same as metrics" },
    ],
  },
  {
    name: "current",
    summary: "Print the id of the entry that runs now",
    examples: [{ command: "bareon-boot current", meaning: "which system is this?" }],
  },
  {
    name: "set-default",
    operand: anyEntry,
    summary: "Make an entry the one that is booted from now on",
    examples: [
      {
        command: "bareon-boot set-default ubuntu",
        meaning: "boot the image called ubuntu, or the only one whose name begins so",
      },
      {
        command: "bareon-boot set-default 1 --expect-current 0",
        meaning: "the same by number, but only if entry 0 is the default now",
      },
    ],
  },
  {
    name: "once",
    operand: anyEntry,
    summary: "Boot an entry at the next boot only",
    examples: [{ command: "bareon-boot once rescue", meaning: "boot rescue next, and then the default again" }],
  },
  {
    name: "trial",
    operand: anyEntry,
    summary: "Boot an entry on trial: it returns to the default by itself unless it is confirmed",
    examples: [{ command: "bareon-boot trial @other --tries 2", meaning: "try the other image, twice at most" }],
  },
  {
    name: "confirm",
    summary: "Make the system on trial, which must be the running one, the default",
    examples: [{ command: "bareon-boot confirm --if-trial", meaning: "in a script that runs at every boot" }],
  },
  {
    name: "reject",
    summary: "End the trial: the default is booted next",
    examples: [{ command: "bareon-boot reject --reboot", meaning: "back to the default now" }],
  },
  {
    name: "rollback",
    summary: "End the trial; where there is none, make the default before this one the default again",
    examples: [{ command: "bareon-boot rollback", meaning: "take back what was done last" }],
  },
  {
    name: "cancel",
    summary: "Disarm everything: the default is booted next",
    examples: [{ command: "bareon-boot cancel", meaning: "no trial and no one-time boot any more" }],
  },
  {
    name: "history",
    summary: "Show who changed what, and what became of it",
    examples: [{ command: "bareon-boot history", meaning: "why does this system run?" }],
  },
  {
    name: "reboot",
    operand: anyEntry,
    summary: "Reboot, into an entry once where one is given",
    examples: [
      { command: "bareon-boot reboot rescue", meaning: "boot rescue now, once" },
      {
        command: "bareon-boot reboot --kexec",
        meaning: "boot what is next, without the minutes that a firmware takes",
      },
    ],
  },
  {
    name: "refresh",
    summary: "Make the menu anew from the kernels that the images have now",
    examples: [{ command: "bareon-boot refresh --dry-run", meaning: "would the menu change?" }],
  },
  {
    name: "verify",
    summary: "Check everything that the next boot needs",
    examples: [{ command: "bareon-boot verify --repair", meaning: "put right what can be" }],
  },
  {
    name: "health",
    summary: "Run the health checks of this system",
    examples: [{ command: "bareon-boot health", meaning: "would a trial of this system be confirmed?" }],
  },
  {
    name: "events",
    summary: "Tell the programs of this system, and an address, if this boot is a trial or a fallback, once",
    examples: [{ command: "bareon-boot events", meaning: "what init runs at the end of each boot" }],
  },
  reportCommand("bareon-boot"),
] as const satisfies readonly CommandSpec[];

/** What modules of the Ansible collection are started by. */
export const ansibleCommand = {
  name: "ansible",
  operand: { name: "module", text: "The module: boot, boot_info or update" },
  second: { name: "file", text: "The file with its options, as Ansible writes it: JSON" },
  summary: "Do what a module of the Ansible collection bareon.node is asked, and print its result",
  examples: [
    { command: "bareon-boot ansible boot args.json", meaning: "what the module bareon.node.boot runs on a node" },
  ],
} as const satisfies CommandSpec;

export type BootCommandName = (typeof commands)[number]["name"];

const all: readonly BootCommandName[] = commands.map(({ name }) => name);
/** The commands that may be about another machine's disk. */
const anywhere = all.filter((name) => name !== "events" && name !== "report");
/** The commands that accept --dry-run. */
const writers: readonly BootCommandName[] = [
  "set-default",
  "once",
  "trial",
  "confirm",
  "reject",
  "rollback",
  "cancel",
  "reboot",
  "refresh",
  "verify",
];

/** The commands of which an address is told. */
const telling: readonly BootCommandName[] = ["confirm", "reject", "health", "events"];

export function tellsAddress(name: BootCommandName): boolean {
  return telling.includes(name);
}

export function isBootCommand(name: string): name is BootCommandName {
  return all.some((command) => command === name);
}

/** What bareon-boot understands. */
export const bootLine = {
  program: "bareon-boot",
  summary: "Lists the operating systems of this node, and sets which one is booted: from now on, once, or on trial.",
  defaultCommand: null,
  namesFile: namesPath,
  commands: [...commands, ansibleCommand],
  options: [
    { name: "valid", kind: "flag", commands: ["list"], text: "Only those that can be booted" },
    {
      name: "expect-current",
      kind: "text",
      value: "ENTRY",
      commands: ["set-default"],
      text: "Change nothing unless this is the default now",
    },
    {
      name: "expect",
      kind: "text",
      value: "ENTRY",
      commands: ["status", "current"],
      text: "Fail unless this entry runs",
    },
    {
      name: "force",
      kind: "flag",
      commands: ["set-default", "once", "trial", "rollback", "reboot"],
      text: "Take an entry although it was seen that it cannot be booted",
    },
    {
      name: "prometheus",
      kind: "flag",
      commands: ["status"],
      text: "Print it as metrics, as Prometheus' node_exporter reads them",
    },
    { name: "clear", kind: "flag", commands: ["once"], text: "Disarm a one-time boot" },
    {
      name: "tries",
      kind: "text",
      value: "N",
      default: "3",
      commands: ["trial"],
      text: "How often it may be booted without being confirmed, 1 to 9",
    },
    { name: "reset", kind: "flag", commands: ["trial"], text: "Give a trial that is in progress all its tries again" },
    {
      name: "if-trial",
      kind: "flag",
      commands: ["confirm", "reject"],
      text: "Do nothing, successfully, where no trial is in progress",
    },
    { name: "reboot", kind: "flag", commands: ["once", "reject"], text: "Reboot at once" },
    {
      name: "kexec",
      kind: "flag",
      commands: ["once", "trial", "reject", "reboot"],
      text: "Reboot at once, without firmware and boot loader where that is possible",
    },
    { name: "to", kind: "text", value: "ENTRY", commands: ["rollback"], text: "Make this the default" },
    { name: "repair", kind: "flag", commands: ["verify"], text: "Put right what can be derived from the rest" },
    {
      name: "trial",
      kind: "flag",
      commands: ["health"],
      text: "After a trial boot: confirm the system once it is healthy, else return to the default after the deadline",
    },
    {
      name: "deadline",
      kind: "text",
      value: "SECONDS",
      default: "300",
      commands: ["health"],
      text: "With --trial: how long the system may take to become healthy",
    },
    {
      name: "give-up",
      kind: "flag",
      commands: ["health"],
      text: "With --trial: the time is over, return to the default",
    },
    {
      name: "limit",
      kind: "text",
      value: "SECONDS",
      default: "60",
      commands: ["health", "events"],
      text: "How long each check or program may take",
    },
    ...eventOptions(telling),
    ...reportOptions,
    { name: "dry-run", kind: "flag", commands: writers, text: "Say what would be done, and do nothing" },
    {
      name: "uuid",
      kind: "text",
      value: "UUID",
      commands: all,
      text: "Filesystem UUID of the multiboot partition, where the system does not know it",
    },
    {
      name: "device",
      kind: "text",
      isPath: true,
      value: "DEVICE",
      commands: anywhere,
      text: "The multiboot partition, or the disk with it",
    },
    { name: "image", kind: "text", isPath: true, value: "FILE", commands: anywhere, text: "Work on a disk image" },
    {
      name: "wait",
      kind: "text",
      value: "SECONDS",
      default: "10",
      commands: all,
      text: "How long to wait for another bareon-boot",
    },
    { name: "json", kind: "flag", commands: all, text: "Print the result as JSON" },
    { name: "quiet", kind: "flag", commands: all, text: "Print nothing but errors, and JSON where asked for" },
    { name: "debug", kind: "flag", commands: all, text: "Show every program that is run" },
  ],
  exits: [
    "done",
    "failure",
    "usage",
    "entry",
    "nothing",
    "unbootable",
    "readonly",
    "locked",
    "root",
    "unverified",
    "conflict",
    "nopartition",
    "incomplete",
  ],
} as const satisfies CommandLine;

/** The command line of bareon-provision as data: commands, options, examples, exit codes. src/cli/command-line.ts parses it. */
import type { ExitName } from "../../base/errors.ts";
import { defaultBootInfo, defaultConfig, defaultLog } from "../../base/places.ts";
import type { CommandLine } from "../command-table.ts";
import { eventOptions } from "../event-options.ts";
import { configOptions } from "./config-options.ts";
import { configFileOptions } from "./config-file-options.ts";
import { agentCommand, agentOptions } from "./agent-options.ts";
import { drawingOptions } from "./drawing-options.ts";
import { hookOptions } from "./hook-options.ts";
import { keyOptions } from "./key-options.ts";
import { liveCommands, liveOptions } from "./live-options.ts";
import { partOptions } from "./part-options.ts";
import { reportCommand, reportOptions } from "../report-options.ts";

export const commandNames = [
  "deploy",
  "plan",
  "validate",
  "inspect",
  "status",
  "rescue",
  "update",
  "remove",
  "adopt",
  "release",
  "erase",
  "agent",
  "report",
] as const;
export type CommandName = (typeof commandNames)[number];

const all = commandNames;

/** The exit codes that bareon-provision can end with. */
export const provisionExits = [
  ...[
    "done",
    "failure",
    "usage",
    "invalid",
    "unsupported",
    "mismatch",
    "unsafe",
    "source",
    "storage",
    "transfer",
    "bootloader",
    "action",
    "entry",
    "nothing",
    "unbootable",
    "readonly",
    "locked",
    "root",
    "unverified",
    "conflict",
    "nopartition",
  ],
] as readonly ExitName[];

/** What bareon-provision understands. In every option name `_` may stand for `-`. */
export const provisionLine = {
  program: "bareon-provision",
  summary: "Deploys operating systems onto the disks of this node. Without a command word it does what deploy does.",
  defaultCommand: "deploy",
  commands: [
    {
      name: "deploy",
      summary: "Partition the disks of the config, deploy its images, make the node bootable",
      examples: [
        {
          command: "bareon-provision deploy --input-data-file config.json --reboot reboot",
          meaning: "deploy, then start the deployed system",
        },
        {
          command: "bareon-provision deploy --plan plan.json",
          meaning: "deploy exactly what a plan says that was made before",
        },
        {
          command: "bareon-provision deploy --until storage",
          meaning: "partition the disks and make the filesystems; the node boots nothing yet",
        },
        {
          command: "bareon-provision deploy --from config-drive",
          meaning: "all that comes after that",
        },
        {
          command: "bareon-provision deploy --image blue",
          meaning: "one system of a node that has it, in a ramdisk; all others are left alone",
        },
        {
          command: "bareon-provision deploy --actions actions.json --on-failure report.sh",
          meaning: "run commands on the node once it is deployed, and a script if that fails",
        },
      ],
    },
    {
      name: "plan",
      summary: "Show what deploy would do to which disk; changes nothing",
      examples: [
        { command: "bareon-provision plan", meaning: `what would become of this node with ${defaultConfig}` },
        {
          command: "bareon-provision plan --json --inventory node.json >plan.json",
          meaning: "plan for another machine, to deploy it later",
        },
        {
          command: "bareon-provision plan --html plan.html --inventory node.json",
          meaning: "the same as a page to be looked at in a browser, or to be printed",
        },
      ],
    },
    {
      name: "validate",
      summary: "Check the deploy config, and with --inventory whether a machine fits it",
      operand: { name: "file", text: "The deploy config; the same as --input-data-file", optional: true },
      examples: [
        {
          command: "bareon-provision validate --input-data-file -",
          meaning: "check a config that comes by standard input",
        },
      ],
    },
    {
      name: "inspect",
      summary: "Show the disks of this machine and what is on them",
      examples: [
        { command: "bareon-provision inspect --json >node.json", meaning: "an inventory for plan --inventory" },
      ],
    },
    {
      name: "status",
      summary:
        "Show what a deploy, update, remove, erase or release is doing that goes on elsewhere, or how the last one ended",
      examples: [
        {
          command: "bareon-provision status --wait",
          meaning: "after a lost connection: wait for the deploy to end, with its exit code",
        },
      ],
    },
    ...liveCommands,
    agentCommand,
    reportCommand("bareon-provision"),
  ],
  options: [
    ...configOptions,
    ...partOptions,
    ...keyOptions,
    ...hookOptions,
    ...eventOptions(["deploy", "update", "remove"]),
    ...liveOptions,
    ...agentOptions,
    ...reportOptions,
    {
      name: "inventory",
      kind: "text",
      isPath: true,
      value: "FILE",
      commands: ["plan", "validate"],
      text: "Take the machine from this file, printed by inspect --json",
    },
    {
      name: "wait",
      kind: "flag",
      commands: ["status"],
      text: "Wait until it has ended, and end with its exit code",
    },
    ...drawingOptions,
    { name: "json", kind: "flag", commands: all, text: "Print the result as JSON" },
    {
      name: "boot-info",
      kind: "text",
      isPath: true,
      value: "PATH",
      default: defaultBootInfo,
      commands: ["deploy"],
      text: "Where to write boot-info; boot_entries.json beside it is the same",
    },
    {
      name: "reboot",
      kind: "choice",
      choices: ["no", "reboot", "kexec", "poweroff"],
      value: "WHAT",
      default: "no",
      commands: ["deploy", "update"],
      text: "What to do with the node after success; kexec: reboot without firmware and boot loader where that is possible",
    },
    {
      name: "progress-fd",
      kind: "text",
      value: "N",
      commands: all,
      text: "Write progress as JSON lines to file descriptor N",
    },
    {
      name: "log-file",
      kind: "text",
      isPath: true,
      value: "FILE",
      commands: all,
      text: `Append a log to FILE (deploy, remove, update, erase and release: ${defaultLog})`,
    },
    {
      name: "log-dir",
      kind: "text",
      isPath: true,
      value: "DIR",
      commands: all,
      text: "Append a log to bareon.log in DIR, unless --log-file names a file",
    },
    { name: "debug", short: "d", kind: "flag", commands: all, text: "Show every program that is run" },
    ...configFileOptions,
  ],
  exits: provisionExits,
} as const satisfies CommandLine;

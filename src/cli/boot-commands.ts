/** The commands of bareon-boot as a table: their words, their help and what they run; parsing and printing are boot-main.ts. */
import { type BootOptions, list, setDefault, status } from "../boot.ts";
import type { Context } from "../host/host.ts";
import type { BootResult } from "../schema/bareon-boot.ts";
import { type Style, renderList, renderSetDefault, renderStatus } from "./boot-view.ts";

/** What a command came to: as data, and as text for a person. */
export interface BootAnswer {
  readonly result: BootResult;
  readonly render: (style: Style) => string;
}

export interface BootCommand {
  readonly name: string;
  /** The positional arguments, as yargs and the help write them. */
  readonly operands: string;
  readonly summary: string;
  readonly examples: readonly { readonly command: string; readonly meaning: string }[];
  /** `entry` is the operand ENTRY, empty where the command has none. */
  readonly run: (ctx: Context, options: BootOptions, entry: string) => Promise<BootAnswer>;
}

/** In the order of the help. */
export const bootCommands: readonly BootCommand[] = [
  {
    name: "list",
    operands: "",
    summary: "List the entries of the boot menu, and which of them can be booted",
    examples: [
      { command: "bareon-boot list", meaning: "show what can be booted on this node" },
      { command: "bareon-boot list --json", meaning: "the same as JSON, for programs" },
    ],
    run: async (ctx, options) => {
      const result = await list(ctx, options);
      return { result, render: (style) => renderList(result, style) };
    },
  },
  {
    name: "status",
    operands: "",
    summary: "Say what runs now and what is booted next",
    examples: [{ command: "bareon-boot status", meaning: "show what runs, and what is booted next and why" }],
    run: async (ctx, options) => {
      const result = await status(ctx, options);
      return { result, render: (style) => renderStatus(result, style) };
    },
  },
  {
    name: "set-default",
    operands: "<entry>",
    summary: "Make an entry the one that is booted from now on",
    examples: [
      { command: "bareon-boot set-default 1", meaning: "boot entry 1 from now on" },
      { command: "bareon-boot set-default ubuntu", meaning: "boot the image called ubuntu, or the only one whose name begins so" },
    ],
    run: async (ctx, options, entry) => {
      const result = await setDefault(ctx, options, entry);
      return { result, render: () => renderSetDefault(result) };
    },
  },
];

/** The options of every command. */
export const bootOptions = {
  uuid: { type: "string", requiresArg: true, describe: "Filesystem UUID of the multiboot partition, where the system does not know it", placeholder: "UUID" },
  json: { type: "boolean", describe: "Print the result as JSON (schema/bareon-boot.schema.json)" },
} as const;

/** The exit codes that bareon-boot can end with. */
export const bootExits = ["done", "failure", "usage", "entry", "unbootable", "readonly", "locked", "root", "unverified", "nopartition"] as const;

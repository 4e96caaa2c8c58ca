/** The options that tell the deploy config and what is made of it. */
import { defaultConfig } from "../../base/places.ts";
import type { Driver } from "../../config/deploy-config.ts";
import { dialects, usualDialect } from "../../dialects/dialects.ts";
import type { OptionSpec } from "../command-table.ts";

const commands = ["deploy", "plan", "validate"] as const;

/** Words of --deploy-driver and the driver that each means; swift and nailgun are words of existing controllers. */
export const driverWords: Readonly<Record<string, Driver>> = {
  rsync: "rsync",
  swift: "file",
  file: "file",
  nailgun: "file",
  oci: "oci",
  existing: "existing",
};

export const defaultConfigDrive = "/tmp/config-drive.img";

export const configOptions = [
  {
    name: "data-driver",
    kind: "choice",
    choices: Object.keys(dialects),
    value: "NAME",
    commands: [...commands, "adopt"],
    text: `Dialect of the deploy config; without it ${usualDialect}, or nailgun for a document with ks_meta`,
  },
  {
    name: "deploy-driver",
    kind: "choice",
    choices: Object.keys(driverWords),
    value: "NAME",
    commands,
    text: "How images reach the disks that do not say it; without it their address decides",
  },
  {
    name: "input-data-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    default: defaultConfig,
    commands,
    text: "The deploy config, JSON or YAML; - is standard input",
  },
  {
    name: "input-data",
    kind: "text",
    value: "TEXT",
    commands,
    text: "The deploy config itself, in place of any file",
  },
  {
    name: "input-data-url",
    kind: "text",
    value: "URL",
    commands,
    text: "The deploy config at this address, by http:// or https://",
  },
  {
    name: "input-data-checksum",
    kind: "text",
    value: "TYPE:HEX",
    commands,
    text: "SHA-256 or SHA-512 of what is at --input-data-url, as sha256:HEX",
  },
  {
    name: "config-from-drive",
    kind: "flag",
    commands,
    text: "The deploy config is the user data of the config drive, which no system gets then",
  },
  {
    name: "config-drive-path",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands,
    text: `The config drive of the node, an image or such a one in gzip and base64; without the option ${defaultConfigDrive} if it is there`,
  },
  {
    name: "require-verified",
    kind: "flag",
    commands: [...commands, "update"],
    text: "Refuse images of which nothing proves that they are the right ones",
  },
  { name: "compat", kind: "flag", commands, text: "Take unknown keys of the config as warnings" },
  {
    name: "plan",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy", "plan"],
    text: "Take this plan, printed by plan --json, instead of a config",
  },
] as const satisfies readonly OptionSpec[];

/** The rooms of src and what each may import, with the reason, as data; import-rules.ts enforces it. */

export interface Room {
  readonly name: string;
  /** Matches the paths of the room's files below src; the first room that matches has the file. */
  readonly files: RegExp;
  /** Other rooms that it may import. Its own files and "schema" are always allowed. */
  readonly rooms: readonly string[];
  /** Modules of Node without their `node:`; "*" is all. */
  readonly node: readonly string[];
  readonly npm: readonly string[];
  readonly reason: string;
}

const pure = ["base", "tools", "config", "plan", "boot"];

export const rooms: readonly Room[] = [
  {
    name: "base",
    files: /^base\//u,
    rooms: [],
    node: [],
    npm: [],
    reason: "everything stands on it, so it stands on nothing",
  },
  {
    name: "schema",
    files: /^schema\//u,
    rooms: [],
    node: [],
    npm: ["ajv"],
    reason: "generated; ajv's run-time helpers are bundled in, only its types are imported",
  },
  {
    name: "tools",
    files: /^tools\//u,
    rooms: ["base"],
    node: ["path"],
    npm: [],
    reason: "argv and output of one program each, as data; running it is the host's",
  },
  {
    name: "config",
    files: /^config\//u,
    rooms: ["base"],
    node: [],
    npm: ["ajv"],
    reason: "what was asked, judged without looking at any machine",
  },
  {
    name: "data drivers",
    files: /^drivers\/data\//u,
    rooms: ["base", "config"],
    node: [],
    npm: [],
    reason: "a dialect is text to DeployConfig, the same on every machine",
  },
  {
    name: "plan",
    files: /^plan\//u,
    rooms: ["base", "tools", "config"],
    node: ["path"],
    npm: [],
    reason: "deciding is pure, so that what is printed is what is run",
  },
  {
    name: "boot state",
    files: /^boot\/(?:image-file|locate|set-default|store|store-write)\.ts$/u,
    rooms: ["base", "tools", "config", "plan", "boot", "host"],
    node: [],
    npm: [],
    reason: "reads and writes the multiboot partition through the Host",
  },
  {
    name: "boot",
    files: /^boot\//u,
    rooms: ["base", "tools", "config"],
    node: ["path"],
    npm: [],
    reason: "menu, environment and the choice of an entry are decided without a machine",
  },
  {
    name: "local host",
    files: /^host\/local-host\.ts$/u,
    rooms: ["base", "tools", "host", "this machine", "local host"],
    node: ["*"],
    npm: ["execa"],
    reason: "the one Host that runs programs; all others go through the Host they are given",
  },
  {
    name: "this machine",
    files: /^host\/(?:held-program|line-splitter|local-files|namespace|process-group|streamed-program)\.ts$/u,
    rooms: ["base", "tools", "host"],
    node: ["*"],
    npm: [],
    reason: "parts of the local host and of the program's own process",
  },
  {
    name: "host",
    files: /^host\//u,
    rooms: ["base", "tools"],
    node: ["path"],
    npm: [],
    reason: "works with any Host, also a recording one",
  },
  {
    name: "deploy drivers",
    files: /^drivers\/deploy\//u,
    rooms: [...pure, "host"],
    node: ["path", "events", "worker_threads"],
    npm: [],
    reason: "acts through the Host; a checksum is arithmetic, for which there is a thread",
  },
  {
    name: "apply",
    files: /^apply\//u,
    rooms: [...pure, "host", "deploy drivers", "boot state"],
    node: ["path"],
    npm: [],
    reason: "acts through the Host",
  },
  {
    name: "recipes",
    files: /^(?:provision|boot|boot-change|boot-upkeep|boot-health)\.ts$/u,
    rooms: [...pure, "host", "data drivers", "deploy drivers", "boot state", "apply"],
    node: [],
    npm: [],
    reason: "reads like a table of contents; the machine comes from the composition root",
  },
  {
    name: "cli",
    files: /^cli\//u,
    rooms: [
      ...pure,
      "host",
      "data drivers",
      "deploy drivers",
      "boot state",
      "apply",
      "recipes",
      "this machine",
      "local host",
    ],
    node: ["*"],
    npm: ["yargs", "chalk", "cli-progress", "yaml"],
    reason: "the composition roots: the only place that knows everything",
  },
  {
    name: "build",
    files: /^build\//u,
    rooms: [...pure, "host", "this machine", "local host"],
    node: ["*"],
    npm: ["*"],
    reason: "makes executable, ramdisk and generated code; no part of the programs, so nobody imports it",
  },
];

/**
 * The rooms of src and what each may import, with the reason, as data; import-rules.ts enforces it. The order is that of the levels: a room
 * imports only rooms that stand before it, besides those above or inside its own folder.
 */

export interface Room {
  /** The folder below src whose files it holds, without those of rooms inside it; `*` stands for one folder of any name. */
  readonly folder: string;
  /** Other rooms that it may import, by folder. Its own files and "schema" are always allowed. */
  readonly rooms: readonly string[];
  /** Modules of Node without their `node:`. */
  readonly node?: readonly string[];
  readonly npm?: readonly string[];
  readonly reason: string;
}

export const rooms: readonly Room[] = [
  { folder: "base", rooms: [], reason: "everything stands on it, so it stands on nothing" },
  {
    folder: "schema",
    rooms: [],
    npm: ["ajv"],
    reason: "generated; ajv's run-time helpers are bundled in, only its types are imported",
  },
  { folder: "formats", rooms: ["base"], reason: "bytes and texts that no program is asked for, as data" },
  {
    folder: "programs",
    rooms: ["base", "formats"],
    reason: "argv and output of one program each, as data; running it is the host's",
  },
  {
    folder: "config",
    rooms: ["base"],
    reason: "what was asked, in its own words, judged without looking at any machine",
  },
  {
    folder: "storage/filesystem",
    rooms: ["base", "config"],
    reason: "one row for each filesystem, which all rooms read",
  },
  {
    folder: "host",
    rooms: ["base", "programs", "storage/filesystem"],
    node: ["path"],
    reason: "works with any Host, also a recording one",
  },
  {
    folder: "host/local",
    rooms: ["base", "formats", "programs", "host"],
    node: ["child_process", "events", "fs", "fs/promises", "net", "os", "path", "stream", "timers/promises", "tty"],
    reason: "this machine: the only place that starts processes; all others go through the Host they are given",
  },
  {
    folder: "machine",
    rooms: ["base", "formats", "programs", "config"],
    node: ["util"],
    reason: "what was found, judged; reading it is machine/inspect",
  },
  {
    folder: "machine/inspect",
    rooms: ["base", "formats", "programs", "host", "machine"],
    reason: "reads the machine through the Host and writes nothing",
  },
  { folder: "boot/platforms", rooms: [], reason: "the table of GRUB's platforms, by firmware and architecture" },
  {
    folder: "boot/menu",
    rooms: ["base", "formats", "storage/filesystem", "machine"],
    reason: "the menu as text and as data, decided without a machine",
  },
  {
    folder: "boot/firmware",
    rooms: ["formats", "config", "storage/filesystem", "boot/platforms", "boot/menu"],
    reason: "GRUB for each firmware, its files and its place in the boot list: decided without a machine",
  },
  {
    folder: "sources/*/spec",
    rooms: ["config"],
    reason: "what planning has to know of one source, decided without reaching it",
  },
  {
    folder: "sources/spec",
    rooms: ["base", "config", "sources/*/spec"],
    reason: "the table of what planning knows of each source, and the rules of all",
  },
  {
    folder: "sources",
    rooms: ["config", "storage/filesystem", "host", "sources/*"],
    reason: "what every image source can do, and the table of them; acts through the Host",
  },
  {
    folder: "sources/*",
    rooms: ["base", "formats", "programs", "storage/filesystem", "host", "sources/*/spec", "sources"],
    node: ["events", "worker_threads"],
    reason: "one source each: it acts through the Host; a checksum is arithmetic, for which there is a thread",
  },
  {
    folder: "storage",
    rooms: [
      "base",
      "programs",
      "config",
      "storage/filesystem",
      "host",
      "machine",
      "machine/inspect",
      "boot/platforms",
      "sources/spec",
      "storage/*",
      "storage/filesystem/layer",
    ],
    reason: "what walks over all layers: deciding is pure, so that what is printed is what is run",
  },
  {
    folder: "storage/*",
    rooms: ["base", "programs", "config", "storage/filesystem", "machine", "storage", "storage/*/inspect"],
    reason: "one layer each: its rules, its part of the plan, its steps, its drawing; all of it pure",
  },
  {
    folder: "storage/filesystem/layer",
    rooms: ["base", "config", "storage/filesystem", "storage"],
    reason: "the layer of filesystems, which stands above the others; its table stands below all rooms that read it",
  },
  {
    folder: "storage/*/inspect",
    rooms: ["base", "formats", "programs", "host", "machine/inspect", "storage/*"],
    reason: "how one layer is inspected, through the Host",
  },
  {
    folder: "dialects",
    rooms: ["base", "config", "storage", "dialects/*"],
    reason: "the interface of dialects, the table of them, and the rules for all",
  },
  {
    folder: "dialects/*",
    rooms: ["base", "config", "sources/*/spec", "sources/spec", "dialects"],
    reason: "a dialect is text to DeployConfig, the same on every machine",
  },
  {
    folder: "boot/state",
    rooms: ["base", "boot/menu"],
    reason: "what is armed and what follows from it, decided without a machine",
  },
  {
    folder: "plan",
    rooms: ["base", "config", "storage/filesystem", "machine", "sources/*/spec", "sources/spec", "storage"],
    reason: "puts the plan together; deciding is pure, so that what is printed is what is run",
  },
  { folder: "boot/guest", rooms: ["base", "formats", "host", "boot/menu"], reason: "what an image receives" },
  {
    folder: "boot/systems",
    rooms: ["base", "formats", "programs", "storage/filesystem", "host", "machine", "boot/menu", "boot/guest"],
    node: ["path", "zlib"],
    reason: "what is bootable in trees and on other disks, read through the Host; a kernel may be packed",
  },
  {
    folder: "boot/store",
    rooms: [
      "base",
      "programs",
      "host",
      "machine",
      "machine/inspect",
      "boot/platforms",
      "boot/menu",
      "boot/firmware",
      "boot/state",
      "boot/guest",
      "boot/systems",
    ],
    reason: "reads and writes the multiboot partition through the Host",
  },
  {
    folder: "boot/loader",
    rooms: [
      "base",
      "programs",
      "config",
      "storage/filesystem",
      "host",
      "machine/inspect",
      "boot/platforms",
      "boot/menu",
      "boot/firmware",
      "storage",
      "boot/state",
      "boot/guest",
      "boot/systems",
      "boot/store",
    ],
    node: ["path"],
    reason: "GRUB for each firmware, through the Host",
  },
  {
    folder: "deploy",
    rooms: [
      "base",
      "formats",
      "programs",
      "storage/filesystem",
      "host",
      "machine/inspect",
      "sources",
      "storage",
      "boot/menu",
      "plan",
      "boot/guest",
      "boot/systems",
      "boot/loader",
    ],
    node: ["path"],
    reason: "carries a plan out through the Host",
  },
  {
    folder: "recipes",
    rooms: [
      "base",
      "formats",
      "config",
      "host",
      "machine",
      "machine/inspect",
      "boot/menu",
      "storage",
      "dialects",
      "boot/state",
      "plan",
      "boot/guest",
      "boot/systems",
      "boot/store",
      "boot/loader",
      "deploy",
    ],
    node: ["util"],
    reason: "reads like a table of contents; the machine comes from the composition root",
  },
  {
    folder: "integrations/ironic",
    rooms: ["base", "formats", "programs", "host"],
    reason: "speaks with the controller of other people through the Host, and knows nothing of a deploy",
  },
  {
    folder: "view",
    rooms: ["base", "storage", "plan"],
    npm: ["chalk"],
    reason: "what is drawn for people, from data alone",
  },
  { folder: "report", rooms: ["base", "view"], node: ["fs"], npm: ["cli-progress"], reason: "consumers of events" },
  {
    folder: "cli",
    rooms: ["../package.json", "base", "config", "host", "host/local", "boot/guest", "view"],
    node: ["path"],
    npm: ["yaml", "yargs"],
    reason: "words, help, input: what both programs share",
  },
  {
    folder: "cli/boot",
    rooms: ["base", "host", "boot/store", "recipes", "view", "report", "cli"],
    node: ["readline"],
    reason: "a composition root: it knows everything that bareon-boot needs",
  },
  {
    folder: "cli/callback",
    rooms: ["../package.json", "base", "integrations/ironic", "view", "report", "cli"],
    node: ["util"],
    reason: "a composition root: it knows everything that bareon-ironic-callback needs",
  },
  {
    folder: "cli/provision",
    rooms: [
      "base",
      "programs",
      "config",
      "host",
      "host/local",
      "dialects",
      "plan",
      "recipes",
      "view",
      "report",
      "cli",
      "cli/boot",
    ],
    node: ["crypto", "path", "sea"],
    reason: "a composition root: it knows everything that bareon-provision needs",
  },
  {
    folder: ".",
    rooms: ["host/local", "cli/boot", "cli/callback", "cli/provision"],
    reason: "the entries of the executable, one for each program",
  },
  {
    folder: "build",
    rooms: ["base", "boot/menu", "boot/state"],
    node: ["child_process", "crypto", "fs/promises", "os", "path", "util"],
    npm: ["ajv", "esbuild", "execa", "json-schema-to-typescript"],
    reason: "makes executable, ramdisk and generated code; no part of the programs, so no room imports it",
  },
];

/** Imports of a room that stands after the importing one, to be taken away. One that is not needed fails the check. */
export const stillUpward: readonly string[] = [];

/** The last rooms of the table in rooms.ts: what people and other programs see, and what makes the programs. */

import type { Room } from "./room.ts";

export const outerRooms: readonly Room[] = [
  {
    folder: "integrations/ironic",
    rooms: ["base", "formats", "programs", "host"],
    reason: "speaks with the controller of other people through the Host, and knows nothing of a deploy",
  },
  {
    folder: "integrations/ironic/agent",
    rooms: ["base", "formats", "programs", "host", "integrations/ironic"],
    node: ["crypto", "http", "https"],
    reason: "Ironic's agent: its server and its words; what a step does is done by the programs, which it starts",
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
    rooms: ["../package.json", "base", "formats", "config", "host", "host/local", "boot/guest", "view"],
    node: ["path"],
    npm: ["yargs"],
    reason: "words, help, input: what both programs share",
  },
  {
    folder: "cli/boot",
    rooms: ["base", "programs", "config", "host", "boot/store", "recipes", "view", "report", "cli"],
    node: ["path", "readline"],
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
      "../package.json",
      "base",
      "programs",
      "config",
      "host",
      "host/local",
      "hooks",
      "dialects",
      "integrations/ironic/agent",
      "plan",
      "recipes",
      "view",
      "report",
      "cli",
      "cli/boot",
    ],
    node: ["crypto", "path", "sea"],
    npm: ["ini"],
    reason: "a composition root: it knows everything that bareon-provision needs",
  },
  {
    folder: ".",
    rooms: ["host/local", "cli/boot", "cli/callback", "cli/provision"],
    reason: "the entries of the executable, one for each program",
  },
  {
    folder: "build",
    rooms: [
      "../package.json",
      "base",
      "formats",
      "programs",
      "boot/platforms",
      "boot/menu",
      "boot/state",
      "boot/guest",
      "cli",
      "cli/boot",
      "cli/provision",
    ],
    node: ["child_process", "crypto", "fs", "fs/promises", "os", "path", "stream/promises", "util", "zlib"],
    npm: ["ajv", "esbuild", "execa", "json-schema-to-typescript"],
    reason:
      "makes executable, packages, ramdisk, media and generated code; no part of the programs, so no room imports it",
  },
];

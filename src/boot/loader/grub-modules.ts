/** Whether the directory of the menu has the modules by which GRUB for BIOS reads it. Reads only. */
import { grubDirectory, multibootType } from "../../base/places.ts";
import type { Host } from "../../host/host.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { driverOf } from "../menu/filesystem-modules.ts";
import type { ParsedMenu } from "../menu/menu.ts";

/** GRUB's modules for BIOS, relative to the multiboot partition. */
export const modulesPath = `${grubDirectory}/i386-pc`;
/** The modules that the menu needs; the lists say in which modules GRUB's commands are. */
const modules = [
  ...[
    "normal",
    "linux",
    "loadenv",
    "test",
    "search",
    "search_fs_uuid",
    "configfile",
    "echo",
    "part_gpt",
    ...driverOf(multibootType),
    "chain",
  ].map((name) => `${name}.mod`),
  "command.lst",
  "fs.lst",
  "moddep.lst",
];

/** What is missing, or null; `directory` is the top of the multiboot partition. */
export async function checkModules(host: Host, directory: string, menu: ParsedMenu | null): Promise<string | null> {
  const drivers = (menu?.entries ?? [])
    .flatMap((entry) => (entry.kind === "updating" ? [] : driverOf(entry.bootType)))
    .map((driver) => `${driver}.mod`);
  const missing: string[] = [];
  for (const name of new Set([...modules, ...drivers])) {
    const facts = await host.facts(await resolveInRoot(host, directory, `${modulesPath}/${name}`));
    if (facts?.kind !== "file" || facts.size === 0) missing.push(name);
  }
  return missing.length === 0 ? null : `GRUB's ${missing.join(", ")} is missing in ${modulesPath}`;
}

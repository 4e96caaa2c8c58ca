/** Erasing what a layer lies on while it is taken down. */
import type { Command } from "../base/command.ts";
import { wipeLocked } from "../programs/wipefs.ts";

/** None if nothing is erased. */
export function wipeAll(paths: readonly string[], erase: boolean): Command[] {
  return erase ? paths.map(wipeLocked) : [];
}

/** Reads the firmware's list of what it boots from its variables. */
import { tryTo } from "../../base/attempt.ts";
import { bootNumber, type Nvram, parseEntry, parseIds } from "../../formats/boot-variables.ts";
import type { Host } from "../../host/host.ts";
import { readBounded, readVariable, variables } from "./firmware.ts";

/**
 * Undefined if the variables cannot be read: the machine was started by BIOS, or efivarfs is not mounted. Real firmware has variables
 * whose read fails (systemd issue 11909): an entry that cannot be read is left out, with a warning. Throws "failure" where the order
 * cannot be read, since nobody may write what he has not read.
 */
export async function readNvram(host: Host, warnings: string[] = []): Promise<Nvram | undefined> {
  const names = await host.list(variables);
  if (names.length === 0) return undefined;
  const entries: Nvram["entries"][number][] = [];
  for (const name of names) {
    const id = bootNumber(name);
    if (id === undefined) continue;
    const bytes = await tryTo(warnings, `Boot${id}`, async () => await readBounded(host, name));
    if (bytes !== undefined && bytes !== null) entries.push(parseEntry(id, bytes));
  }
  const order = await readVariable(host, "BootOrder");
  const current = await tryTo(warnings, "BootCurrent", async () => await readVariable(host, "BootCurrent"));
  return { entries, order: parseIds(order), current: parseIds(current ?? undefined)[0] ?? null };
}

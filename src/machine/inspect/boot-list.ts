/** Reads the firmware's list of what it boots from its variables. */
import { bootNumber, type Nvram, parseEntry, parseIds } from "../../formats/boot-variables.ts";
import type { Host } from "../../host/host.ts";
import { readVariable, variables } from "./firmware.ts";

/** Undefined if the variables cannot be read: the machine was started by BIOS, or efivarfs is not mounted. */
export async function readNvram(host: Host): Promise<Nvram | undefined> {
  const names = await host.list(variables);
  if (names.length === 0) return undefined;
  const entries: Nvram["entries"][number][] = [];
  for (const name of names) {
    const id = bootNumber(name);
    const bytes = id === undefined ? undefined : await host.readFile(`${variables}/${name}`);
    if (id !== undefined && bytes !== undefined) entries.push(parseEntry(id, bytes));
  }
  const [order, current] = [await readVariable(host, "BootOrder"), await readVariable(host, "BootCurrent")];
  return { entries, order: parseIds(order), current: parseIds(current)[0] ?? null };
}

/** efibootmgr: changing the firmware's list of what it can boot. It is read from the variables themselves (src/formats/efi-variables.ts): what this prints differs between versions. */
import type { Command } from "../base/command.ts";

export interface NewEntry {
  readonly disk: string;
  readonly number: number;
  readonly label: string;
  /** With backslashes. */
  readonly file: string;
}

/** Makes an entry without a place in the order. */
export function createEntry({ disk, number, label, file }: NewEntry): Command {
  return {
    program: "efibootmgr",
    args: ["--quiet", "--create-only", "--disk", disk, "--part", String(number), "--label", label, "--loader", file],
  };
}

export function deleteEntry(id: string): Command {
  return { program: "efibootmgr", args: ["--quiet", "--delete-bootnum", "--bootnum", id] };
}

export function setOrder(ids: readonly string[]): Command {
  return { program: "efibootmgr", args: ["--quiet", "--bootorder", ids.join(",")] };
}

/** The firmware's list, for people. */
export function describeEntries(): Command {
  return { program: "efibootmgr", args: ["--verbose"] };
}

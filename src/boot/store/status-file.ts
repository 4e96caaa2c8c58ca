/** The published status: what root saw last, in files that every user may read, for people without root and for completion. Nothing secret is in them. status-reader.ts reads them. */
import { runtimeDirectory } from "../../base/places.ts";
import type { ListResult, StatusResult } from "../../schema/bareon-boot.ts";

/** Not the directory of the lock, which only root may read. Only root may write to /run, so no other user can put a link here. */
export const statusDirectory = `${runtimeDirectory}-boot`;
export const statusPath = `${statusDirectory}/status.json`;
/** The words that a command's entry may be: one a line, a tab, and what it is. */
export const namesPath = `${statusDirectory}/entries`;
/** The id of the entry that runs, in a line, for scripts that must not wait; empty if that is no entry. */
export const currentPath = `${statusDirectory}/current`;

export interface SeenStatus {
  /** When, as ISO 8601 has it. */
  readonly written: string;
  readonly list: ListResult;
  readonly status: StatusResult;
}

export function renderStatusFile(seen: SeenStatus): string {
  return `${JSON.stringify({ version: 1, ...seen })}\n`;
}

/** Only names that a shell does not have to quote. */
export function renderNames({ entries }: ListResult): string {
  const lines = entries.flatMap(({ entry_id: id, os_id: os, kind, boot_name: title }) => {
    const names = [...new Set([...(id === null ? [] : [id]), ...(os !== null && kind === "image" ? [os] : [])])];
    return names
      .filter((name) => /^[\w.+-]+$/u.test(name))
      .map((name) => `${name}\t${title.replaceAll(/\p{C}/gu, "?")}\n`);
  });
  return lines.join("");
}

export function renderCurrentName({ current }: StatusResult): string {
  const id = current?.entry_id ?? null;
  return id === null ? "" : `${id}\n`;
}

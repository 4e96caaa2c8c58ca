/** What people see of a bug report: what is in it and where that comes from, and where it is. */
import type { ReportPart, ReportResult } from "../schema/bareon-boot.ts";
import { type Style, printable, renderTable } from "./style.ts";

/** A line for each part. */
export function renderParts(parts: readonly ReportPart[]): string[] {
  return renderTable(parts.map(({ name, from }) => [printable(name), printable(from)]));
}

/** The list alone, or the file with what is missing in it. */
export function renderReport({ file, parts }: ReportResult, style: Style): string {
  if (file === null) return `${renderParts(parts).join("\n")}\n`;
  const missed = parts.filter(({ problem }) => problem !== null).length;
  const note = missed === 0 ? "" : ` (${missed} of its parts are missing or not whole: errors.txt in it says why)`;
  return `${style.bold(printable(file))}${note}\n`;
}

/** Opens the file by which others can ask what a run of bareon-provision is doing. */
import { runsDirectory } from "../../base/places.ts";
import type { Reporter } from "../../base/events.ts";
import { ownProcess } from "../../host/local/namespace.ts";
import { createRunReporter } from "../../report/run-file.ts";

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A run whose file cannot be written goes on; `people` or the returned warning tell of it. */
export function openRunFile(
  command: string,
  logFile: string | null,
  people: Reporter,
): { readonly reporters: readonly Reporter[]; readonly warnings: readonly string[] } {
  const tell = (error: unknown): string =>
    `bareon-provision status cannot tell what this ${command} is doing: ${messageOf(error)}`;
  const { pid, startTicks } = ownProcess();
  const begin = { command, pid, pid_start: startTicks, log_file: logFile };
  try {
    const onFailure = (error: unknown): void => people.report({ event: "warning", message: tell(error) });
    return { reporters: [createRunReporter(runsDirectory, begin, onFailure)], warnings: [] };
  } catch (error) {
    return { reporters: [], warnings: [tell(error)] };
  }
}

/** One run of the simulated fleet in namespaces of its own, with which all that it started and made is gone. */
import { join } from "node:path";
import { execa } from "execa";
import { scratchFolder } from "../../support/files/scratch.ts";
import type { RunRequest, RunResult } from "./run.ts";

/** Needs root. Throws if the run could not be made; nodes that failed are in the result. */
export async function runFleet(request: RunRequest): Promise<RunResult> {
  await using folder = await scratchFolder();
  const own = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const program = [process.execPath, join(import.meta.dirname, "inside.ts"), JSON.stringify(request), folder.path];
  const { stdout } = await execa("unshare", [...own, "--", ...program], { stderr: "inherit" });
  return JSON.parse(stdout) as RunResult;
}

/** The script that runs after a deploy that failed: checked before the deploy, and run once nothing of it is left. */
import { BareonError, nameOfExit } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { Context } from "../host/host.ts";
import { runScript } from "../programs/shell.ts";
import { runUserProgram } from "./user-program.ts";

/** Seconds that it may take. */
const timeLimit = 60;
const largestScript = MiB;
const option = "--on-failure";

/** Throws BareonError "usage" for what is no file that can be read, or too large for a script. */
export async function checkFailureScript({ host }: Pick<Context, "host">, path: string): Promise<void> {
  const refuse = (problem: string): BareonError =>
    new BareonError("usage", `${option} ${path}: ${problem}`, {
      hint: "Name a file with a script for bash. Nothing was begun.",
    });
  try {
    if ((await host.readFile(path, largestScript)) !== undefined) return;
  } catch (error) {
    throw error instanceof BareonError ? refuse(error.message) : error;
  }
  throw refuse("there is no such file.");
}

/** How a deploy failed. */
export interface Failure {
  readonly exitCode: number;
  /** The path of its log; empty for none. */
  readonly log: string;
}

/** Reports how the script ended; throws only the reason of an abort. */
export async function runFailureScript(ctx: Context, path: string, { exitCode, log }: Failure): Promise<void> {
  const shell = (await ctx.host.hasProgram("bash")) ? "bash" : "sh";
  const env = { BAREON_EXIT: String(exitCode), BAREON_CODE: nameOfExit(exitCode), BAREON_LOG: log };
  const what = `the script of ${option}`;
  const problem = await runUserProgram(ctx, { what, command: runScript(shell, path, env), limit: timeLimit });
  if (problem === undefined) ctx.report({ event: "notice", message: `${what}, ${path}, has run` });
  else ctx.report({ event: "warning", message: `${what}, ${path}, failed: ${problem}` });
}

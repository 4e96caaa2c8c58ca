/** The script of --on-failure around a deploy: it runs in the outer process, in which nothing of the deploy is mounted. */
import { BareonError, exitCodes } from "../../base/errors.ts";
import type { Reporter } from "../../base/events.ts";
import { checkFailureScript, runFailureScript } from "../../hooks/on-failure.ts";
import { createLocalHost } from "../../host/local/host.ts";
import { createLineReporter } from "../../report/lines.ts";
import { type Frame, runCli } from "../run-cli.ts";
import { logPath, openLog } from "./reporters.ts";
import type { Request } from "./request.ts";

/** With these codes nothing had begun: the command line was wrong, or the user may not deploy. */
const tooEarly: readonly number[] = [exitCodes.usage.code, exitCodes.root.code];

/** What the script does is told; that it is another run is not. */
function only({ report, close }: Reporter): Reporter {
  const told = ["notice", "warning", "output"];
  return { report: (event) => (told.includes(event.event) ? report(event) : undefined), close };
}

/**
 * Does the work, and runs the script if it failed, whatever ends the script. Resolves and rejects as the work does. Throws BareonError
 * "usage" before the work for what is no script.
 */
export async function withFailureScript(request: Request, frame: Frame, work: () => Promise<number>): Promise<number> {
  const path = request.values.get("on-failure");
  if (typeof path !== "string") return await work();
  const host = createLocalHost({ signal: new AbortController().signal, report: () => undefined });
  await checkFailureScript({ host }, path);
  const runAfter = async (exitCode: number): Promise<void> => {
    if (exitCode === exitCodes.done.code || tooEarly.includes(exitCode)) return;
    const people = createLineReporter((text) => void process.stderr.write(text), { debug: true });
    const reporters = [people, ...openLog(request, people).reporters].map(only);
    const failure = { exitCode, log: logPath(request) ?? "" };
    // The answer was the deploy's.
    await runCli({ ...frame, reporters, json: false }, async (ctx) => await runFailureScript(ctx, path, failure));
  };
  let code: number;
  try {
    code = await work();
  } catch (error) {
    await runAfter(error instanceof BareonError ? error.exitCode : exitCodes.failure.code);
    throw error;
  }
  await runAfter(code);
  return code;
}

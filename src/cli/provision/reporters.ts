/** Who hears of what a run does: people, the log, the system's log, those who ask for its status, who reads its progress, and the address that is told of it. */
import { basename, join } from "node:path";
import { BareonError } from "../../base/errors.ts";
import type { Reporter } from "../../base/events.ts";
import { defaultLog } from "../../base/places.ts";
import type { Endpoint } from "../../host/host.ts";
import { refuseUngiven } from "../../host/local/given-descriptor.ts";
import { createLocalHost } from "../../host/local/host.ts";
import { sendToSyslog } from "../../programs/logger.ts";
import { withAstuteLines } from "../../report/astute.ts";
import { createJsonReporter } from "../../report/json-lines.ts";
import { createLineReporter } from "../../report/lines.ts";
import { createLogReporter } from "../../report/log.ts";
import { createSyslogReporter } from "../../report/syslog.ts";
import { createTerminalReporter } from "../../report/terminal.ts";
import { chooseStyle } from "../../view/style.ts";
import { provisionLine } from "./options.ts";
import { isWriting, type Request } from "./request.ts";
import { openRunFile } from "./run-file.ts";
import { openWebhook } from "./told-address.ts";

/** The descriptor that progress goes to; undefined for none. Throws BareonError "usage" for one that the caller did not open. */
export function progressDescriptor({ values }: Pick<Request, "values">): number | undefined {
  const text = values.get("progress-fd");
  if (typeof text !== "string") return undefined;
  const number = Number(text);
  if (!/^\d{1,4}$/u.test(text) || number < 1)
    throw new BareonError("usage", `--progress-fd ${text}: this is no file descriptor to write to.`);
  refuseUngiven(number);
  return number;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The path of the log; undefined for none. */
export function logPath(request: Pick<Request, "command" | "values">): string | undefined {
  const [file, folder] = [request.values.get("log-file"), request.values.get("log-dir")];
  if (typeof file === "string") return file;
  if (typeof folder === "string") return join(folder, basename(defaultLog));
  return isWriting(request) ? defaultLog : undefined;
}

interface Log {
  readonly reporters: readonly Reporter[];
  readonly warnings: readonly string[];
  readonly path: string | null;
}

/** A log that cannot be written is a warning. */
export function openLog(request: Pick<Request, "command" | "values">, people: Reporter): Log {
  const path = logPath(request);
  if (path === undefined) return { reporters: [], warnings: [], path: null };
  try {
    const onFailure = (error: unknown): void =>
      people.report({ event: "warning", message: `the log ${path} cannot be written: ${messageOf(error)}` });
    return { reporters: [createLogReporter(path, onFailure)], warnings: [], path };
  } catch (error) {
    const warning = `the log ${path} cannot be opened, going on without: ${messageOf(error)}`;
    return { reporters: [], warnings: [warning], path: null };
  }
}

/** Its program goes on when the run is told to stop: the end of the run is for the log, too. */
function openSyslog({ values }: Request, people: Reporter): Reporter[] {
  if (!values.has("use-syslog")) return [];
  const controller = new AbortController();
  const host = createLocalHost({ signal: controller.signal, report: () => undefined });
  const reporter = createSyslogReporter({
    send: (lines) => host.stream(sendToSyslog(provisionLine.program), lines),
    onFailure: (error) =>
      people.report({ event: "warning", message: `the log cannot be sent to syslog: ${messageOf(error)}` }),
    onStuck: () => controller.abort(new Error("the lines for syslog are not taken")),
  });
  return [reporter];
}

/** What of opening them went wrong and is no reason to stop is in the warnings. */
export async function openReporters(
  request: Request,
  endpoint?: Endpoint,
): Promise<{ readonly reporters: readonly Reporter[]; readonly warnings: readonly string[] }> {
  const { values } = request;
  const debug = values.has("debug") && !values.has("nodebug");
  const descriptor = progressDescriptor(request);
  const style = await chooseStyle(process.stderr);
  const people = process.stderr.isTTY
    ? await createTerminalReporter(process.stderr, { debug, style })
    : createLineReporter((text) => void process.stderr.write(text), { debug });
  const log = openLog(request, people);
  const logs = [...log.reporters, ...openSyslog(request, people)];
  const run = isWriting(request) ? openRunFile(request.command, log.path, people) : { reporters: [], warnings: [] };
  const warn = (message: string): void => {
    for (const reporter of [people, ...log.reporters]) reporter.report({ event: "warning", message });
  };
  // The answer to a question comes without a word on how long it took.
  const quiet: Reporter = { ...people, report: (event) => (event.event === "done" ? undefined : people.report(event)) };
  return {
    reporters: [
      ...(request.isSilent ? [] : [isWriting(request) ? people : quiet]),
      ...(values.has("astute-log") ? logs.map(withAstuteLines) : logs),
      ...run.reporters,
      ...(descriptor === undefined ? [] : [createJsonReporter(descriptor)]),
      ...(await openWebhook(request, endpoint, warn)),
    ],
    warnings: [...log.warnings, ...run.warnings],
  };
}

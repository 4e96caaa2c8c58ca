/** The frame around a program's work: signals, errors and exit codes, and the events at its begin and end. */
import manifest from "../../package.json" with { type: "json" };
import { BareonError, exitCodes, firstError } from "../base/errors.ts";
import type { ProgressEvent, Report, Reporter } from "../base/events.ts";
import type { Context } from "../host/host.ts";
import { createLocalHost } from "../host/local/host.ts";
import {
  completeInner,
  followLifeline,
  isInsideNamespace,
  signalExitCode,
  type StopSignal,
  stopSignals,
} from "../host/local/namespace.ts";
import { leaveSurroundings } from "../host/local/surroundings.ts";
import { harmless, renderBug, renderError, renderMessage } from "./error-text.ts";
import { finishOutput, printFailure, surviveClosedOutput } from "./output.ts";
import { chooseStyle, plainStyle, type Style } from "../view/style.ts";

export interface Frame {
  /** The name in messages. */
  readonly program: string;
  /** Every one of them gets every event. */
  readonly reporters: readonly Reporter[];
  /** For messages on stderr. */
  readonly style?: Style;
  /** A failure is printed on stdout, too. */
  readonly json?: boolean;
  /** Violations have numbers. */
  readonly isNumbered?: boolean;
}

/** Why the signal of a context was aborted. */
class Stopped extends Error {
  override readonly name = "Stopped";
  readonly signal: StopSignal;

  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

/** Where a failure leads: the last event, the text for stderr, the exit code. */
interface Ending {
  readonly event: Extract<ProgressEvent, { event: "failure" }>;
  readonly text: string;
}

function describeFailure(
  { program, style = plainStyle, isNumbered }: Frame,
  thrown: unknown,
  stop: AbortSignal,
): Ending {
  const error = firstError(thrown);
  const stopped: unknown = stop.reason;
  if (stopped instanceof Stopped) {
    const { message } = stopped;
    const also =
      error === stopped
        ? ""
        : error instanceof BareonError
          ? renderError(program, error, style)
          : renderBug(program, error);
    return {
      event: { event: "failure", code: "signal", exitCode: signalExitCode(stopped.signal), message },
      text: `${also}${program}: ${message}\n`,
    };
  }
  if (error instanceof BareonError) {
    const { exit, exitCode, hint } = error;
    const event = {
      event: "failure",
      code: exit,
      exitCode,
      message: renderMessage(error),
      ...(hint === undefined ? {} : { hint: harmless(hint) }),
    } as const;
    return { event, text: renderError(program, error, style, isNumbered) };
  }
  const message = harmless(error instanceof Error ? error.message : String(error));
  return {
    event: { event: "failure", code: "bug", exitCode: exitCodes.failure.code, message },
    text: renderBug(program, error),
  };
}

/** Tells people, and with --json programs, too. */
function tellFailure({ json = false }: Frame, { event, text }: Ending): void {
  const { code, exitCode, message, hint = null } = event;
  process.stderr.write(text);
  if (json) printFailure({ error: { code, exit_code: exitCode, message, hint } });
}

/** Prints what went wrong outside of `runCli`; returns the exit code. */
function failCli(frame: Frame, error: unknown): number {
  const ending = describeFailure(frame, error, new AbortController().signal);
  tellFailure(frame, ending);
  return ending.event.exitCode;
}

/** Whether the words ask for JSON, also those of a command line that is wrong. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => /^--json(?:=|$)/u.test(word));
}

/** The whole of a program around its work, which gets the caller's folder: undefined if it was removed. Resolves with the exit code. */
export async function runMain(
  program: string,
  argv: readonly string[],
  work: (frame: Frame, folder: string | undefined) => Promise<number>,
): Promise<number> {
  const folder = leaveSurroundings();
  surviveClosedOutput();
  const frame: Frame = {
    program,
    reporters: [],
    style: await chooseStyle(process.stderr),
    json: asksForJson(argv),
  };
  const code = await work(frame, folder).catch((error: unknown) => failCli(frame, error));
  const ended = await finishOutput(program, code);
  completeInner();
  return ended;
}

/**
 * Does the work with a context on this machine; resolves with the exit code and never rejects: 0, that of a BareonError,
 * 128+n after a signal, 1 with a stack trace for a bug. SIGINT, SIGTERM and SIGHUP abort the context.
 */
export async function runCli(frame: Frame, work: (ctx: Context) => Promise<void>): Promise<number> {
  const begin = performance.now();
  const controller = new AbortController();
  const report: Report = (event) => {
    for (const reporter of frame.reporters) reporter.report(event);
  };
  const stop = (signal: StopSignal): void => {
    if (controller.signal.aborted) return;
    report({ event: "notice", message: `${signal} received, stopping` });
    controller.abort(new Stopped(signal));
  };
  for (const signal of stopSignals) process.on(signal, stop);
  if (isInsideNamespace()) followLifeline(stop);
  try {
    report({ event: "start", version: 1, program: frame.program, release: manifest.version });
    await work({ host: createLocalHost({ signal: controller.signal, report }), report, signal: controller.signal });
    report({ event: "done", seconds: Math.round(performance.now() - begin) / 1000 });
    return exitCodes.done.code;
  } catch (error) {
    const ending = describeFailure(frame, error, controller.signal);
    report(ending.event);
    for (const reporter of frame.reporters) reporter.close();
    tellFailure(frame, ending);
    return ending.event.exitCode;
  } finally {
    for (const reporter of frame.reporters) reporter.close();
    for (const signal of stopSignals) process.off(signal, stop);
  }
}

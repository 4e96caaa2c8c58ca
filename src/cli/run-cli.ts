/** The frame around a program's work: signals, errors and exit codes, and the events at its begin and end. */
import manifest from "../../package.json" with { type: "json" };
import { redact } from "../base/command.ts";
import { BareonError, exitCodes, firstError } from "../base/errors.ts";
import type { ProgressEvent, Report, Reporter } from "../base/events.ts";
import type { Context } from "../host/host.ts";
import { createLocalHost } from "../host/local/host.ts";
import {
  followLifeline,
  isInsideNamespace,
  signalExitCode,
  type StopSignal,
  stopSignals,
} from "../host/local/namespace.ts";
import { renderBug, renderError, renderMessage } from "./error-text.ts";
import { plainStyle, type Style } from "../view/style.ts";

export interface Frame {
  /** The name in messages. */
  readonly program: string;
  /** Every one of them gets every event. */
  readonly reporters: readonly Reporter[];
  /** For messages on stderr. */
  readonly style?: Style;
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

function describeFailure({ program, style = plainStyle }: Frame, thrown: unknown, stop: AbortSignal): Ending {
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
      ...(hint === undefined ? {} : { hint }),
    } as const;
    return { event, text: renderError(program, error, style) };
  }
  const message = redact(error instanceof Error ? error.message : String(error));
  return {
    event: { event: "failure", code: "bug", exitCode: exitCodes.failure.code, message },
    text: renderBug(program, error),
  };
}

/** Call before the first output: what a caller reads may be gone before we end (`| head`, a lost connection); the work goes on. */
export function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    if (stream.listenerCount("error") === 0) stream.on("error", () => undefined);
}

/** Prints what went wrong outside of `runCli`; returns the exit code. */
export function failCli(frame: Frame, error: unknown): number {
  const { event, text } = describeFailure(frame, error, new AbortController().signal);
  process.stderr.write(text);
  return event.exitCode;
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
    const { event, text } = describeFailure(frame, error, controller.signal);
    report(event);
    for (const reporter of frame.reporters) reporter.close();
    process.stderr.write(text);
    return event.exitCode;
  } finally {
    for (const reporter of frame.reporters) reporter.close();
    for (const signal of stopSignals) process.off(signal, stop);
  }
}

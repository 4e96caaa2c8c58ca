/** Events as plain lines for people whose stderr is no terminal: few of them, since the existing controller keeps them all in memory. */
import { renderSize } from "../base/sizes.ts";
import type { ProgressEvent, Reporter } from "../base/events.ts";
import { type Style, plainStyle, printable } from "../view/style.ts";

export type TransferEvent = Extract<ProgressEvent, { event: "transfer" }>;

export interface LineOptions {
  /** Programs that ran are shown too. */
  readonly debug: boolean;
  /** Whether what programs of the user print is shown, too; as `debug` if absent. */
  readonly outputs?: boolean;
  readonly style?: Style;
  /** Milliseconds of any clock. */
  readonly now?: () => number;
}

/** At most one line about the transfer in so many milliseconds, or in so many percent of the whole. */
const transferInterval = 10_000;
const transferPercent = 10;

function percentOf({ bytes, totalBytes }: Pick<TransferEvent, "bytes" | "totalBytes">): number {
  return totalBytes === 0 ? 100 : Math.min(100, Math.floor((bytes / totalBytes) * 100));
}

/** Seconds as `1.2 s`, `2 min 05 s` or `1 h 02 min`. */
export function renderDuration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const whole = Math.round(seconds);
  const two = (value: number): string => `${value}`.padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** Bytes, files, rate and estimate of a transfer, and how far each image is if there are several at once. */
export function renderTransfer({
  bytes,
  totalBytes,
  files,
  totalFiles,
  bytesPerSecond,
  secondsLeft,
  images,
}: TransferEvent): string {
  const left = secondsLeft === null ? "" : `, ${renderDuration(secondsLeft)} left`;
  const counted = totalFiles === 0 ? "" : ` ${files} of ${totalFiles} files,`;
  const each =
    images.length < 2
      ? ""
      : ` (${images.map((image) => `${printable(image.image)} ${image.totalBytes === 0 ? renderSize(image.bytes) : `${percentOf(image)} %`}`).join(", ")})`;
  return `${renderSize(bytes)} of ${renderSize(totalBytes)},${counted} ${renderSize(bytesPerSecond)}/s${left}${each}`;
}

/** What is said in the same words on a terminal and elsewhere; undefined for events that each reporter shows in its own way. */
export function renderCommonLine(
  event: ProgressEvent,
  { debug, outputs = debug, style = plainStyle }: LineOptions,
): string | undefined {
  switch (event.event) {
    case "notice":
      return printable(event.message);
    case "warning":
      return `${style.warn("warning:")} ${printable(event.message)}`;
    case "done":
      return `Done in ${renderDuration(event.seconds)}.`;
    case "command":
      return debug
        ? style.faint(
            `+ ${printable(event.command)}${event.exitCode === 0 ? "" : ` -> ${event.exitCode ?? "signal"}`} (${event.seconds.toFixed(2)} s)`,
          )
        : undefined;
    case "output":
      return outputs
        ? event.text
            .split("\n")
            .map((line) => style.faint(`| ${printable(line)}`))
            .join("\n")
        : undefined;
    case "start":
    case "step-start":
    case "step-finish":
    case "transfer":
    // The text of a failure, with its violations, is written by src/cli/run-cli.ts.
    case "failure":
      return undefined;
  }
}

/** Each step is one line when it has ended. */
export function createLineReporter(write: (text: string) => void, options: LineOptions): Reporter {
  const { now = () => Date.now(), style = plainStyle } = options;
  /** The running steps by their id. */
  const steps = new Map<string, string>();
  let lastTime: number | undefined;
  let lastPercent = 0;
  const showTransfer = (event: TransferEvent): void => {
    const percent = percentOf(event);
    lastTime ??= now();
    if (percent === lastPercent || (now() - lastTime < transferInterval && percent - lastPercent < transferPercent))
      return;
    lastTime = now();
    lastPercent = percent;
    write(`${percent} % ${renderTransfer(event)}\n`);
  };
  const report = (event: ProgressEvent): void => {
    if (event.event === "step-start")
      steps.set(event.id, `[${event.index + 1}/${event.count}] ${printable(event.title)}`);
    else if (event.event === "step-finish") {
      const step = steps.get(event.id) ?? event.id;
      write(
        event.outcome === "done"
          ? `${step} (${renderDuration(event.seconds)})\n`
          : `${step}: ${style.bad("failed")} after ${renderDuration(event.seconds)}\n`,
      );
    } else if (event.event === "transfer") showTransfer(event);
    const line = renderCommonLine(event, options);
    if (line !== undefined) write(`${line}\n`);
  };
  return { report, close: () => undefined };
}

/** What status shows to people. */
import { renderSize } from "../base/sizes.ts";
import type { RunStatus } from "../schema/run-status.ts";
import { printable, type Style } from "./style.ts";

type Run = NonNullable<RunStatus["run"]>;

/** `2026-11-29T08:12:04.123Z` as `2026-11-29 08:12:04 UTC`. */
function renderTime(time: string): string {
  return `${time.slice(0, 19).replace("T", " ")} UTC`;
}

function renderProgress({ steps, transfer, pid, updated }: Run): string[] {
  const left =
    transfer === null || transfer.seconds_left === null ? "" : `, ${Math.round(transfer.seconds_left)} s left`;
  return [
    `Process ${pid}, last heard of at ${renderTime(updated)}; kill ${pid} stops it.`,
    steps.count === 0 ? "It still looks and plans." : `${steps.done} of ${steps.count} steps have ended. Going on:`,
    ...steps.running.map((title) => `  ${printable(title)}`),
    ...(transfer === null
      ? []
      : [
          `  ${renderSize(transfer.bytes)} of ${renderSize(transfer.total_bytes)}, ${renderSize(transfer.bytes_per_second)}/s${left}`,
        ]),
  ];
}

function renderEnd({ failure, steps, seconds }: Run): string[] {
  const place = steps.count === 0 ? [] : [`${steps.done} of ${steps.count} steps had ended.`];
  const time = seconds === null ? [] : [`It took ${seconds.toFixed(0)} s.`];
  if (failure === null) return [...time, ...place];
  const { message, exit_code: code, hint } = failure;
  const lines = message.split("\n").map(printable);
  return [...lines, ...(hint === null ? [] : [`Hint: ${printable(hint)}`]), `Exit code ${code}.`, ...time, ...place];
}

function headOf({ command, started }: Run, state: RunStatus["state"], style: Style): string {
  const what = `The ${printable(command)} of ${renderTime(started)}`;
  switch (state) {
    case "running":
      return `${what} ${style.bold("is going on")}.`;
    case "done":
      return `${what} ${style.good("is done")}.`;
    case "failed":
      return `${what} ${style.bad("failed")}:`;
    case "none":
    case "lost":
      return `${what} ${style.bad("ended without a word")}: it was killed. The same command begins anew or goes on.`;
  }
}

export function renderRunStatus({ state, run }: RunStatus, style: Style): string {
  if (run === null) return "Nothing has run since this machine was started.\n";
  const { warnings, log_file: log } = run;
  const lines = [
    headOf(run, state, style),
    ...(state === "running" ? renderProgress(run) : renderEnd(run)),
    ...warnings.map((warning) => `${style.warn("warning:")} ${printable(warning)}`),
    ...(log === null ? [] : [`Its log is ${printable(log)}.`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Events on a terminal: the running step with its time, and a bar for the transfer. */
import type { SingleBar } from "cli-progress";
import type { ProgressEvent, Reporter } from "../base/events.ts";
import { type LineOptions, type TransferEvent, renderCommonLine, renderDuration, renderTransfer } from "./lines.ts";
import { plainStyle, printable } from "../view/style.ts";

/** Draws on a terminal; the bar's library is loaded here. */
export async function createTerminalReporter(stream: NodeJS.WriteStream, options: LineOptions): Promise<Reporter> {
  const { SingleBar: Bar } = (await import("cli-progress")).default;
  return drawOn(
    stream,
    options,
    () =>
      new Bar({
        stream,
        format: "  {bar} {percentage} %  {text}",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 16,
        hideCursor: true,
        clearOnComplete: true,
        gracefulExit: false,
        stopOnComplete: false,
      }),
  );
}

function drawOn(stream: NodeJS.WriteStream, options: LineOptions, createBar: () => SingleBar): Reporter {
  const { style = plainStyle } = options;
  /** The running steps by their id. */
  const steps = new Map<string, string>();
  /** The step behind whose title the cursor stands. */
  let inTitle: string | undefined;
  let bar: SingleBar | undefined;

  const leaveTitle = (): void => {
    if (inTitle !== undefined) stream.write("\n");
    inTitle = undefined;
  };
  const endBar = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const say = (line: string): void => {
    endBar();
    leaveTitle();
    stream.write(`${line}\n`);
  };
  const showTransfer = (event: TransferEvent): void => {
    leaveTitle();
    const payload = { text: renderTransfer(event) };
    if (bar === undefined) {
      bar = createBar();
      bar.start(Math.max(event.totalBytes, 1), event.bytes, payload);
    } else {
      bar.setTotal(Math.max(event.totalBytes, 1));
      bar.update(event.bytes, payload);
    }
  };
  const finishStep = (event: Extract<ProgressEvent, { event: "step-finish" }>): void => {
    endBar();
    const time = style.faint(renderDuration(event.seconds));
    const result = event.outcome === "done" ? time : `${style.bad("failed")} after ${time}`;
    if (inTitle !== event.id) leaveTitle();
    stream.write(inTitle === event.id ? ` ${result}\n` : `${steps.get(event.id) ?? event.id} ${result}\n`);
    inTitle = undefined;
  };
  const report = (event: ProgressEvent): void => {
    if (event.event === "step-start") {
      const step = `${style.faint(`[${event.index + 1}/${event.count}]`)} ${printable(event.title)} ...`;
      endBar();
      leaveTitle();
      steps.set(event.id, step);
      stream.write(step);
      inTitle = event.id;
    } else if (event.event === "step-finish") finishStep(event);
    else if (event.event === "transfer") showTransfer(event);
    const line = renderCommonLine(event, options);
    if (line !== undefined) say(line);
  };
  return {
    report,
    close() {
      endBar();
      leaveTitle();
    },
  };
}

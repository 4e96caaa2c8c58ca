/** Events for the system's log: the lines of the log file, handed to a program that passes them on. */
import type { Reporter } from "../base/events.ts";
import { createLogRenderer } from "./log.ts";

/** Lines that wait at most for a program that does not read; further ones are left out. */
const mostWaiting = 10_000;

export interface SyslogOptions {
  /** Passes the lines on until they end; an error of it is that of the program. */
  readonly send: (lines: AsyncIterable<Uint8Array>) => AsyncIterable<unknown>;
  /** Called once, if it fails, also after the end. */
  readonly onFailure: (error: unknown) => void;
  /** Called when there are no more lines, and they have not all been passed on in a while. */
  readonly onStuck: () => void;
}

/** Milliseconds that passing on the last lines may take. */
const patience = 5000;

/** The lines that were put in, as they come, until the end is told. */
function openQueue(): {
  readonly put: (line: string) => void;
  readonly end: () => void;
  readonly lines: AsyncIterable<Uint8Array>;
} {
  const waiting: string[] = [];
  let isEnded = false;
  let wake = (): void => undefined;
  async function* read(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      if (waiting.length > 0) yield new TextEncoder().encode(`${waiting.splice(0).join("\n")}\n`);
      else if (isEnded) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    put: (line) => {
      if (waiting.length < mostWaiting) waiting.push(line);
      wake();
    },
    end: () => {
      isEnded = true;
      wake();
    },
    lines: read(),
  };
}

/** The process does not end before the last lines are passed on, or it is told that this takes too long. */
export function createSyslogReporter({ send, onFailure, onStuck }: SyslogOptions): Reporter {
  const { put, end, lines } = openQueue();
  const render = createLogRenderer();
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const sending = async (): Promise<void> => {
    try {
      for await (const printed of send(lines)) void printed;
    } catch (error) {
      onFailure(error);
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  };
  void sending();
  return {
    report(event) {
      if (!isOver) for (const line of render(event, new Date())) put(line);
    },
    close() {
      if (isOver || timer !== undefined) return;
      end();
      timer = setTimeout(onStuck, patience);
    },
  };
}

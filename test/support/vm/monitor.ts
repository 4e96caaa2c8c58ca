/** QEMU's monitor (QMP) of a machine, by which hardware is taken away and brought back while it runs. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { connectSocket } from "../servers/port.ts";

/** What a machine is started with to be reached at that socket file. */
export function monitorDevices(path: string): readonly string[] {
  return ["-qmp", `unix:${path},server=on,wait=off`];
}

interface Answer {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
}

/** Runs one command; with `event` it returns when QEMU has told that. Throws if QEMU refuses it. */
export async function tellMonitor(path: string, execute: string, words: object, event?: string): Promise<void> {
  const socket = await connectSocket(path);
  const say = (command: string, more: object): void =>
    void socket.write(`${JSON.stringify({ execute: command, arguments: more })}\n`);
  const timer = setTimeout(() => socket.destroy(new Error(`the monitor did not answer ${execute}`)), 120_000);
  try {
    say("qmp_capabilities", {});
    say(execute, words);
    let answers = 0;
    for await (const line of createInterface({ input: socket })) {
      const answer = JSON.parse(line) as Answer;
      if (answer.error !== undefined) throw new Error(`${execute}: ${answer.error.desc}`);
      if (answer.return !== undefined) answers += 1;
      if (event === undefined ? answers === 2 : answer.event === event) return;
    }
    throw new Error(`the monitor has ended before ${event ?? execute}`);
  } finally {
    clearTimeout(timer);
    socket.destroy();
    if (!socket.closed) await once(socket, "close");
  }
}

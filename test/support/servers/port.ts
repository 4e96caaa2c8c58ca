/** Free TCP ports of this machine, and waiting for the program that listens there or at a socket file. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A port on 127.0.0.1 that no program listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A connection to a socket file, for which its program has 10 seconds. */
export async function connectSocket(path: string): Promise<Socket> {
  const limit = Date.now() + 10_000;
  for (;;) {
    const socket = connect(path);
    try {
      await once(socket, "connect");
      return socket;
    } catch (error) {
      if (Date.now() > limit) throw error;
      await sleep(20);
    }
  }
}

/** True if a program on 127.0.0.1 answers within the limit, with text that begins with `greeting`; false as soon as it is `pointless` to wait. */
export async function answers(
  port: number,
  greeting: string,
  limitSeconds: number,
  pointless?: () => Promise<boolean>,
): Promise<boolean> {
  return await new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    const check = async (): Promise<void> => {
      if ((await pointless?.()) === true) finish(false);
    };
    const timer = setInterval(() => void check(), 500);
    const finish = (answer: boolean): void => {
      clearInterval(timer);
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(limitSeconds * 1000, () => finish(false));
    socket.once("error", () => finish(false));
    socket.once("close", () => finish(false));
    socket.once("data", (data) => finish(data.toString().startsWith(greeting)));
  });
}

/** Polls until the condition holds; throws, saying what was waited for, when it still does not at the limit. */
export async function until(
  what: string,
  limitSeconds: number,
  condition: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = Date.now() + limitSeconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`gave up after ${limitSeconds} s of waiting for ${what}`);
    await sleep(200);
  }
}

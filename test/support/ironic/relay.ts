/** Passes connections on from one address to another, as a way between two network namespaces: a socket file is reachable from both. */
import { rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";

/** A socket file, or an address of TCP. */
export type Door = { readonly path: string } | { readonly host: string; readonly port: number };

/** Takes connections at `from` until it is disposed; each is passed on to `to`, and closed if nothing answers there. */
export async function startRelay(from: Door, to: Door): Promise<AsyncDisposable> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (incoming) => {
    const outgoing = connect({ ...to, allowHalfOpen: true });
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.once("error", () => other.destroy());
      one.once("close", () => {
        open.delete(one);
        other.destroySoon();
      });
    }
  });
  if ("path" in from) await rm(from.path, { force: true });
  await new Promise<void>((done, fail) => server.once("error", fail).listen(from, done));
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** `unix:PATH`, or `tcp:HOST:PORT` with an address of IPv4. */
function parseDoor(text: string): Door {
  const [kind, first = "", port = ""] = text.split(":");
  return kind === "unix" ? { path: first } : { host: first, port: Number(port) };
}

// As a program it is given pairs of addresses.
if (import.meta.main) {
  const words = process.argv.slice(2);
  for (let at = 0; at + 1 < words.length; at += 2)
    await startRelay(parseDoor(words[at] ?? ""), parseDoor(words[at + 1] ?? ""));
}

/** An HTTP proxy on 127.0.0.1 that passes requests on and opens tunnels, and tells what it was asked for. */
import { type IncomingMessage, createServer, request as send } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";
import { pipeline } from "node:stream";

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Method and address of each request, in order: `GET http://...` or `CONNECT host:port`. */
  readonly asked: string[];
}

export interface ProxyOptions {
  /** `user:password`: whoever does not give them is refused. */
  readonly credentials?: string;
  /** Refuses so many requests first, because it is busy. */
  readonly busy?: number;
}

export async function startProxy({ credentials, busy = 0 }: ProxyOptions = {}): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
  const refuse = (request: IncomingMessage): number | undefined => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    if (asked.length <= busy) return 503;
    return expected === undefined || request.headers["proxy-authorization"] === expected ? undefined : 407;
  };
  const server = createServer((request, response) => {
    const status = refuse(request);
    if (status !== undefined) return void response.writeHead(status).end();
    const { "proxy-authorization": _secret, ...headers } = request.headers;
    const passed = send(request.url ?? "", { headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    });
    passed.on("error", () => response.destroy()).end();
    return undefined;
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    const status = refuse(request);
    if (status !== undefined) return void client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const { hostname, port } = new URL(`tunnel://${request.url ?? ""}`);
    const tunnel = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(client).pipe(tunnel);
    });
    sockets.add(tunnel);
    for (const [socket, other] of [
      [client, tunnel],
      [tunnel, client],
    ] as const)
      socket.on("error", () => other.destroy());
    return undefined;
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

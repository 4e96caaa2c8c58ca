/** A source and nodes in network namespaces of their own on one bridge: a web server and a tracker as a site has them, and the source's bytes counted. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Command } from "../../../src/base/command.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { Context, Host } from "../../../src/host/host.ts";
import { localContext } from "../hosts/local-context.ts";
import { until } from "./port.ts";

const sourceAddress = "10.77.0.1";
const webPort = 8080;
const trackerPort = 6969;

/** A program that ends with the calling process, whatever ends that. */
function start(argv: readonly string[]): ChildProcess {
  return spawn("setpriv", ["--pdeathsig", "KILL", "--", ...argv], { stdio: "ignore" });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function enter(pid: number, { program, args, ...rest }: Command): Command {
  return { label: program, ...rest, program: "nsenter", args: [`--net=/proc/${pid}/ns/net`, "--", program, ...args] };
}

/** The host with its programs in the network of a process. */
function inNetwork(host: Host, pid: number): Host {
  return {
    ...host,
    run: async (command, options) => await host.run(enter(pid, command), options),
    stream: (command, input) => host.stream(enter(pid, command), input),
    withSignal: (signal) => inNetwork(host.withSignal(signal), pid),
  };
}

export interface TorrentNetwork extends AsyncDisposable {
  /** The address of a file of the folder. */
  readonly urlOf: (name: string) => string;
  readonly trackerUrl: string;
  /** A further node, as the context of what runs on it. */
  readonly addNode: () => Promise<Context & { readonly events: ProgressEvent[] }>;
  /** Lets the tracker know this torrent: Debian's knows none by itself. */
  readonly startTracker: (infoHash: string) => Promise<void>;
  /** Bytes that the source's machine has sent, those of the tracker and of its own headers included. */
  readonly sent: () => Promise<number>;
  /** Takes the source off the network, or puts it there again. */
  readonly setSource: (state: "up" | "down") => Promise<void>;
}

async function holdNetwork(): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  const child = start(["unshare", "--net", "--", "sleep", "infinity"]);
  const pid = child.pid ?? 0;
  const own = (await execa("readlink", ["/proc/self/ns/net"])).stdout;
  await until("a network namespace", 20, async () => {
    const { stdout } = await execa("readlink", [`/proc/${pid}/ns/net`], { reject: false });
    return stdout !== "" && stdout !== own;
  });
  return { child, pid };
}

const slowServer = join(import.meta.dirname, "slow-server.ts");

/** Serves the files of the folder, at `rate` bytes a second at most. Needs root; nothing of this machine's own network changes. */
export async function startTorrentNetwork(folder: string, rate?: number): Promise<TorrentNetwork> {
  const children: ChildProcess[] = [];
  const source = await holdNetwork();
  children.push(source.child);
  const inSource = async (...argv: string[]): Promise<string> =>
    (await execa("nsenter", [`--net=/proc/${source.pid}/ns/net`, "--", ...argv])).stdout;
  const serve = (...argv: string[]): void => {
    children.push(start(["nsenter", `--net=/proc/${source.pid}/ns/net`, "--", ...argv]));
  };
  await inSource("ip", "link", "set", "lo", "up");
  await inSource("ip", "link", "add", "br0", "type", "bridge");
  await inSource("ip", "address", "add", `${sourceAddress}/24`, "dev", "br0");
  await inSource("ip", "link", "set", "br0", "up");
  if (rate === undefined) serve("busybox", "httpd", "-f", "-p", `${sourceAddress}:${webPort}`, "-h", folder);
  else serve(process.execPath, slowServer, sourceAddress, String(webPort), folder, String(rate));
  const urlOf = (name: string): string => `http://${sourceAddress}:${webPort}/${name}`;
  await until("the web server", 20, async () =>
    inSource("curl", "--silent", "--output", "/dev/null", urlOf("")).then(
      () => true,
      () => false,
    ),
  );
  let nodes = 0;
  return {
    urlOf,
    trackerUrl: `http://${sourceAddress}:${trackerPort}/announce`,
    addNode: async () => {
      // Several nodes may be added at the same time.
      nodes += 1;
      const [port, address] = [`node${nodes}`, `10.77.0.${nodes + 1}/24`];
      const { child, pid } = await holdNetwork();
      children.push(child);
      await inSource("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", String(pid));
      await inSource("ip", "link", "set", port, "master", "br0", "up");
      const ctx = localContext();
      const host = inNetwork(ctx.host, pid);
      const setUp = [
        "link set lo up",
        `address add ${address} dev eth0`,
        "link set eth0 up",
        `route add default via ${sourceAddress}`,
      ];
      for (const line of setUp) await host.run({ program: "ip", args: line.split(" ") });
      return { ...ctx, host };
    },
    startTracker: async (infoHash) => {
      const known = join(folder, "torrents");
      await writeFile(known, `${infoHash}\n`);
      const address = ["-i", sourceAddress, "-p", String(trackerPort)];
      serve("opentracker", ...address, "-d", folder, "-w", known);
      await until("the tracker", 20, async () =>
        inSource("curl", "--silent", "--output", "/dev/null", `http://${sourceAddress}:${trackerPort}/`).then(
          () => true,
          () => false,
        ),
      );
    },
    sent: async () => {
      const links = JSON.parse(await inSource("ip", "-json", "-statistics", "link", "show", "dev", "br0")) as {
        readonly stats64: { readonly tx: { readonly bytes: number } };
      }[];
      return links[0]?.stats64.tx.bytes ?? 0;
    },
    setSource: async (state) => void (await inSource("ip", "link", "set", "br0", state)),
    async [Symbol.asyncDispose]() {
      for (const child of children.toReversed()) await end(child);
    },
  };
}

/** An rsync daemon on 127.0.0.1 that serves directories read-only, as root; guests reach it at 10.0.2.2. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort, until } from "./port.ts";

export interface RsyncDaemonOptions {
  /** Module names and the directories behind them. */
  readonly modules: Readonly<Record<string, string>>;
  /** A free one where absent. `HOST::module` addresses need 873. */
  readonly port?: number;
  readonly kibPerSecond?: number;
  /** It refuses more connections than that at a time. */
  readonly maxConnections?: number;
  /** Every connection breaks after so many bytes towards the client. */
  readonly endAfterBytes?: number;
}

function renderConfig(options: RsyncDaemonOptions, folder: string): string {
  const modules = Object.entries(options.modules).map(([name, path]) => `[${name}]\npath = ${path}\n`);
  const names = ["uid = root", "gid = root", "numeric ids = yes"];
  const settings = [...names, "use chroot = yes", "read only = yes", "munge symlinks = no", "reverse lookup = no"];
  if (options.maxConnections !== undefined)
    settings.push(`max connections = ${options.maxConnections}`, `lock file = ${join(folder, "lock")}`);
  return `${settings.join("\n")}\nlog file = ${join(folder, "log")}\n\n${modules.join("\n")}`;
}

/** Passes connections on and breaks each after the given number of bytes. */
async function startBreaker(port: number, target: number, bytes: number): Promise<Server> {
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    let passed = 0;
    client.pipe(upstream);
    upstream.on("data", (data: Buffer) => {
      passed += data.length;
      client.write(data);
      if (passed > bytes) client.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  return server;
}

export class RsyncDaemon implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #breaker: Server | undefined;

  constructor(port: number, child: ChildProcess, folder: string, breaker: Server | undefined) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
    this.#breaker = breaker;
  }

  /** The address of a module's content for a guest. */
  url(module: string): string {
    return `rsync://10.0.2.2:${this.port}/${module}/`;
  }

  /** The address of a module's content for this machine. */
  localUrl(module: string): string {
    return `rsync://127.0.0.1:${this.port}/${module}/`;
  }

  async log(): Promise<string> {
    return await readFile(join(this.#folder, "log"), "utf8").catch(() => "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#breaker?.close();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = new Promise((done) => this.#child.once("exit", done));
      this.#child.kill("SIGTERM");
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Starts the daemon and waits until it answers. It ends with the calling process, whatever ends that. */
export async function startRsyncDaemon(options: RsyncDaemonOptions): Promise<RsyncDaemon> {
  const folder = await mkdtemp(join(tmpdir(), "bareon-rsync-"));
  const port = options.port ?? (await freePort());
  const inner = options.endAfterBytes === undefined ? port : await freePort();
  const config = join(folder, "rsyncd.conf");
  await writeFile(config, renderConfig(options, folder));
  const limit = options.kibPerSecond === undefined ? [] : [`--bwlimit=${options.kibPerSecond}`];
  const args = [
    "rsync",
    "--daemon",
    "--no-detach",
    "--address=127.0.0.1",
    `--port=${inner}`,
    `--config=${config}`,
    ...limit,
  ];
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...args], { stdio: "ignore" });
  await until(`the rsync daemon on port ${inner}`, 20, async () => {
    if (child.exitCode !== null)
      throw new Error(`the rsync daemon ended with ${child.exitCode}; is port ${inner} taken?`);
    return await answers(inner, "@RSYNCD", 2);
  });
  const breaker =
    options.endAfterBytes === undefined ? undefined : await startBreaker(port, inner, options.endAfterBytes);
  return new RsyncDaemon(port, child, folder, breaker);
}

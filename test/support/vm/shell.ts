/** Commands and files in a guest by ssh as root; starting and stopping the guest is the business of vm.ts. */
import { join } from "node:path";
import { execa } from "execa";
import { labKey } from "../systems/lab-key.ts";
import { answers } from "../servers/port.ts";
import type { VmLog } from "./vm-log.ts";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** False: any exit code is an answer. Otherwise one that is not 0 throws. */
  readonly check?: boolean;
  /** 120 if absent. */
  readonly timeoutSeconds?: number;
  readonly input?: string | Uint8Array;
  /** Standard error is also shown here as it comes. */
  readonly live?: boolean;
}

/** A command that goes on in the guest while the test does something else. */
export interface Started {
  /** Resolves when it ends, whatever its exit code; 255 if the guest went away. */
  readonly ended: Promise<Ran>;
}

export interface ShellOptions {
  readonly port: number;
  /** For the control socket; a short path. */
  readonly folder: string;
  readonly log: VmLog;
}

/** ssh's own exit code for "no connection". */
const noConnection = 255;

export class Shell {
  readonly #options: ShellOptions;
  readonly #running = new Set<string>();

  constructor(options: ShellOptions) {
    this.#options = options;
  }

  async #ssh(extra: readonly string[]): Promise<readonly string[]> {
    const { privateFile } = await labKey();
    const settings = {
      ControlPath: join(this.#options.folder, "ssh"),
      IdentitiesOnly: "yes",
      IdentityFile: privateFile,
      StrictHostKeyChecking: "no",
      UserKnownHostsFile: "/dev/null",
      LogLevel: "ERROR",
      ConnectTimeout: "60",
      ServerAliveInterval: "10",
      BatchMode: "yes",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    const program = ["--pdeathsig", "KILL", "--", "ssh", "-F", "none"];
    return [...program, ...options, "-p", String(this.#options.port), "-l", "root", ...extra, "127.0.0.1"];
  }

  /** A command for a person that opens a shell in the guest. */
  async login(): Promise<string> {
    const { privateFile } = await labKey();
    const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes"];
    return ["ssh", "-F none", `-i ${privateFile}`, ...options.map((one) => `-o ${one}`), `-p ${this.#options.port}`]
      .concat("root@127.0.0.1")
      .join(" ");
  }

  /**
   * True once a login works; every later command shares that connection. On a busy machine a guest takes many seconds to greet.
   * QEMU's network accepts a call for a guest that is not up yet, and repeats it after 6 s, then 12 and 24 more only: so the guest
   * is called anew when the log shows that it has come further.
   */
  async connect(): Promise<boolean> {
    const { port, log } = this.#options;
    const before = await log.progress();
    if (!(await answers(port, "SSH-", 20, async () => (await log.progress()) > before))) return false;
    await this.disconnect();
    // The shared connection lives in a process of its own, which ends with this one.
    const master = execa("setpriv", await this.#ssh(["-o", "ControlMaster=yes", "-N"]), {
      reject: false,
      stdio: "ignore",
    });
    let open = true;
    void master.then(() => (open = false));
    for (let attempt = 0; attempt < 300 && open; attempt += 1) {
      const check = await execa("setpriv", await this.#ssh(["-O", "check"]), { reject: false });
      if (check.exitCode === 0) return (await this.#once("true", { timeoutSeconds: 30 })).exitCode === 0;
      await new Promise((done) => setTimeout(done, 200));
    }
    master.kill();
    return false;
  }

  /** The commands that have not ended. */
  get running(): readonly string[] {
    return [...this.#running];
  }

  async disconnect(): Promise<void> {
    await execa("setpriv", await this.#ssh(["-O", "exit"]), { reject: false });
  }

  async #once(command: string, options: RunOptions): Promise<Ran> {
    const limit = options.timeoutSeconds ?? 120;
    const began = Date.now();
    this.#running.add(command);
    const result = await execa("setpriv", [...(await this.#ssh(["-o", "ControlMaster=no"])), command], {
      reject: false,
      timeout: limit * 1000,
      maxBuffer: 256 * 1024 * 1024,
      ...(options.live === true ? { stderr: ["pipe", "inherit"] as const } : {}),
      ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
    });
    this.#running.delete(command);
    const { stdout, stderr } = result;
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const output = `${stdout.slice(-20_000)}\n${stderr.slice(-20_000)}`;
    await this.#options.log.note(`${command}\n  exit ${result.exitCode} after ${seconds} s\n${output}`);
    if (result.timedOut) throw new Error(`in the guest: no end after ${limit} s: ${command}\n${output.slice(-4000)}`);
    return { exitCode: result.exitCode ?? noConnection, stdout, stderr };
  }

  /** Runs a shell command to its end. Trailing newlines of the output are cut. */
  async run(command: string, options: RunOptions = {}): Promise<Ran> {
    const ran = await this.#once(command, options);
    if (options.check !== false && ran.exitCode !== 0) {
      throw new Error(
        `in the guest: exit code ${ran.exitCode}: ${command}\n${ran.stdout.slice(-4000)}\n${ran.stderr.slice(-4000)}`,
      );
    }
    return ran;
  }

  start(command: string): Started {
    const ended = this.#once(command, { timeoutSeconds: 3600 });
    ended.catch(() => undefined);
    return { ended };
  }
}

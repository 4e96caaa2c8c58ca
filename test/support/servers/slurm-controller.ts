/** slurmctld with munge, in the tree of an image and namespaces of its own, on this machine's 127.0.0.1; guests reach it at 10.0.2.2. Needs root. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { type TreeFile, writeTree } from "../../../src/build/tree.ts";
import { logFolder } from "../files/paths.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { until } from "./port.ts";

/** The host name that its slurm.conf has to give it. */
export const controllerName = "ctl";

const path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

/** In a mount namespace: the tree with the files over it, which itself stays as it is. */
const enter = `
mount -t tmpfs tmpfs "$0"
mkdir "$0/upper" "$0/work" "$0/root"
mount -t overlay -o "lowerdir=$1:$2,upperdir=$0/upper,workdir=$0/work" overlay "$0/root"
cd "$0/root"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
mount -t tmpfs tmpfs run
mkdir -p run/munge var/lib/slurm-state
hostname ${controllerName}
exec chroot . env -i ${path} sh -euc '
chown munge:munge /run/munge
setpriv --reuid=munge --regid=munge --clear-groups munged
exec slurmctld -D -i
'
`;

export interface SlurmAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class SlurmController implements AsyncDisposable {
  readonly #folder: Scratch;
  readonly #child: ChildProcess;

  private constructor(folder: Scratch, child: ChildProcess) {
    this.#folder = folder;
    this.#child = child;
  }

  /** Of the tree of an image with Slurm; state is to be kept in /var/lib/slurm-state. What it says is in build/vm-logs/slurmctld.log. */
  static async start(tree: string, files: readonly TreeFile[]): Promise<SlurmController> {
    const folder = await scratchFolder();
    const [top, own] = [join(folder.path, "top"), join(folder.path, "files")];
    for (const name of [top, own, logFolder]) await mkdir(name, { recursive: true });
    await writeTree(own, files);
    const log = await open(join(logFolder, "slurmctld.log"), "w");
    const words = ["--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child=KILL", "sh", "-euc", enter, top, own];
    const child = spawn("setpriv", ["--pdeathsig=KILL", "--", "unshare", ...words, tree], {
      stdio: ["ignore", log.fd, log.fd],
    });
    await log.close();
    const controller = new SlurmController(folder, child);
    try {
      await until("slurmctld to answer (build/vm-logs/slurmctld.log)", 120, async () => {
        if (child.exitCode !== null) throw new Error("slurmctld has ended: see build/vm-logs/slurmctld.log");
        // Not everything is there yet.
        const answer = await controller.run(["scontrol", "ping"]).catch(() => undefined);
        return answer?.exitCode === 0;
      });
    } catch (error) {
      await controller[Symbol.asyncDispose]();
      throw error;
    }
    return controller;
  }

  /** The number of the first process inside, for this machine. */
  async #first(): Promise<string> {
    const pid = String(this.#child.pid);
    const [first = ""] = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).split(" ");
    if (first === "") throw new Error("slurmctld has ended; build/vm-logs/slurmctld.log says why");
    return first;
  }

  /** A command on the controller, as root; what it leaves running ends with the controller. */
  async run(words: readonly string[], limitSeconds = 60): Promise<SlurmAnswer> {
    const inside = ["--target", await this.#first(), "--mount", "--pid", "--uts", "--ipc", "--"];
    const root = join(this.#folder.path, "top/root");
    const options = { reject: false, stdin: "ignore", timeout: limitSeconds * 1000 } as const;
    const { exitCode, stdout, stderr, timedOut } = await execa(
      "nsenter",
      [...inside, "chroot", root, "env", "-i", path, ...words],
      options,
    );
    if (timedOut) throw new Error(`no end after ${limitSeconds} s: ${words.join(" ")}\n${stdout}\n${stderr}`);
    return { exitCode: exitCode ?? -1, stdout, stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = (): boolean => this.#child.exitCode === null && this.#child.signalCode === null;
    await this.run(["scontrol", "shutdown", "slurmctld"], 10).catch(() => undefined);
    await until("slurmctld to end", 20, () => !running()).catch(() => this.#child.kill("SIGKILL"));
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** Programs in namespaces of their own (network, processes, mounts), in a root filesystem that stays as it is; what they are is decided by the caller. */
import { type ChildProcess, spawn } from "node:child_process";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { execa } from "execa";
import { until } from "../servers/port.ts";

/**
 * Argument 1 is the root or "/", 2 a folder that is /var/lib/ironic there, 3 a file that is its /proc/cmdline, or nothing.
 * The root is mounted read-only, with a /run and a /tmp of its own. An agent that is told to switch off its machine must not reach
 * what would do that to this one: its systemd, and the kernel's sysrq; reboot(2) ends the process namespace alone.
 */
const enter = `set -e
root=$1 state=$2 cmdline=$3; shift 3
ip link set lo up
if [ "$root" = / ]; then
  mount -t proc proc /proc
  mount -t sysfs sysfs /sys
  mkdir -p /run/bareon
  for folder in /run/bareon /run/systemd /run/dbus; do [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"; done
  mount --bind /dev/null "$(command -v os-prober)"
else
  mount --bind -o ro -- "$root" "$root"
  mount --bind -- "$state" "$root/var/lib/ironic"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/tmp"
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount --rbind /dev "$root/dev"
fi
[ ! -e "$root/proc/sysrq-trigger" ] || mount --bind /dev/null "$root/proc/sysrq-trigger"
[ -z "$cmdline" ] || mount --bind -- "$cmdline" "$root/proc/cmdline"
[ "$root" = / ] || exec chroot "$root" "$@"
exec "$@"
`;

export interface SpaceOptions {
  /** This machine's own if absent, with a work directory of its own for the programs. */
  readonly root?: string;
  /** What is /var/lib/ironic in the root. */
  readonly state?: string;
  /** A file that is shown as /proc/cmdline. */
  readonly commandLine?: string;
  /** Takes what the program says. */
  readonly log: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program that runs; its disposal ends it and all that it started. */
export class Space implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #log: string;
  readonly #root: string;
  readonly #ended: Promise<void>;

  constructor(child: ChildProcess, { log, root = "/" }: SpaceOptions) {
    this.#child = child;
    this.#root = root;
    this.#log = log;
    this.#ended = new Promise((done) => child.once("exit", () => done()));
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The words before a command that runs in the network of this space, and otherwise in that of the caller. */
  get inNetwork(): readonly string[] {
    return ["nsenter", `--net=/proc/${this.pid}/ns/net`, "--"];
  }

  /** The words before a command that runs in the root filesystem as well. */
  get inRoot(): readonly string[] {
    const place = `/proc/${this.pid}/ns`;
    return ["nsenter", `--net=${place}/net`, `--mount=${place}/mnt`, "--", "chroot", this.#root];
  }

  /** The process of this machine that the network is named by. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async output(): Promise<string> {
    return await readFile(this.#log, "utf8");
  }

  /** Throws, with the end of what it said, once the program has ended. */
  async checkAlive(): Promise<void> {
    if (this.running) return;
    const how = this.#child.exitCode ?? this.#child.signalCode ?? "";
    throw new Error(`the program has ended (${how}):\n${(await this.output()).split("\n").slice(-30).join("\n")}`);
  }

  /** Waits for the program to end by itself. */
  async waitExit(limitSeconds: number): Promise<number | undefined> {
    await until("the end of the program", limitSeconds, () => !this.running);
    return this.#child.exitCode ?? undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.running) this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

async function started(child: ChildProcess, before: string): Promise<void> {
  const network = async (): Promise<string> =>
    (await execa("readlink", [`/proc/${child.pid ?? 0}/ns/net`], { reject: false })).stdout;
  await until("the namespaces", 20, async () => {
    const now = await network();
    return now !== "" && now !== before;
  });
}

/** Starts the program with namespaces of its own and no network but `lo`; it ends with the calling process. */
export async function startSpace(command: readonly string[], options: SpaceOptions): Promise<Space> {
  const { root = "/", state = "", commandLine = "", log, environment } = options;
  const { stdout: before } = await execa("readlink", ["/proc/self/ns/net"]);
  const output: FileHandle = await open(log, "a");
  try {
    const child = spawn(
      "setpriv",
      [
        ...["--pdeathsig", "KILL", "--", "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "--"],
        ...["sh", "-c", enter, "sh", root, state, commandLine, ...command],
      ],
      { stdio: ["ignore", output.fd, output.fd], env: { ...process.env, LC_ALL: "C.UTF-8", ...environment } },
    );
    const space = new Space(child, options);
    try {
      await started(child, before);
      return space;
    } catch (error) {
      await space[Symbol.asyncDispose]();
      throw error;
    }
  } finally {
    await output.close();
  }
}

export interface Cable {
  readonly space: Space;
  readonly name: string;
  readonly address: string;
  /** The kernel's choice if absent. */
  readonly mac?: string;
}

/** Lays an Ethernet cable between two spaces, with an address and a /24 at each end. */
export async function connectSpaces(one: Cable, other: Cable): Promise<void> {
  const end = ({ space, name, mac }: Cable): readonly string[] => [
    ...["name", name, ...(mac === undefined ? [] : ["address", mac])],
    ...["netns", String(space.pid)],
  ];
  await execa("ip", ["link", "add", ...end(one), "type", "veth", "peer", ...end(other)]);
  for (const { space, name, address } of [one, other]) {
    const [program = "", ...words] = space.inNetwork;
    await execa(program, [...words, "ip", "address", "add", `${address}/24`, "dev", name]);
    await execa(program, [...words, "ip", "link", "set", name, "up"]);
  }
}

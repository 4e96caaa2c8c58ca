/**
 * One virtual machine: starts QEMU, watches its serial line, and controls the guest by ssh; what is on its disks is the
 * business of the tests.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderCommand } from "../../../src/base/command.ts";
import { exists } from "../../../src/build/cache.ts";
import { diskArguments, type Disk } from "./disk.ts";
import { labFolderOf } from "../files/paths.ts";
import { connectSocket, freePort, until } from "../servers/port.ts";
import { explainGuest } from "./explain.ts";
import { Shell, type Ran, type RunOptions, type Started } from "./shell.ts";
import { firmwareArguments, type Uefi } from "./uefi.ts";
import { type Keepable, currentKeeper } from "./keeper.ts";
import { type Kind, machines } from "./machines.ts";
import { type NetworkOptions, networkArguments } from "./network.ts";
import { VmLog } from "./vm-log.ts";

/** What the machine boots: the lab's ramdisk, the first of its disks that boots, or a kernel among this machine's files. */
export type BootSource =
  | "ramdisk"
  | "disk"
  | { readonly kernel: string; readonly initrd?: string; readonly append: string };

export interface VmOptions {
  /** Names the log folder, build/vm-logs/NAME. */
  readonly name: string;
  readonly disks: readonly Disk[];
  readonly boot: BootSource;
  /** UEFI with these variables, of a machine of its kind; a PC with SeaBIOS if absent. */
  readonly uefi?: Uefi;
  /** 1024 if absent. */
  readonly memoryMiB?: number;
  /** More of its network card; a machine that boots from the network boots from "disk" if that offers nothing. */
  readonly network?: NetworkOptions;
  /** More of the kernel command line, for the ramdisk. */
  readonly append?: string;
  /** Honour the guest's flushes: for tests that cut the power and go on with the same disks. */
  readonly durable?: boolean;
  /** The firmware tries to boot the disks in their order, whatever its own variables say, as SeaBIOS does anyway. */
  readonly ordered?: boolean;
  /** More arguments for QEMU. */
  readonly devices?: readonly string[];
  /** A kernel panic is what the test wants to see. */
  readonly mayPanic?: boolean;
}

/** Guests hang under KVM. One CPU, as tests run two machines at a time, and a second one costs a sixth more of this machine's time. */
const acceleration = ["-accel", "tcg,thread=multi", "-smp", "1"];

async function bootArguments(boot: BootSource, kind: Kind, append: string): Promise<readonly string[]> {
  if (boot === "disk") return [];
  if (boot !== "ramdisk") {
    return [
      "-kernel",
      boot.kernel,
      ...(boot.initrd === undefined ? [] : ["-initrd", boot.initrd]),
      "-append",
      boot.append,
    ];
  }
  const folder = labFolderOf(kind);
  const initrd = join(folder, "initrd.img");
  if (!(await exists(initrd)))
    throw new Error(`${initrd} is not there: run "node test/support/setup/prepare.ts" first`);
  return [
    "-kernel",
    join(folder, "vmlinuz"),
    "-initrd",
    initrd,
    "-append",
    `console=tty0 console=${machines[kind].console} ${append}`.trim(),
  ];
}

/** Where a machine that may be kept can be reached besides ssh. */
interface Access {
  readonly monitorPort: number | undefined;
}

/**
 * A running machine; its disposal cuts the power, at the end of the test file if machines are kept (keeper.ts). What waits
 * for the guest fails at once when its kernel is lost or QEMU ends.
 */
export class Vm implements AsyncDisposable, Keepable {
  readonly kind = "machine";
  readonly #options: VmOptions;
  readonly #qemu: ChildProcess;
  readonly #log: VmLog;
  readonly #shell: Shell;
  readonly #folder: string;
  readonly #port: number;
  readonly #access: Access;
  readonly #exited: Promise<void>;
  #console: Socket | undefined;

  constructor(
    options: VmOptions,
    qemu: ChildProcess,
    log: VmLog,
    { port, folder, ...access }: { readonly port: number; readonly folder: string } & Access,
  ) {
    this.#options = options;
    this.#qemu = qemu;
    this.#log = log;
    this.#folder = folder;
    this.#port = port;
    this.#shell = new Shell({ port, folder, log });
    this.#access = access;
    this.#exited = new Promise((done) => qemu.once("exit", () => done()));
  }

  /** Whether its power is on. */
  get isOn(): boolean {
    return this.#running();
  }

  #running(): boolean {
    return this.#qemu.exitCode === null && this.#qemu.signalCode === null;
  }

  /** Throws if nothing can be expected of the guest any more. */
  async #checkAlive(): Promise<void> {
    const { name, mayPanic } = this.#options;
    const line = mayPanic === true ? undefined : await this.#log.lostLine();
    if (line !== undefined)
      throw new Error(`${name}: the guest's kernel is lost: ${line.trim()} (${this.#log.serialPath})`);
    if (this.#running()) return;
    const how = this.#qemu.exitCode ?? this.#qemu.signalCode ?? "";
    const complaints = await this.#log.complaints();
    throw new Error(`${name}: QEMU has ended (${how}): ${complaints} (${this.#log.serialPath})`);
  }

  /** The answer of `work`, or the error that makes waiting for it pointless. */
  async #watched<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const trouble = new Promise<never>((_, fail) => {
      timer = setInterval(() => void this.#checkAlive().catch(fail), 1000);
    });
    try {
      return await Promise.race([work, trouble]);
    } finally {
      clearInterval(timer);
      work.catch(() => undefined);
    }
  }

  /** Polls until the condition holds; the error of the limit says with what the serial line ends. */
  async #waitFor(what: string, limitSeconds: number, condition: () => Promise<boolean> | boolean): Promise<void> {
    try {
      await until(what, limitSeconds, async () => {
        // What was waited for may be the last thing that a machine does.
        if (await condition()) return true;
        await this.#checkAlive();
        return false;
      });
    } catch (error) {
      const tail = (await this.serial()).split("\n").slice(-30).join("\n");
      throw new Error(`${this.#options.name}: ${String(error)}\nIts serial line ends with:\n${tail}`, { cause: error });
    }
  }

  /** Waits for a login by ssh to work. */
  async ready(limitSeconds = 600): Promise<void> {
    await this.#waitFor(`a login (${this.#log.serialPath})`, limitSeconds, async () => await this.#shell.connect());
  }

  /** Where ssh is, on 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  /** Runs a shell command as root to its end; an exit code that is not 0 throws unless `check` is false. */
  async run(command: string, options?: RunOptions): Promise<Ran> {
    return await this.#watched(this.#shell.run(command, options));
  }

  /** Starts a shell command that goes on while the test does something else. */
  start(command: string): Started {
    return this.#shell.start(command);
  }

  /** Writes a file in the guest, its folder included. */
  async put(path: string, content: string | Uint8Array): Promise<void> {
    await this.run(`mkdir -p -- "$(dirname -- '${path}')" && cat > '${path}'`, { input: content });
  }

  /** The text of a file in the guest, without trailing newlines. */
  async read(path: string): Promise<string> {
    return (await this.run(`cat -- '${path}'`)).stdout;
  }

  /** All text of the serial line so far. */
  async serial(): Promise<string> {
    return await this.#log.serial();
  }

  /** How often the BIOS has come so far as to look for what boots (INT 19h). */
  async firmwareBoots(): Promise<number> {
    return (await this.#log.firmware()).split("enter handle_19:").length - 1;
  }

  /** Waits for the firmware to give up: nothing on the disks boots. */
  async findsNothingToBoot(limitSeconds = 60): Promise<void> {
    await this.#waitFor(`nothing to be found to boot (${this.#log.firmwarePath})`, limitSeconds, async () =>
      (await this.#log.firmware()).includes("No bootable device"),
    );
  }

  /** Waits for a text on the serial line. */
  async said(text: string | RegExp, limitSeconds = 180): Promise<void> {
    await this.#waitFor(`${String(text)} (${this.#log.serialPath})`, limitSeconds, async () => {
      const serial = await this.serial();
      return typeof text === "string" ? serial.includes(text) : text.test(serial);
    });
  }

  /** Reboots the guest in an orderly way, or by a command of its own, and waits for a login on what booted then. */
  async reboot(limitSeconds = 480, command = "systemctl reboot || reboot || reboot -f"): Promise<void> {
    const before = await this.read("/proc/sys/kernel/random/boot_id");
    await this.run(command, { check: false });
    await this.#waitFor(`the reboot (${this.#log.serialPath})`, limitSeconds, async () => {
      if (!(await this.#shell.connect())) return false;
      const now = await this.#shell.run("cat /proc/sys/kernel/random/boot_id", { check: false, timeoutSeconds: 30 });
      return now.exitCode === 0 && now.stdout !== before;
    });
  }

  /** Shuts the guest down in an orderly way and waits for the machine to be off. */
  async powerOff(limitSeconds = 90): Promise<void> {
    if (!this.#running()) return;
    await this.#shell.run("systemctl poweroff || poweroff || poweroff -f", { check: false });
    await this.waitExit(limitSeconds);
  }

  /** Waits for the guest to switch the machine off. */
  async waitExit(limitSeconds = 90): Promise<void> {
    await until(`${this.#options.name} to be off (${this.#log.serialPath})`, limitSeconds, () => !this.#running());
  }

  /** The plug is pulled: nothing in the guest gets to run any more. */
  async cutPower(): Promise<void> {
    if (this.#running()) this.#qemu.kill("SIGKILL");
    await this.#exited;
  }

  /** Types a text on the serial line. */
  async type(text: string): Promise<void> {
    // What the guest says is in the log; a socket that is not read would halt it.
    this.#console ??= (await connectSocket(consoleSocket(this.#folder))).resume();
    this.#console.write(text);
  }

  async end(): Promise<void> {
    this.#console?.destroy();
    await this.#shell.disconnect();
    await this.cutPower();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async describe(): Promise<string> {
    const { name, disks } = this.#options;
    const running = this.#running();
    const ways = [
      ["enter it:", await this.#shell.login()],
      ["monitor:", `curl -N telnet://127.0.0.1:${this.#access.monitorPort ?? ""}`],
    ];
    const lines = [
      ...(running ? ways : []),
      ["serial log:", this.#log.serialPath],
      ["commands:", `${this.#log.commandsPath} (QEMU's own is the first)`],
      ...disks.map(({ path }) => ["disk:", path]),
      ...(running ? [["end it:", `kill -KILL ${this.#qemu.pid ?? ""}; rm -r ${this.#folder}`]] : []),
    ];
    return [
      `Machine ${name}, ${running ? "running" : "off"}`,
      ...lines.map(([what = "", text = ""]) => `  ${what.padEnd(12)}${text}`),
    ].join("\n");
  }

  /** What the guest does at this moment; undefined if it is off. */
  async explain(): Promise<string | undefined> {
    if (!this.#running()) return undefined;
    return `${this.#options.name} still runs\n${await explainGuest(this.#shell, await this.serial())}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const keeper = currentKeeper();
    await (keeper === undefined ? this.end() : keeper.dispose(this));
  }
}

/** The other end of the serial line: a socket for who types there, beside the file that has all that was said. */
const consoleSocket = (folder: string): string => join(folder, "console");

function serialDevice(folder: string, serialPath: string): string {
  return `socket,id=serial,path=${consoleSocket(folder)},server=on,wait=off,logfile=${serialPath}`;
}

/** Switches a machine on and returns at once; `ready` waits for it. The machine ends with the calling process, whatever ends that, unless machines are kept. */
export async function startVm(options: VmOptions): Promise<Vm> {
  const keeper = currentKeeper();
  const kept = keeper?.keeps === true;
  await keeper?.goOn();
  const log = await VmLog.open(options.name);
  const port = await freePort();
  const monitorPort = kept ? await freePort() : undefined;
  const kind = options.uefi?.kind ?? "amd64";
  const { emulator, processor, devices } = machines[kind];
  const boot = await bootArguments(options.boot, kind, options.append ?? "");
  const folder = await mkdtemp(join(tmpdir(), "bareon-vm-"));
  const monitor = monitorPort === undefined ? "none" : `tcp:127.0.0.1:${monitorPort},server=on,wait=off`;
  const args = [
    ...firmwareArguments(options.uefi),
    ...acceleration,
    ...["-cpu", processor],
    ...["-name", options.name, "-m", String(options.memoryMiB ?? 1024)],
    ...["-nodefaults", "-display", "none", "-monitor", monitor],
    ...["-chardev", serialDevice(folder, log.serialPath), "-serial", "chardev:serial"],
    ...devices(log.firmwarePath),
    ...networkArguments(port, options.network ?? {}),
    ...["-device", "virtio-rng-pci"],
    ...diskArguments(options.disks, {
      durable: options.durable === true,
      ordered: options.ordered ?? options.uefi === undefined,
    }),
    ...(options.devices ?? []),
    ...boot,
  ];
  await log.note(renderCommand({ program: emulator, args }));
  const command = [...(options.network?.tap?.inNetwork ?? []), emulator, ...args];
  const vm = new Vm(options, await startEmulator(command, log, kept), log, { port, folder, monitorPort });
  keeper?.add(vm);
  return vm;
}

/** QEMU ends with this process, or `outlives` it. */
async function startEmulator(command: readonly string[], log: VmLog, outlives: boolean): Promise<ChildProcess> {
  const complaints = await open(log.emulatorPath, "a");
  try {
    const stdio = ["ignore", "ignore", complaints.fd] as const;
    if (!outlives) return spawn("setpriv", ["--pdeathsig", "KILL", "--", ...command], { stdio: [...stdio] });
    const [program = "", ...words] = command;
    const qemu = spawn(program, words, { stdio: [...stdio], detached: true });
    qemu.unref();
    return qemu;
  } finally {
    await complaints.close();
  }
}

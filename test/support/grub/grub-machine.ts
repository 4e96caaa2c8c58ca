/** A PC that boots the same disk over and over, by reset, while its files are changed from outside: many GRUB boots with one QEMU. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { connectSocket } from "../servers/port.ts";

/** What the talking kernel said of its command line. */
export interface GrubReport {
  readonly entry: number;
  /** Which of its attempts, from 1 on. */
  readonly attempt: number;
  readonly reason: string;
  readonly left: number;
  readonly panic: boolean;
}

export interface GrubMachineOptions {
  /** A raw image, which GRUB writes to. */
  readonly disk: string;
  /** GRUB can only read it. */
  readonly readOnly?: boolean;
  /** Of QEMU's control socket. */
  readonly socket: string;
}

const report =
  /(?:bareon\.attempt=(?<attempt>\d) )?bareon\.entry=(?<entry>\d+) bareon\.reason=(?<reason>\w+) bareon\.left=(?<left>\d)(?<panic> panic=30)?\|/u;

export class GrubMachine implements AsyncDisposable {
  readonly #qemu: ChildProcessWithoutNullStreams;
  readonly #control: Socket;
  #output = "";
  #changed: () => void = () => undefined;
  #booted = false;

  private constructor(qemu: ChildProcessWithoutNullStreams, control: Socket) {
    this.#qemu = qemu;
    this.#control = control;
    control.resume();
    qemu.stdout.on("data", (chunk: Buffer) => {
      this.#output += chunk.toString("latin1");
      this.#changed();
    });
  }

  static async start({ disk, readOnly = false, socket }: GrubMachineOptions): Promise<GrubMachine> {
    const drive = `file=${disk},format=raw,if=virtio,cache=unsafe,file.locking=off${readOnly ? ",readonly=on" : ""}`;
    const qemu = spawn("setpriv", [
      "--pdeathsig",
      "KILL",
      "--",
      "qemu-system-x86_64",
      "-accel",
      "tcg",
      "-m",
      "64",
      "-nodefaults",
      "-display",
      "none",
      "-vga",
      "none",
      "-S",
      "-drive",
      drive,
      "-serial",
      "stdio",
      "-qmp",
      `unix:${socket},server=on,wait=off`,
    ]);
    const control = await connectSocket(socket);
    control.write('{"execute":"qmp_capabilities"}\n');
    return new GrubMachine(qemu, control);
  }

  /** Switches on, or resets, and waits for the kernel's report. Throws with the serial line's text where none comes. */
  async boot(limit = 60_000): Promise<GrubReport> {
    this.restart();
    return await this.report(limit);
  }

  /** Switches on, or resets. */
  restart(): void {
    this.#output = "";
    this.#control.write(`{"execute":"${this.#booted ? "system_reset" : "cont"}"}\n`);
    this.#booted = true;
  }

  /** Waits for the kernel's report. */
  async report(limit = 60_000): Promise<GrubReport> {
    const groups = await this.see(report, limit);
    return {
      entry: Number(groups["entry"]),
      attempt: Number(groups["attempt"] ?? 1),
      reason: groups["reason"] ?? "",
      left: Number(groups["left"]),
      panic: groups["panic"] !== undefined,
    };
  }

  /** Waits until the serial line says this, since the machine was started; returns the named groups. */
  async see(pattern: RegExp, limit = 60_000): Promise<Readonly<Record<string, string | undefined>>> {
    const end = Date.now() + limit;
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match !== null) return match.groups ?? {};
      if (Date.now() > end || this.#qemu.exitCode !== null)
        throw new Error(`${String(pattern)} was not seen: ${JSON.stringify(this.#output.slice(-20000))}`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
        void setTimeout(1000).then(resolve);
      });
    }
  }

  /** Presses keys of the keyboard, by QEMU's names, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const data of keys) {
      const key = { execute: "send-key", arguments: { keys: [{ type: "qcode", data }] } };
      this.#control.write(`${JSON.stringify(key)}\n`);
      await setTimeout(300);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = this.#qemu.exitCode === null ? once(this.#qemu, "exit") : undefined;
    this.#control.destroy();
    this.#qemu.kill("SIGKILL");
    await exited;
  }
}

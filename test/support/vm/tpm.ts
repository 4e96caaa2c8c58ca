/** A TPM 2.0 for virtual machines: swtpm, whose state outlives the machines that have it one after the other. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../../src/build/cache.ts";
import { until } from "../servers/port.ts";

export class Tpm implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #socket: string;

  private constructor(process: ChildProcess, socket: string) {
    this.#process = process;
    this.#socket = socket;
  }

  /** With the state in the folder, which is a new one if that has none. */
  static async start(folder: string): Promise<Tpm> {
    const [state, socket] = [join(folder, "tpm"), join(folder, "tpm.socket")];
    await mkdir(state, { recursive: true });
    const args = ["socket", "--tpm2", "--tpmstate", `dir=${state}`, "--ctrl", `type=unixio,path=${socket}`];
    const process = spawn("setpriv", ["--pdeathsig", "KILL", "--", "swtpm", ...args], { stdio: "inherit" });
    await until("swtpm to listen", 30, async () => await exists(socket));
    return new Tpm(process, socket);
  }

  /** Arguments for QEMU; one machine at a time. */
  get devices(): string[] {
    return [
      ...["-chardev", `socket,id=tpm,path=${this.#socket}`],
      ...["-tpmdev", "emulator,id=tpm0,chardev=tpm", "-device", "tpm-tis,tpmdev=tpm0"],
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGKILL");
    await ended;
  }
}

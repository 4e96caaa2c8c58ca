/** A TPM 2.0 for virtual machines: swtpm, whose state outlives the machines that have it one after the other. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../../src/build/cache.ts";
import { until } from "../servers/port.ts";

export class Tpm implements AsyncDisposable {
  readonly #state: string;
  readonly #socket: string;
  #process: ChildProcess | undefined;

  /** With the state in the folder, which is a new one if that has none. */
  constructor(folder: string) {
    [this.#state, this.#socket] = [join(folder, "tpm"), join(folder, "tpm.socket")];
  }

  /** Arguments for QEMU; for one machine at a time, since QEMU ends swtpm when it ends itself. */
  async devices(): Promise<string[]> {
    await this.#stop();
    await mkdir(this.#state, { recursive: true });
    const args = ["socket", "--tpm2", "--tpmstate", `dir=${this.#state}`, "--ctrl", `type=unixio,path=${this.#socket}`];
    this.#process = spawn("setpriv", ["--pdeathsig", "KILL", "--", "swtpm", ...args], { stdio: "inherit" });
    await until("swtpm to listen", 30, async () => await exists(this.#socket));
    return [
      ...["-chardev", `socket,id=tpm,path=${this.#socket}`],
      ...["-tpmdev", "emulator,id=tpm0,chardev=tpm", "-device", "tpm-tis,tpmdev=tpm0"],
    ];
  }

  async #stop(): Promise<void> {
    const process = this.#process;
    if (process !== undefined && process.exitCode === null && process.signalCode === null) {
      const ended = new Promise((done) => process.once("exit", done));
      process.kill("SIGKILL");
      await ended;
    }
    await rm(this.#socket, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }
}

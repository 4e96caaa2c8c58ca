/** A virtual machine whose power is switched by a BMC; it boots from the network or its disks, as the BMC was told. */
import { startVm, type Vm, type VmOptions } from "../vm/vm.ts";
import type { BootDevice, Chassis } from "./bmc.ts";
import { agentPort, type Ironic } from "./ironic.ts";

/** The hardware address that QEMU has for the first card of a machine. */
export const firstMac = "52:54:00:12:34:56";

export interface ManagedVmOptions extends Pick<VmOptions, "name" | "disks" | "memoryMiB" | "uefi"> {
  readonly ironic: Ironic;
  /** The port of 127.0.0.1 at which the agent in it is reached. */
  readonly agentPort: number;
}

export class ManagedVm implements Chassis, AsyncDisposable {
  readonly #options: ManagedVmOptions;
  #vm: Vm | undefined;
  #starts: readonly BootDevice[] = [];

  constructor(options: ManagedVmOptions) {
    this.#options = options;
  }

  /** From what it was told to boot at each time that it was switched on. */
  get starts(): readonly BootDevice[] {
    return this.#starts;
  }

  /** The machine as it is running now. Throws if it is off. */
  get vm(): Vm {
    if (this.#vm?.isOn !== true) throw new Error(`${this.#options.name} is off`);
    return this.#vm;
  }

  isOn(): boolean {
    return this.#vm?.isOn === true;
  }

  async switchOn(device: BootDevice): Promise<void> {
    if (this.isOn()) return;
    await this.switchOff();
    const { ironic, agentPort: port, name, ...options } = this.#options;
    this.#starts = [...this.#starts, device];
    this.#vm = await startVm({
      ...options,
      name: `${name}-${device}`,
      boot: "disk",
      durable: true,
      network: {
        forwards: [[agentPort, port]],
        ...(device === "network" ? { bootFile: ironic.bootFile } : {}),
      },
    });
  }

  async switchOff(): Promise<void> {
    const vm = this.#vm;
    this.#vm = undefined;
    await vm?.cutPower();
    await vm?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.switchOff();
  }
}

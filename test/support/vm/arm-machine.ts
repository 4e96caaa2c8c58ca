/** A machine of 64-bit ARM under QEMU with UEFI, which runs until its program or its firmware switches it off. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

export interface ArmMachineOptions {
  /** Takes the firmware's variables. */
  readonly folder: string;
  /** What is attached to it: more arguments for QEMU. */
  readonly devices: readonly string[];
  readonly memoryMiB?: number;
  readonly limitSeconds?: number;
  /** Secure Boot is on, with Microsoft's keys. */
  readonly secure?: boolean;
}

/** All that it said on its serial line; if it is still running at the limit, up to then. */
export async function runArmMachine(options: ArmMachineOptions): Promise<string> {
  const { folder, devices, memoryMiB = 512, limitSeconds = 90, secure = false } = options;
  const variables = join(folder, "variables.fd");
  await copyFile(`/usr/share/AAVMF/AAVMF_VARS${secure ? ".ms" : ""}.fd`, variables);
  const firmware = `if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/AAVMF/AAVMF_CODE${secure ? ".ms" : ""}.fd`;
  const { stdout } = await execa(
    "qemu-system-aarch64",
    [
      ...["-machine", "virt", "-cpu", "cortex-a57", "-accel", "tcg", "-m", String(memoryMiB)],
      ...["-nodefaults", "-no-reboot", "-display", "none", "-serial", "stdio"],
      ...["-drive", firmware, "-drive", `if=pflash,unit=1,format=raw,file=${variables}`],
      ...devices,
    ],
    { reject: false, timeout: limitSeconds * 1000, stdin: "ignore" },
  );
  return stdout;
}

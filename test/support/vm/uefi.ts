/** UEFI for virtual machines: OVMF's code, shared and read-only, and each machine's own variables, which outlive it. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

const firmwareFolder = "/usr/share/OVMF";

export interface Uefi {
  /** The file with the firmware's variables. */
  readonly variables: string;
  /** Secure Boot is on, with Microsoft's keys. */
  readonly secure: boolean;
}

/** The variables of a machine that was never switched on. */
export async function createUefi(directory: string, secure = false): Promise<Uefi> {
  const uefi = { variables: join(directory, secure ? "variables-secure.fd" : "variables.fd"), secure };
  await emptyVariables(uefi);
  return uefi;
}

/** What a machine knows after its battery was empty. The machine must be off. */
export async function emptyVariables({ variables, secure }: Uefi): Promise<void> {
  await rm(variables, { force: true });
  await copyFile(join(firmwareFolder, secure ? "OVMF_VARS_4M.ms.fd" : "OVMF_VARS_4M.fd"), variables);
}

/** Copies files onto an EFI system partition, without a mount: this machine's kernel has no FAT. */
export async function fillEsp(
  device: string,
  files: readonly { readonly path: string; readonly content: Uint8Array }[],
): Promise<void> {
  for (const { path, content } of files) {
    const parts = path.split("/");
    for (let depth = 1; depth < parts.length; depth += 1)
      await execa("mmd", ["-i", device, "-D", "s", `::/${parts.slice(0, depth).join("/")}`], { reject: false });
    await execa("mcopy", ["-i", device, "-D", "o", "-", `::/${path}`], { input: content });
  }
}

/** The machine and its firmware; SeaBIOS comes with QEMU. */
export function firmwareArguments(uefi: Uefi | undefined): readonly string[] {
  if (uefi === undefined) return ["-machine", "pc"];
  const { variables, secure } = uefi;
  const code = join(firmwareFolder, secure ? "OVMF_CODE_4M.ms.fd" : "OVMF_CODE_4M.fd");
  return [
    // Without the HPET: emulated on a busy machine it loses interrupts, after which a guest's timers stand still.
    ...["-machine", secure ? "q35,smm=on" : "q35", "-no-hpet"],
    // The variables are written through code that the system cannot reach (SMM), or Secure Boot would be for nothing.
    ...(secure ? ["-global", "driver=cfi.pflash01,property=secure,value=on"] : []),
    ...["-drive", `if=pflash,unit=0,format=raw,readonly=on,file=${code}`],
    ...["-drive", `if=pflash,unit=1,format=raw,file=${variables.replaceAll(",", ",,")}`],
  ];
}

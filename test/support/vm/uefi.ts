/** UEFI for virtual machines: its code, shared and read-only, and each machine's own variables, which outlive it. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { type Kind, machines } from "./machines.ts";

export interface Uefi {
  readonly kind: Kind;
  /** The file with the firmware's variables. */
  readonly variables: string;
  /** Secure Boot is on, with Microsoft's keys. */
  readonly secure: boolean;
}

/** The variables of a machine that was never switched on. */
export async function createUefi(directory: string, secure = false, kind: Kind = "amd64"): Promise<Uefi> {
  const uefi = { kind, variables: join(directory, secure ? "variables-secure.fd" : "variables.fd"), secure };
  await emptyVariables(uefi);
  return uefi;
}

/** What a machine knows after its battery was empty. The machine must be off. */
export async function emptyVariables({ kind, variables, secure }: Uefi): Promise<void> {
  await rm(variables, { force: true });
  await copyFile(machines[kind][secure ? "secure" : "uefi"].variables, variables);
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

/** The machine and its firmware: a PC with SeaBIOS, which comes with QEMU, if absent. */
export function firmwareArguments(uefi: Uefi | undefined): readonly string[] {
  if (uefi === undefined) return ["-machine", "pc"];
  const { kind, variables, secure } = uefi;
  const { code, machine } = machines[kind][secure ? "secure" : "uefi"];
  return [
    ...machine,
    ...["-drive", `if=pflash,unit=0,format=raw,readonly=on,file=${code}`],
    ...["-drive", `if=pflash,unit=1,format=raw,file=${variables.replaceAll(",", ",,")}`],
  ];
}

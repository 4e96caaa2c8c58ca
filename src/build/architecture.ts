/** The architectures for which there are executables, packages and ramdisks, by the names that others have for them. */
import { join } from "node:path";

export interface Architecture {
  /** As Debian calls it. */
  readonly deb: "amd64" | "arm64";
  /** As rpm, uname(1), GNU and QEMU call it. */
  readonly rpm: "x86_64" | "aarch64";
  /** As Node calls it. */
  readonly node: "x64" | "arm64";
  /** In an executable's header (elf(5), e_machine). */
  readonly machine: number;
  /** The serial line that such machines mostly have, as the kernel calls it. */
  readonly serial: "ttyS0" | "ttyAMA0";
}

export const architectures: readonly Architecture[] = [
  { deb: "amd64", rpm: "x86_64", node: "x64", machine: 62, serial: "ttyS0" },
  { deb: "arm64", rpm: "aarch64", node: "arm64", machine: 183, serial: "ttyAMA0" },
];

/** By any of its names; this machine's if none is asked for. Throws for one that nothing is built for. */
export function findArchitecture(name: string = process.arch): Architecture {
  const found = architectures.find(({ deb, rpm, node }) => [deb, rpm, node].some((one) => one === name));
  if (found !== undefined) return found;
  const known = architectures.map(({ deb }) => deb).join(" and ");
  throw new Error(`Nothing is built for the architecture "${name}": known are ${known}`);
}

/** Whether this machine runs its programs by an emulator alone. */
export function isForeign({ node }: Architecture): boolean {
  return node !== process.arch;
}

/** In a folder of what is built for this machine: where things for that architecture are. */
export function architectureFolder(folder: string, architecture: Architecture | undefined): string {
  return architecture === undefined || !isForeign(architecture) ? folder : join(folder, architecture.deb);
}

/** The name by which a kernel knows what it runs on (uname(1), -m). */
export type Machine = Architecture["rpm"];

/** Kernel arguments for the screen and the serial line. The last is where what is not the kernel's goes. */
export function consoleArguments(machine: Machine): string {
  return `console=tty0 console=${findArchitecture(machine).serial},115200`;
}

/** The kinds of virtual machines as data: by which program QEMU emulates each, with which processor, firmware and devices, and where its kernel talks. */

export type Kind = "amd64" | "arm64";

interface Firmware {
  readonly code: string;
  /** Those of a machine that was never switched on. */
  readonly variables: string;
  /** More arguments of the machine. */
  readonly machine: readonly string[];
}

export interface Machine {
  readonly emulator: string;
  readonly processor: string;
  /** UEFI in its own memory, and with Secure Boot on and Microsoft's keys. */
  readonly uefi: Firmware;
  readonly secure: Firmware;
  /** Devices that the other kind does not have; the firmware's own log goes to that file. */
  readonly devices: (firmwareLog: string) => readonly string[];
  /** The serial line in the words of a kernel's command line. */
  readonly console: string;
}

/**
 * Measured: Debian 13 oopses on the default CPU under emulation, not without cx16; with svm, KVM modules load in vain. An Atom of
 * 2008 does not speculate, so Linux takes no measures, which cost the more under emulation, and trusts its time stamp counter; with
 * rdrand it has random numbers from the start.
 */
const atom = "qemu64,-cx16,-svm,+rdrand,vendor=GenuineIntel,family=6,model=28,stepping=10";

const ovmf = "/usr/share/OVMF/OVMF";
const aavmf = "/usr/share/AAVMF/AAVMF";
/** Without the HPET: emulated on a busy machine it loses interrupts, after which a guest's timers stand still. */
const q35 = (options: string): readonly string[] => ["-machine", `q35${options}`, "-no-hpet"];

export const machines: Readonly<Record<Kind, Machine>> = {
  amd64: {
    emulator: "qemu-system-x86_64",
    processor: atom,
    uefi: { code: `${ovmf}_CODE_4M.fd`, variables: `${ovmf}_VARS_4M.fd`, machine: q35("") },
    secure: {
      code: `${ovmf}_CODE_4M.ms.fd`,
      variables: `${ovmf}_VARS_4M.ms.fd`,
      // The variables are written through code that the system cannot reach (SMM), or Secure Boot would be for nothing.
      machine: [...q35(",smm=on"), "-global", "driver=cfi.pflash01,property=secure,value=on"],
    },
    devices: (firmwareLog) => [
      ...["-vga", "std", "-chardev", `file,id=firmware,path=${firmwareLog}`],
      ...["-device", "isa-debugcon,iobase=0x402,chardev=firmware"],
    ],
    console: "ttyS0,115200",
  },
  arm64: {
    emulator: "qemu-system-aarch64",
    // A newer one authenticates pointers, for which emulation has no fast way.
    processor: "cortex-a57",
    uefi: { code: `${aavmf}_CODE.fd`, variables: `${aavmf}_VARS.fd`, machine: ["-machine", "virt"] },
    secure: { code: `${aavmf}_CODE.ms.fd`, variables: `${aavmf}_VARS.ms.fd`, machine: ["-machine", "virt"] },
    // The firmware says what it has to say on the serial line.
    devices: () => [],
    console: "ttyAMA0",
  },
};

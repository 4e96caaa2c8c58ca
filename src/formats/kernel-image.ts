/** Whether a file is a Linux kernel that GRUB loads, by its first bytes: a name proves nothing, and a crash leaves zeros behind a right name. */

/** Bytes from the start of a file in which a kernel can be told, its version included: the setup code of an x86 kernel ends here. */
export const kernelHead = 33 * 1024;

export interface KernelImage {
  /** What `uname -r` will print; null if the file does not say. */
  readonly release: string | null;
}

const unknown: KernelImage = { release: null };

function hasText(head: Uint8Array, offset: number, text: string): boolean {
  return new TextDecoder("latin1").decode(head.subarray(offset, offset + text.length)) === text;
}

/** Reads a number that lies within the head; 0 for one beyond it. */
function numberAt(head: Uint8Array, offset: number, bytes: 2 | 4): number {
  if (offset < 0 || offset + bytes > head.length) return 0;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return bytes === 2 ? view.getUint16(offset, true) : view.getUint32(offset, true);
}

/** The first word of the version text (Linux, Documentation/arch/x86/boot.rst, "kernel_version"). */
function readRelease(head: Uint8Array): string | null {
  const offset = numberAt(head, 0x20e, 2);
  if (offset === 0) return null;
  const text = new TextDecoder("latin1").decode(head.subarray(0x200 + offset, 0x200 + offset + 128));
  return /^(?<release>\d[\w.+~-]*)[ \0]/u.exec(text)?.groups?.["release"] ?? null;
}

function readX86(head: Uint8Array): KernelImage | undefined {
  if (!hasText(head, 0x202, "HdrS") || numberAt(head, 0x1fe, 2) !== 0xaa55) return undefined;
  return { release: readRelease(head) };
}

/** Of x86 GRUB loads no ELF file and no PE file as a kernel: the first is for debuggers, and a unified one is a program of UEFI. */
const x86Machines = { elf: [3, 62], pe: [0x14c, 0x8664] } as const;

function readElf(head: Uint8Array): KernelImage | undefined {
  if (!hasText(head, 0, "\x7fELF")) return undefined;
  const isBigEndian = head[5] === 2;
  const machine = isBigEndian ? ((head[18] ?? 0) << 8) | (head[19] ?? 0) : numberAt(head, 18, 2);
  return x86Machines.elf.some((number) => number === machine) ? undefined : unknown;
}

function readPe(head: Uint8Array): KernelImage | undefined {
  const header = numberAt(head, 0x3c, 4);
  if (!hasText(head, 0, "MZ") || !hasText(head, header, "PE\0\0")) return undefined;
  const machine = numberAt(head, header + 4, 2);
  return x86Machines.pe.some((number) => number === machine) ? undefined : unknown;
}

/** Loadable above 4 GiB and started in 64 bits (Linux, Documentation/arch/x86/boot.rst, "xloadflags"). */
const is64Bit = (head: Uint8Array): boolean => (numberAt(head, 0x236, 2) & 1) === 1;

/** The machine that a kernel is for, by the name of uname -m; undefined for other machines, and for what is no kernel. */
export function kernelMachine(head: Uint8Array): "x86_64" | "aarch64" | undefined {
  if (readX86(head) !== undefined) return is64Bit(head) ? "x86_64" : undefined;
  if (hasText(head, 0x38, "ARM\x64")) return "aarch64";
  const header = numberAt(head, 0x3c, 4);
  const isPe = hasText(head, 0, "MZ") && hasText(head, header, "PE\0\0");
  return isPe && numberAt(head, header + 4, 2) === 0xaa64 ? "aarch64" : undefined;
}

/** `head` are the first bytes of the file, unpacked where it is packed by gzip; undefined for what is no kernel for GRUB. */
export function readKernelImage(head: Uint8Array): KernelImage | undefined {
  return readX86(head) ?? (hasText(head, 0x38, "ARM\x64") ? unknown : (readElf(head) ?? readPe(head)));
}

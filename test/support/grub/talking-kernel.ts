/** A kernel of a few bytes that writes its command line and the start of its initrd to the serial line and ends QEMU; and the QEMU for it. */
import { execa } from "execa";
import { firmwareArguments, type Uefi } from "../vm/uefi.ts";

const setupSectors = 1;
const entryOffset = (setupSectors + 1) * 512;

/**
 * 32-bit code, entered with ESI at the boot parameters (Linux' boot protocol, 32-bit): prints `LINE|INITRD|`, waits until
 * the serial line has sent it, and ends QEMU. Only the first 64 bytes of the initrd are printed, up to a newline.
 */
const code = [
  0xbc,
  0x00,
  0x7c,
  0x00,
  0x00, // mov esp, 0x7c00
  0x8b,
  0x9e,
  0x28,
  0x02,
  0x00,
  0x00, // mov ebx, [esi+0x228]  cmd_line_ptr
  0x8a,
  0x03, // again: mov al, [ebx]
  0x84,
  0xc0, // test al, al
  0x74,
  0x08, // jz end
  0xe8,
  0x4a,
  0x00,
  0x00,
  0x00, // call put
  0x43, // inc ebx
  0xeb,
  0xf2, // jmp again
  0xb0,
  0x7c, // end: mov al, '|'
  0xe8,
  0x40,
  0x00,
  0x00,
  0x00, // call put
  0x8b,
  0x9e,
  0x18,
  0x02,
  0x00,
  0x00, // mov ebx, [esi+0x218]  ramdisk_image
  0x8b,
  0x8e,
  0x1c,
  0x02,
  0x00,
  0x00, // mov ecx, [esi+0x21c]  ramdisk_size
  0x83,
  0xf9,
  0x40, // cmp ecx, 64
  0x76,
  0x05, // jbe small
  0xb9,
  0x40,
  0x00,
  0x00,
  0x00, // mov ecx, 64
  0x85,
  0xc9, // small: test ecx, ecx
  0x74,
  0x0f, // jz done
  0x8a,
  0x03, // more: mov al, [ebx]
  0x3c,
  0x0a, // cmp al, '\n'
  0x74,
  0x09, // je done
  0xe8,
  0x1b,
  0x00,
  0x00,
  0x00, // call put
  0x43, // inc ebx
  0x49, // dec ecx
  0x75,
  0xf1, // jnz more
  0xb0,
  0x7c, // done: mov al, '|'
  0xe8,
  0x10,
  0x00,
  0x00,
  0x00, // call put
  0x66,
  0xba,
  0xfd,
  0x03, // mov dx, 0x3fd
  0xec, // drain: in al, dx
  0xa8,
  0x40, // test al, 0x40  everything sent
  0x74,
  0xfb, // jz drain
  0x66,
  0xba,
  0xf4,
  0x00, // mov dx, 0xf4
  0xee, // out dx, al: ends QEMU (isa-debug-exit)
  0xeb,
  0xfe, // for ever
  0x88,
  0xc4, // put: mov ah, al
  0x66,
  0xba,
  0xfd,
  0x03, // mov dx, 0x3fd
  0xec, // full: in al, dx
  0xa8,
  0x20, // test al, 0x20  room for a byte
  0x74,
  0xfb, // jz full
  0x66,
  0xba,
  0xf8,
  0x03, // mov dx, 0x3f8
  0x88,
  0xe0, // mov al, ah
  0xee, // out dx, al
  0xc3, // ret
];

/** The file: a setup header as boot protocol 2.10 has it, and the code as the protected-mode kernel. */
export function talkingKernel(): Uint8Array {
  const bytes = Buffer.alloc(entryOffset + 512);
  bytes.writeUInt8(setupSectors, 0x1f1);
  bytes.writeUInt32LE(512 / 16, 0x1f4);
  bytes.writeUInt16LE(0xaa55, 0x1fe);
  bytes.write("HdrS", 0x202, "latin1");
  bytes.writeUInt16LE(0x020a, 0x206);
  bytes.writeUInt8(1, 0x211); // loadflags: loaded high
  bytes.writeUInt32LE(0x10_0000, 0x214);
  bytes.writeUInt32LE(0x37ff_ffff, 0x22c);
  bytes.writeUInt32LE(0x10_0000, 0x230);
  bytes.writeUInt32LE(2047, 0x238); // cmdline_size
  bytes.writeBigUInt64LE(0x10_0000n, 0x258);
  bytes.writeUInt32LE(0x1_0000, 0x260);
  bytes.set(code, entryOffset);
  return bytes;
}

export interface GrubBoot {
  /** Raw disk images; they stay as they are, unless `writable`. */
  readonly disks: readonly string[];
  readonly writable?: boolean;
  /** UEFI with these variables; SeaBIOS where absent. */
  readonly uefi?: Uefi;
  /** Milliseconds until the machine is given up; without it many, as a busy machine takes many times as long. */
  readonly limit?: number;
  /** Written to the serial line over and over, until the kernel ran. */
  readonly noise?: string;
  /** False leaves the machine without a serial port; what the kernel says is then lost. */
  readonly serial?: boolean;
}

export interface GrubBooted {
  /** Everything on the serial line. */
  readonly output: string;
  /** True where the kernel ended the machine. */
  readonly ended: boolean;
  readonly milliseconds: number;
}

/** Starts a PC from the first disk, and waits until the talking kernel ends it. */
export async function bootGrub({
  disks,
  limit = 180_000,
  noise,
  serial = true,
  writable = false,
  uefi,
}: GrubBoot): Promise<GrubBooted> {
  const drives = disks.flatMap((disk) => [
    "-drive",
    `file=${disk},format=raw,if=virtio,snapshot=${writable ? "off" : "on"}`,
  ]);
  const begin = performance.now();
  const child = execa(
    "qemu-system-x86_64",
    [
      ...firmwareArguments(uefi),
      "-accel",
      "tcg",
      "-m",
      uefi === undefined ? "128" : "256",
      "-nodefaults",
      "-no-reboot",
      "-display",
      "none",
      "-vga",
      "std",
      "-device",
      "isa-debug-exit,iobase=0xf4,iosize=1",
      ...drives,
      ...(serial ? ["-serial", "stdio"] : []),
    ],
    { reject: false, timeout: limit, stdin: "pipe" },
  );
  const timer = noise === undefined ? undefined : setInterval(() => child.stdin.write(noise), 50);
  child.stdin.on("error", () => undefined);
  const result = await child;
  clearInterval(timer);
  return {
    output: result.stdout,
    ended: !result.timedOut && result.exitCode !== undefined && result.exitCode % 2 === 1,
    milliseconds: performance.now() - begin,
  };
}

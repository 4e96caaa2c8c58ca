/** The talking kernel for aarch64: a UEFI program of a few bytes, in the frame of a Linux image, that prints its command line and ends QEMU. */

const headers = 0x200;

/**
 * Entered with x0 = its handle and x1 = the system table: prints the load options of its Loaded Image protocol, then `|`, and has
 * the firmware switch the machine off.
 */
const code = [
  0xa9bd7bfd,
  0xf9000bf3, // stp x29, x30, [sp, #-48]!; str x19, [sp, #16]
  0xaa0103f3, // mov x19, x1
  0xf9403262,
  0xf9404c43, // ldr x2, [x19, #96] boot services; ldr x3, [x2, #152] HandleProtocol
  0x10000281,
  0x910083e2,
  0xd63f0060, // adr x1, guid; add x2, sp, #32; blr x3
  0xf94013e4,
  0xf9401c81, // ldr x4, [sp, #32]; ldr x1, [x4, #56] LoadOptions
  0xf9402260,
  0xf9400403,
  0xd63f0060, // ldr x0, [x19, #64] ConOut; ldr x3, [x0, #8] OutputString; blr x3
  0x10000201,
  0xf9402260,
  0xf9400403,
  0xd63f0060, // adr x1, mark; the same
  0xf9402e64,
  0xf9403484, // ldr x4, [x19, #88] run-time services; ldr x4, [x4, #104] ResetSystem
  0xd2800040,
  0xd2800001,
  0xd2800002,
  0xd2800003,
  0xd63f0080, // mov x0, #2 shutdown; mov x1, x2, x3, #0; blr x4
  0x14000000, // for ever
  0x5b1b31a1,
  0x11d29562,
  0xa0003f8e,
  0x3b7269c9, // guid: EFI_LOADED_IMAGE_PROTOCOL
  0x000d007c,
  0x0000000a, // mark: "|\r\n"
];

/** PE32+ with one section that is also the whole image, and the marks of an arm64 Linux (Documentation/arch/arm64/booting.rst). */
export function talkingArmKernel(): Uint8Array {
  const bytes = Buffer.alloc(headers + 0x200);
  bytes.write("MZ", 0, "latin1");
  bytes.write("ARMd", 56, "latin1");
  const pe = 0x40;
  bytes.writeUInt32LE(pe, 60);
  bytes.write("PE\0\0", pe, "latin1");
  bytes.writeUInt16LE(0xaa64, pe + 4); // machine
  bytes.writeUInt16LE(1, pe + 6); // sections
  bytes.writeUInt16LE(160, pe + 20); // size of the optional header
  bytes.writeUInt16LE(0x0206, pe + 22); // executable, without debug and line numbers
  const optional = pe + 24;
  bytes.writeUInt16LE(0x20b, optional); // PE32+
  bytes.writeUInt32LE(0x200, optional + 4); // size of code
  bytes.writeUInt32LE(headers, optional + 16); // entry point
  bytes.writeUInt32LE(headers, optional + 20); // base of code
  bytes.writeUInt32LE(0x200, optional + 32); // section alignment
  bytes.writeUInt32LE(0x200, optional + 36); // file alignment
  bytes.writeUInt32LE(bytes.length, optional + 56); // size of image
  bytes.writeUInt32LE(headers, optional + 60); // size of headers
  bytes.writeUInt16LE(10, optional + 68); // EFI application
  bytes.writeUInt32LE(6, optional + 108); // data directories, all empty
  const section = optional + 160;
  bytes.write(".text", section, "latin1");
  bytes.writeUInt32LE(0x200, section + 8); // virtual size
  bytes.writeUInt32LE(headers, section + 12); // virtual address
  bytes.writeUInt32LE(0x200, section + 16); // raw size
  bytes.writeUInt32LE(headers, section + 20); // raw place
  bytes.writeUInt32LE(0x6000_0020, section + 36); // code, to be read and executed
  for (const [index, word] of code.entries()) bytes.writeUInt32LE(word, headers + index * 4);
  return bytes;
}

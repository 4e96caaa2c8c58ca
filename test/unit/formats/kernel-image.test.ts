/** Which files GRUB takes for a kernel. */
import { expect, test } from "vitest";
import { kernelMachine, readKernelImage } from "../../../src/formats/kernel-image.ts";
import { kernelBytes } from "../../support/systems/kernel-bytes.ts";

function bytes(parts: Readonly<Record<number, string | readonly number[]>>, length = 1024): Uint8Array {
  const all = new Uint8Array(length);
  for (const [offset, part] of Object.entries(parts))
    all.set(typeof part === "string" ? Buffer.from(part, "latin1") : part, Number(offset));
  return all;
}

const elf = (machine: number): Uint8Array => bytes({ 0: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 18: [machine, 0] });
const pe = (low: number, high: number): Uint8Array =>
  bytes({ 0: "MZ", 0x3c: [0x80], 0x80: "PE\0\0", 0x84: [low, high] });

test("an x86 kernel says which release it is", () => {
  expect(readKernelImage(kernelBytes("6.9.1-arch1-1"))).toEqual({ release: "6.9.1-arch1-1" });
  expect(readKernelImage(kernelBytes("\u0001broken"))).toEqual({ release: null });
});

test.for([
  ["a kernel of arm64", bytes({ 0x38: "ARM\x64" }), true],
  ["a packed kernel of arm64 that unpacks itself", pe(0x64, 0xaa), true],
  ["an ELF kernel of ppc64", elf(21), true],
  ["an x86 kernel for debuggers", elf(62), false],
  ["a unified kernel of x86, which only the firmware starts", pe(0x64, 0x86), false],
  ["zeros after a crash", new Uint8Array(8192), false],
  ["a boot sector", bytes({ 0x1fe: [0x55, 0xaa] }), false],
  ["a text", bytes({ 0: "kernel" }), false],
  ["a part of a header", kernelBytes().subarray(0, 0x204), false],
  ["a PE header beyond the end", bytes({ 0: "MZ", 0x3c: [0xff, 0xff, 0xff, 0xff] }), false],
  ["nothing", new Uint8Array(0), false],
] as const)("%s", ([, head, isKernel]) => expect(readKernelImage(head) !== undefined).toBe(isKernel));

const small = kernelBytes();
small.set([0, 0], 0x236);

test.for([
  ["a kernel of x86", kernelBytes(), "x86_64"],
  ["one of 32 bits", small, undefined],
  ["a kernel of arm64", bytes({ 0x38: "ARM\x64" }), "aarch64"],
  ["a packed kernel of arm64 that unpacks itself", pe(0x64, 0xaa), "aarch64"],
  ["a program of UEFI for x86", pe(0x64, 0x86), undefined],
  ["an ELF kernel of ppc64", elf(21), undefined],
  ["nothing", new Uint8Array(0), undefined],
] as const)("the machine of %s", ([, head, machine]) => expect(kernelMachine(head)).toBe(machine));

/** The bytes of UEFI variables of the boot list, as efivarfs has them. */

/** Boot####; the signature is the PARTUUID as it lies on the disk, in hexadecimal digits. */
export function option(label: string, signature: string, file: string): Uint8Array {
  const text = (value: string): Buffer => Buffer.from(`${value}\0`, "utf16le");
  const drive = Buffer.concat([
    Buffer.from([4, 1, 42, 0]),
    Buffer.alloc(20),
    Buffer.from(signature, "hex"),
    Buffer.from([2, 2]),
  ]);
  const path = Buffer.concat([Buffer.from([4, 4, 4 + text(file).length, 0]), text(file)]);
  const head = Buffer.alloc(10);
  head.writeUInt32LE(1, 4);
  head.writeUInt16LE(drive.length + path.length, 8);
  return Buffer.concat([head, text(label), drive, path]);
}

/** BootOrder, or BootCurrent. */
export function ids(numbers: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 + numbers.length * 2);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16LE(number, 4 + index * 2);
  return bytes;
}

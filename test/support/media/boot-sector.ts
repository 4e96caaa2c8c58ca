/** A disk whose first sector says on the serial line that it was started, and as which disk of the BIOS. */
import { writeFile } from "node:fs/promises";

const text = "the first disk is started as number ";

/** 16-bit code: writes the text and the number in DL to the first serial line, and stops. */
const code = [
  ...[0x31, 0xc0], // xor ax, ax
  ...[0x8e, 0xd8], // mov ds, ax
  ...[0x88, 0xd3], // mov bl, dl
  ...[0xbe, 0x20, 0x7c], // mov si, 0x7c20
  ...[0xba, 0xf8, 0x03], // mov dx, 0x3f8
  0xac, // again: lodsb
  ...[0x84, 0xc0], // test al, al
  ...[0x74, 0x03], // jz end
  0xee, // out dx, al
  ...[0xeb, 0xf8], // jmp again
  ...[0x88, 0xd8], // end: mov al, bl
  ...[0x2c, 0x50], // sub al, 0x50: disk 0x80 becomes "0"
  0xee, // out dx, al
  0xf4, // hlt
  ...[0xeb, 0xfd], // jmp to hlt
];

/** Makes the disk, which says "the first disk is started as number 0" where it is that of the BIOS. */
export async function makeTalkingDisk(path: string): Promise<void> {
  const bytes = Buffer.alloc(1024 * 1024);
  bytes.set(code, 0);
  bytes.write(`${text}\0`, 0x20, "latin1");
  bytes.set([0x55, 0xaa], 0x1fe);
  await writeFile(path, bytes);
}

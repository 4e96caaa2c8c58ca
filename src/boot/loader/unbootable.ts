/** The boot code of a disk that holds no complete deployment yet: it says so and returns to the BIOS, which tries the next device. GRUB replaces it last. */

const message = "bareon: this disk holds no complete deployment.\r\n";

/**
 * x86 real mode, loaded at 7c00h. Zeros in its place would be run as instructions for ever; INT 18h makes the BIOS try the
 * next device, and say that there is none (BIOS Boot Specification 1.01).
 */
const code = [
  ...[0xeb, 0x58, 0x90], // jmp 5ah
  // GRUB keeps what it finds between 03h and 5ah, where a FAT volume has its parameters.
  ...Array.from({ length: 0x57 }, () => 0),
  ...[0x31, 0xc0, 0x8e, 0xd8, 0xfc], // xor ax,ax; mov ds,ax; cld
  ...[0xbe, 0x73, 0x7c], // mov si, 7c73h: the message
  ...[0xac, 0x84, 0xc0, 0x74, 0x09], // next: lodsb; test al,al; jz end
  ...[0xb4, 0x0e, 0xbb, 0x07, 0x00, 0xcd, 0x10], // mov ah,0eh; mov bx,7; int 10h
  ...[0xeb, 0xf2], // jmp next
  ...[0xcd, 0x18, 0xf4], // end: int 18h; hlt
];

/** Goes to the start of the disk; shorter than the 440 bytes that a partition table leaves for boot code. */
export function renderUnbootableCode(): Uint8Array {
  return new Uint8Array([...code, ...new TextEncoder().encode(message), 0]);
}

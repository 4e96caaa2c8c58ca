/** GRUB's first stages for BIOS as bytes: what stands in a boot sector, and how ours is made for a core image in a place of its own. */

/** Bytes of a sector of which a BIOS, and so GRUB's first stages, think. */
const sector = 512;
/** Where the core image begins, in sectors of the disk (GRUB_BOOT_MACHINE_KERNEL_SECTOR in grub/i386/pc/boot.h). */
const coreField = 0x5c;
/** The drive that it is read from (GRUB_BOOT_MACHINE_BOOT_DRIVE): 0xff for the one that the BIOS has started. */
const driveField = 0x64;
/** The jump over the check for BIOSes that pass a wrong drive (GRUB_BOOT_MACHINE_DRIVE_CHECK): on a hard disk it is not jumped over. */
const driveCheck = 0x66;
/** What another program may keep there (GRUB_BOOT_MACHINE_BPB_START and _END). */
const parameters = [0x03, 0x5a] as const;
/** The code of a boot sector; behind it are the disk's id and the partition table. */
export const codeLength = 440;
/** In the first sector of core.img: the place and the length of the rest of it, in sectors (grub_pc_bios_boot_blocklist in grub/offsets.h). */
const restField = 0x1f4;
const restLengthField = 0x1fc;

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where the core image of a boot sector begins, in bytes of the disk; undefined for one that is not GRUB's. */
export function coreStart(bootSector: Uint8Array): number | undefined {
  const text = new TextDecoder("latin1").decode(bootSector.subarray(0x68, codeLength));
  const start = Number(view(bootSector).getBigUint64(coreField, true)) * sector;
  return text.includes("GRUB") && Number.isSafeInteger(start) && start > 0 ? start : undefined;
}

/** True if a sector has the mark of one that a BIOS starts, and code in it. */
export function isStarted(bootSector: Uint8Array): boolean {
  return (
    bootSector[0x1fe] === 0x55 &&
    bootSector[0x1ff] === 0xaa &&
    bootSector.subarray(0, codeLength).some((byte) => byte !== 0)
  );
}

/** The code of a boot sector that starts the core image at that byte of the disk, as grub-bios-setup makes it from boot.img; `former` is the sector that it replaces. */
export function renderBootCode(bootImage: Uint8Array, former: Uint8Array, start: number): Uint8Array {
  const code = bootImage.slice(0, codeLength);
  code.set(former.subarray(...parameters), parameters[0]);
  view(code).setBigUint64(coreField, BigInt(start / sector), true);
  code[driveField] = 0xff;
  code.set([0x90, 0x90], driveCheck);
  return code;
}

/** core.img for that byte of the disk, in one piece and in whole sectors, as grub-bios-setup writes it, without its redundancy. */
export function renderCore(coreImage: Uint8Array, start: number): Uint8Array {
  const core = new Uint8Array(Math.ceil(coreImage.length / sector) * sector);
  core.set(coreImage);
  view(core).setBigUint64(restField, BigInt(start / sector + 1), true);
  view(core).setUint16(restLengthField, core.length / sector - 1, true);
  return core;
}

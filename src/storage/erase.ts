/** Erasing a device, so that neither this machine's programs nor newer ones of an image find anything of its former life. */
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";
import { writeZeros, writeZerosFrom } from "../programs/blkdiscard.ts";
import { wipeLocked, wipeSignatures } from "../programs/wipefs.ts";

/**
 * Bytes at the start and at the end of a device in which signatures lie: the labels of ZFS and the superblocks of MD in the first and
 * last MiB, one of bcachefs and that of VMFS at 2 MiB.
 */
const end = 4 * MiB;

/** The parts of so many bytes in which signatures lie. */
export function endsOf(size: number): { readonly offset: number; readonly length: number }[] {
  if (size <= 2 * end) return [{ offset: 0, length: size }];
  return [0, size - end].map((offset) => ({ offset, length: end }));
}

/** Zeros on both ends of a device, or on all of a small one. Its size may be somewhat larger than what was planned. */
function zeroEnds(device: string, size: number): Command[] {
  return size <= 2 * end
    ? [writeZerosFrom(device, 0)]
    : [writeZeros(device, 0, end), writeZerosFrom(device, size - end)];
}

/**
 * For every device on which something new is made. wipefs alone leaves signatures that the programs of the ramdisk do not know yet
 * (fedora-coreos-tracker issue 500); zeros alone leave those that lie elsewhere.
 */
export function clearDevice(device: string, size: number): Command[] {
  return [...zeroEnds(device, size), wipeSignatures(device)];
}

/** What a layer lies on, while it is taken down; none if nothing is erased. */
export function wipeAll(paths: readonly string[], erase: boolean): Command[] {
  return erase ? paths.map(wipeLocked) : [];
}

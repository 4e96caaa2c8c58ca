/** Whether the disk's first stages of GRUB (BIOS) are those whose files are on the multiboot partition. Reads only. */
import { tryTo } from "../../base/attempt.ts";
import { coreStart } from "../firmware/first-stages.ts";
import { sectorSize } from "../../base/sizes.ts";
import { findPlace } from "../../host/device-places.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";

/** The byte range of boot.img that grub-install does not patch: after the fields, before disk id and partition table. */
const codeOfBoot = [0x68, 0x1b8] as const;
/** The byte ranges of core.img that grub-install does not patch: it patches the block list at the end of the first sector and the redundancy fields of the second. */
const codesOfCore = [
  [0, 0x1f4],
  [0x220, undefined],
] as const;

function isEqual(one: Uint8Array, other: Uint8Array, from: number, to: number = one.length): boolean {
  return one.slice(from, to).every((byte, index) => byte === other[from + index]);
}

/** Why GRUB does not start from the partition's disk, or null; `modules` is the directory of GRUB's files below `top`, where it is mounted. */
export async function checkBootSector(
  host: Host,
  device: string,
  top: string,
  modules: string,
): Promise<string | null> {
  const disk = (await findPlace(host, device))?.disk;
  if (disk === undefined) return null;
  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const found = await tryTo([], name, async () =>
      host.readFile(await resolveInRoot(host, top, `${modules}/${name}`)),
    );
    return found ?? undefined;
  };
  const [boot, core] = [await read("boot.img"), await read("core.img")];
  if (boot === undefined || core === undefined)
    return "GRUB's boot.img or core.img is missing, so the boot sector was not compared";
  const sector = await host.readBytes(disk, 0, sectorSize);
  if (!isEqual(boot, sector, ...codeOfBoot)) return `the boot sector of ${disk} is not this GRUB's`;
  const place = coreStart(sector);
  const written = place === undefined ? new Uint8Array() : await host.readBytes(disk, place, core.length);
  const isWhole = written.length === core.length && codesOfCore.every(([from, to]) => isEqual(core, written, from, to));
  return isWhole ? null : `GRUB's core image on ${disk} is not core.img`;
}

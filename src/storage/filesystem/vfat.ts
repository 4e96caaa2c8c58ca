/** The row of FAT, and the FAT32 of an EFI system partition. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { type Filesystem, type FilesystemRequest, labelOptions } from "./filesystem.ts";

/** mkfs takes the serial number without the dash that blkid prints. */
function make(options: readonly string[], { device, uuid, label }: FilesystemRequest): Command {
  return {
    program: "mkfs.vfat",
    args: [...options, "-i", uuid.replace("-", ""), ...labelOptions("-n", label), device],
  };
}

export const vfat: Filesystem = {
  make: (request) => make([], request),
  minimum: MiB,
  // A name of 8.3 in the root directory.
  labelLimit: 11,
  labelForm: {
    pattern: /^(?!.*[*?.,;:|+=<>[\]])[ -~]*$/u,
    expected: "ASCII characters without * ? . , ; : | + = < > [ ]",
  },
  // A serial number, "ABCD-1234".
  uuid: {
    pattern: /^[\dA-F]{4}-[\dA-F]{4}$/u,
    from: (uuid) => `${uuid.slice(0, 4)}-${uuid.slice(4, 8)}`.toUpperCase(),
  },
  isMountable: true,
  keepsOwnership: false,
  spansDevices: false,
  fsckPass: { root: 0, other: 2 },
  grubModule: "fat",
  safe: [],
  view: { whole: [], unreplayed: [] },
  image: undefined,
};

/** Makes an EFI system partition: FAT32, whatever its size, with clusters of one sector if it is small (mkfs.fat 4.2 does that by itself up to 260 MiB). */
export function makeEspFilesystem(request: FilesystemRequest): Command {
  return make(["-F", "32"], request);
}

/** The GRUBs that a node may need, by its architecture: one row for each firmware, with the files and Debian packages they come from. */

export interface BiosPlatform {
  readonly name: "i386-pc";
  /** The Debian package with its modules. */
  readonly package: string;
}

export interface EfiPlatform {
  readonly name: string;
  readonly package: string;
  /** The name that firmware looks for in EFI/BOOT (UEFI specification 3.5.1.1). */
  readonly fallback: string;
  /** GRUB's and shim's names; shim starts the GRUB of that name beside it. */
  readonly grub: string;
  readonly shim: string;
  readonly signedGrub: { readonly file: string; readonly package: string };
  readonly signedShim: { readonly file: string; readonly package: string };
  /** The signed GRUB for media, which reads its menu in /boot/grub of what it was started from. */
  readonly signedMediaGrub: { readonly file: string; readonly package: string };
  /** What shim starts if the owner of the machine has told it of a key to be enrolled, under that name beside it. */
  readonly keyManager: { readonly name: string; readonly file: string; readonly package: string };
}

export interface Platforms {
  readonly bios: BiosPlatform | null;
  readonly uefi: EfiPlatform;
}

const table: Readonly<Record<string, Platforms>> = {
  x86_64: { bios: { name: "i386-pc", package: "grub-pc-bin" }, uefi: efi("x86_64-efi", "amd64", "x64") },
  aarch64: { bios: null, uefi: efi("arm64-efi", "arm64", "aa64") },
};

function efi(name: string, debian: string, suffix: string): EfiPlatform {
  const signedGrub = `grub-efi-${debian}-signed`;
  return {
    name,
    package: `grub-efi-${debian}-bin`,
    fallback: `BOOT${suffix.toUpperCase()}.EFI`,
    grub: `grub${suffix}.efi`,
    shim: `shim${suffix}.efi`,
    signedGrub: { file: `/usr/lib/grub/${name}-signed/grub${suffix}.efi.signed`, package: signedGrub },
    signedShim: { file: `/usr/lib/shim/shim${suffix}.efi.signed`, package: "shim-signed" },
    signedMediaGrub: { file: `/usr/lib/grub/${name}-signed/gcd${suffix}.efi.signed`, package: signedGrub },
    keyManager: {
      name: `mm${suffix}.efi`,
      file: `/usr/lib/shim/mm${suffix}.efi.signed`,
      package: `shim-helpers-${debian}-signed`,
    },
  };
}

/** The row of an architecture as uname -m has it; undefined if no GRUB is known for it. */
export function platformsOf(architecture: string): Platforms | undefined {
  return table[architecture];
}

/** Where a platform's modules are in the ramdisk. */
export function moduleDirectory(platform: string): string {
  return `/usr/lib/grub/${platform}`;
}

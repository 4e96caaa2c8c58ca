/** Rules for encrypted volumes: what can lie in one, and what a system needs to open it at boot. */
import { isWithin } from "../../base/paths.ts";
import { keyFolder } from "../../base/places.ts";
import { type DeployConfig, type ImageSpec, type VolumeSpec, isBootable } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import { volumesOf } from "../../config/volumes.ts";
import type { Finding } from "../../config/wording.ts";
import { filesystems } from "../filesystem/filesystems.ts";
import { type EncryptedSpec, isEncrypted } from "./plan.ts";

function encryptedOf(config: DeployConfig): EncryptedSpec[] {
  return volumesOf(config).filter(isEncrypted);
}

/** The operating systems that have a volume. */
function systemsWith({ images }: DeployConfig, { images: names }: VolumeSpec): ImageSpec[] {
  return images.filter((image) => isBootable(image) && names.includes(image.name));
}

/** Where a path of the system lies. */
function volumeAt(config: DeployConfig, { name }: ImageSpec, path: string): VolumeSpec | undefined {
  return volumesOf(config)
    .filter(({ mount, images }) => mount !== undefined && images.includes(name) && isWithin(mount, path))
    .toSorted((one, other) => (one.mount ?? "").length - (other.mount ?? "").length)
    .at(-1);
}

/** GRUB reads kernels and its menu before anything is opened. */
function findHiddenKernels(config: DeployConfig): Finding[] {
  return config.images.filter(isBootable).flatMap((image): Finding[] => {
    const volume = volumeAt(config, image, "/boot");
    if (volume === undefined || !isEncrypted(volume)) return [];
    const { name } = image;
    return [
      {
        of: "volume",
        spec: volume,
        field: "encryption",
        problem: `the kernels of image "${name}" would be in here, and GRUB cannot read them`,
        expected: ({ keys }) =>
          volume.mount === "/"
            ? `a volume of its own with ${keys.volume.mount} "/boot" for image "${name}", without "${keys.volume.encryption}"`
            : `no "${keys.volume.encryption}" here`,
      },
    ];
  });
}

/** What a firmware reads is no file of a system, swap is opened by other means, and what has no filesystem is nothing that a system opens. */
function findUnsuitedEncryption(config: DeployConfig): Finding[] {
  return encryptedOf(config).flatMap((spec): Finding[] => {
    const { fileSystem, existing } = spec;
    const { isMountable = false, keepsOwnership = false } = fileSystem === undefined ? {} : filesystems[fileSystem];
    const problem =
      fileSystem === undefined
        ? "a volume without a filesystem cannot be encrypted"
        : existing !== undefined
          ? "a volume that is there already, and is named, cannot be encrypted"
          : `${fileSystem} cannot be encrypted`;
    if (isMountable && keepsOwnership && existing === undefined) return [];
    return [
      {
        ...{ of: "volume", spec, field: "encryption", problem },
        expected: ({ keys }) => `no "${keys.volume.encryption}" here`,
      },
    ];
  });
}

/** What is made beside a system that runs is not closed again, and the keys of what is there are not asked for; a container is not grown. */
function findAddedEncryption({ policy, ...config }: DeployConfig): Finding[] {
  if (policy !== "extend" && policy !== "grow") return [];
  return encryptedOf({ policy, ...config }).map((spec) => ({
    of: "volume",
    spec,
    field: "encryption",
    problem: `policy "${policy}" does not know encrypted volumes, neither as new ones nor as those that are there`,
    expected: "another policy, or a volume that is not encrypted",
  }));
}

/** Mounted by the initramfs, which has no files of the system. */
function isNeededFirst({ mount }: VolumeSpec): boolean {
  return mount === "/" || mount === "/usr";
}

/** A key is as safe as what it lies on. */
function findBareKeys(config: DeployConfig): Finding[] {
  return encryptedOf(config).flatMap((spec): Finding[] => {
    if (spec.encryption.unlock !== "key-file") return [];
    const at = { of: "volume", spec, field: "encryption.unlock" } as const;
    if (isNeededFirst(spec))
      return [
        {
          ...at,
          problem: `"${spec.mount}" is opened before any file of the system can be read, so that a key in a file does not open it`,
          expected: "another way to open it",
        },
      ];
    return systemsWith(config, spec).flatMap((image): Finding[] => {
      const place = volumeAt(config, image, keyFolder);
      if (place === undefined) return [];
      if (place.mount !== "/")
        return [
          {
            ...at,
            problem: `the key would lie in "${place.mount}" of image "${image.name}", and a system looks for it before that is mounted`,
            expected: `${keyFolder} in "/", or another way to open this volume`,
          },
        ];
      return isEncrypted(place)
        ? []
        : [
            {
              ...at,
              problem: `the key would lie in "/" of image "${image.name}", which is not encrypted`,
              expected: ({ keys }) =>
                `"${keys.volume.encryption}" for that "/" as well, or another way to open this volume`,
            },
          ];
    });
  });
}

function findIdlePcrs(config: DeployConfig): Finding[] {
  return encryptedOf(config)
    .filter(({ encryption: { unlock, pcrs } }) => pcrs !== undefined && unlock !== "tpm2")
    .map((spec) => ({
      of: "volume",
      spec,
      field: "encryption.pcrs",
      problem: "only a TPM has PCRs",
      expected: ({ keys }) => `"${keys.volume["encryption.unlock"]}": "tpm2" as well, or none of them`,
    }));
}

/** Nobody opens a volume that no system has: its key would be of no use. */
function findOwnerlessEncryption(config: DeployConfig): Finding[] {
  return encryptedOf(config)
    .filter((spec) => systemsWith(config, spec).length === 0)
    .map((spec) => ({
      of: "volume",
      spec,
      field: "encryption",
      problem: "no operating system has this volume, and so none opens it",
      expected: ({ keys }) => `an operating system among its ${keys.volume.images}, or no "${keys.volume.encryption}"`,
    }));
}

/** Where GRUB's own files are: of a mount below /boot there is no need. */
function findEncryptedBootParts(config: DeployConfig): Finding[] {
  return encryptedOf(config)
    .filter(({ mount }) => mount !== undefined && mount !== "/boot" && isWithin("/boot", mount))
    .map((spec) => ({
      of: "volume",
      spec,
      field: "encryption",
      problem: `"${spec.mount}" lies in /boot, which GRUB reads`,
      expected: ({ keys }) => `no "${keys.volume.encryption}" here`,
    }));
}

export const luksRules: readonly Rule[] = [
  { find: findUnsuitedEncryption },
  { find: findAddedEncryption },
  { find: findEncryptedBootParts },
  { find: findIdlePcrs },
  { needs: ["images", "volumes"], find: findHiddenKernels },
  { needs: ["images", "volumes"], find: findBareKeys },
  { needs: ["images"], find: findOwnerlessEncryption },
];

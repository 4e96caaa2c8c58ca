/** Rules for filesystems: what each can be mounted on, and which labels it can hold. */
import { isWithin } from "../../base/paths.ts";
import { renderSize } from "../../base/sizes.ts";
import { type DeployConfig, type VolumeSpec, isBootable, kernelMounts } from "../../config/deploy-config.ts";
import { declaredSizes } from "../../config/declared-sizes.ts";
import { systemsOf } from "../../config/utility-targets.ts";
import type { Rule } from "../../config/rule.ts";
import { volumesOf } from "../../config/volumes.ts";
import type { Finding } from "../../config/wording.ts";
import { filesystems, filesystemsForRoots } from "./filesystems.ts";

function findUnsuitedMounts(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { mount, fileSystem } = spec;
    if (mount === undefined || fileSystem === undefined) return [];
    const { isMountable, keepsOwnership } = filesystems[fileSystem];
    if (!isMountable)
      return [
        {
          of: "volume",
          spec,
          field: "mount",
          problem: `${fileSystem} cannot be mounted on "${mount}"`,
          expected: ({ unmounted }) => `"${unmounted}" for ${fileSystem}`,
        },
      ];
    if (!keepsOwnership && mount === "/")
      return [
        {
          of: "volume",
          spec,
          field: "fileSystem",
          problem: `${fileSystem} cannot hold an operating system's root`,
          expected: filesystemsForRoots,
        },
      ];
    const kernel = kernelMounts.find((path) => isWithin(path, mount));
    if (kernel === undefined) return [];
    return [
      {
        of: "volume",
        spec,
        field: "mount",
        problem: `"${mount}" lies in ${kernel}, which the system makes itself at each boot`,
        expected: "another mount point",
      },
    ];
  });
}

/**
 * Folders that a system needs before it mounts what its fstab says, and that its initramfs does not mount either: the fstab itself
 * and the programs that read it.
 */
const neededFirst = [
  "/etc",
  ...["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"].flatMap((path) => [path, `/usr${path}`]),
];

function findMountedTooLate(config: DeployConfig): Finding[] {
  const systems = new Set(config.images.filter(isBootable).map(({ name }) => name));
  return volumesOf(config)
    .filter(({ mount, images }) => neededFirst.includes(mount ?? "") && images.some((name) => systems.has(name)))
    .map((spec) => ({
      of: "volume",
      spec,
      field: "mount",
      problem: `"${spec.mount}" has what a system needs before it can mount volumes`,
      expected: 'another mount point: this folder has to be on the volume of "/"',
    }));
}

function labelOfNothing(spec: VolumeSpec): Finding {
  return {
    of: "volume",
    spec,
    field: "label",
    problem: "a volume that is not mounted and has no filesystem has no label",
    expected: ({ keys }) => `"${keys.volume.fileSystem}" as well, or no ${keys.volume.label}`,
  };
}

function findUnsuitedLabels(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { label = "", fileSystem } = spec;
    if (fileSystem === undefined) return label === "" ? [] : [labelOfNothing(spec)];
    const { labelLimit: limit, labelForm } = filesystems[fileSystem];
    const length = new TextEncoder().encode(label).length;
    const place = { of: "volume", spec, field: "label" } as const;
    if (length > limit)
      return [
        {
          ...place,
          problem: `"${label}" is ${length} bytes long`,
          expected: `at most ${limit} bytes for ${fileSystem}`,
        },
      ];
    if (labelForm === undefined || labelForm.pattern.test(label)) return [];
    return [
      {
        ...place,
        problem: `${fileSystem} cannot hold the label "${label}"`,
        expected: labelForm.expected,
      },
    ];
  });
}

/** As far as the declared sizes tell: a real disk can only have less. */
function findTooSmallVolumes(config: DeployConfig): Finding[] {
  // What is there may be as small as it is.
  if (config.policy === "extend") return [];
  const sizes = declaredSizes(config);
  return volumesOf(config).flatMap((spec): Finding[] => {
    const size = sizes.get(spec);
    if (spec.fileSystem === undefined || size === undefined || Number.isNaN(size)) return [];
    const { minimum } = filesystems[spec.fileSystem];
    if (size >= minimum) return [];
    return [
      {
        of: "part",
        spec,
        field: "size",
        problem: `${renderSize(size)} are too small for ${spec.fileSystem}`,
        expected: `${renderSize(minimum)} or more, or another filesystem`,
      },
    ];
  });
}

/** The image of a filesystem replaces a volume: it needs one of its own, with a filesystem of which there are images. */
function findUnwritableImages(config: DeployConfig): Finding[] {
  const images = config.images.filter(({ file }) => file.format === "raw" || file.format === "qcow2");
  return images.flatMap((spec): Finding[] => {
    const { name, target } = spec;
    const isInRoots = !isBootable(spec) && systemsOf(config, spec).length > 0;
    const volume = volumesOf(config).find((one) => one.mount === target && one.images.includes(name));
    if (isInRoots || (volume === undefined && !isBootable(spec)))
      return [
        {
          of: "image",
          spec,
          field: "file.format",
          problem: "the image of a filesystem needs a volume of its own, and does not go into a folder",
          expected: ({ keys }) =>
            `a volume of this image alone with "${keys.volume.mount}": "${target}", or an archive`,
        },
      ];
    const type = volume?.fileSystem;
    if (volume === undefined || type === undefined || filesystems[type].image !== undefined) return [];
    return [
      {
        of: "volume",
        spec: volume,
        field: "fileSystem",
        problem: `image "${name}" is the image of a filesystem, and of ${type} there are none`,
        expected: Object.entries(filesystems)
          .filter(([, { image }]) => image !== undefined)
          .map(([known]) => known)
          .join(", "),
      },
    ];
  });
}

export const filesystemRules: readonly Rule[] = [
  { find: findUnsuitedMounts },
  { find: findMountedTooLate },
  { find: findUnsuitedLabels },
  { needs: ["volumes"], find: findTooSmallVolumes },
  { needs: ["images", "volumes"], find: findUnwritableImages },
];

/** Rules for filesystems: what each can be mounted on, and which labels it can hold. */
import { isWithin } from "../../base/paths.ts";
import { type DeployConfig, isBootable, kernelMounts } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import { volumesOf } from "../../config/volumes.ts";
import type { Finding } from "../../config/wording.ts";
import { filesystems, filesystemsForRoots } from "./filesystems.ts";

function findUnsuitedMounts(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { mount, fileSystem } = spec;
    if (mount === undefined) return [];
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

function findUnsuitedLabels(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { label = "", fileSystem } = spec;
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

export const filesystemRules: readonly Rule[] = [
  { find: findUnsuitedMounts },
  { find: findMountedTooLate },
  { find: findUnsuitedLabels },
];

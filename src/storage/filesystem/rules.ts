/** Rules for filesystems: what each can be mounted on, and which labels it can hold. */
import { isWithin } from "../../base/paths.ts";
import { type DeployConfig, type FileSystem, kernelMounts } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import { volumesOf } from "../../config/volumes.ts";
import type { Finding } from "../../config/wording.ts";

/** Longest labels in bytes: those of ext, btrfs, xfs and vfat from their on-disk formats, that of swap as util-linux writes it. */
const labelLimits: Readonly<Record<FileSystem, number>> = {
  ext2: 16,
  ext3: 16,
  ext4: 16,
  xfs: 12,
  btrfs: 255,
  vfat: 11,
  swap: 15,
};

function findUnsuitedMounts(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { mount, fileSystem } = spec;
    if (mount === undefined) return [];
    if (fileSystem === "swap")
      return [
        {
          of: "volume",
          spec,
          field: "mount",
          problem: `swap cannot be mounted on "${mount}"`,
          expected: ({ unmounted }) => `"${unmounted}" for swap`,
        },
      ];
    if (fileSystem === "vfat" && mount === "/")
      return [
        {
          of: "volume",
          spec,
          field: "fileSystem",
          problem: "vfat cannot hold an operating system's root",
          expected: "ext2, ext3, ext4, xfs or btrfs",
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

function findUnsuitedLabels(config: DeployConfig): Finding[] {
  return volumesOf(config).flatMap((spec): Finding[] => {
    const { label = "", fileSystem } = spec;
    const limit = labelLimits[fileSystem];
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
    if (fileSystem !== "vfat" || (/^[^*?.,;:|+=<>[\]]*$/u.test(label) && /^[ -~]*$/u.test(label))) return [];
    return [
      {
        ...place,
        problem: `vfat cannot hold the label "${label}"`,
        expected: "ASCII characters without * ? . , ; : | + = < > [ ]",
      },
    ];
  });
}

export const filesystemRules: readonly Rule[] = [{ find: findUnsuitedMounts }, { find: findUnsuitedLabels }];

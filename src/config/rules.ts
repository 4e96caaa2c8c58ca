/** Rules that no schema can say, because they look at several places of a deploy config at once; each finds every violation. */
import type { Violation } from "../base/errors.ts";
import { findDisagreement, findNeighbours, findTooFewMembers } from "./array-rules.ts";
import { isWithin } from "../base/paths.ts";
import { systemsOf } from "./utility-targets.ts";
import { type DeployConfig, type FileSystem, type ImageSpec, isBootable, kernelMounts } from "./deploy-config.ts";
import { findSecondEsps, findUnusedEspSize } from "./esp-rules.ts";
import { findEmptyGroups, findLvmNames, findRepeatedGroups, findUnknownGroups } from "./group-rules.ts";
import { findUnsuitedKeys } from "./image-file-rules.ts";
import { parseSource } from "./image-source.ts";
import { repeated } from "./repeated.ts";
import { findOverfullDisks, findOverfullGroups, findSecondRests } from "./size-rules.ts";
import { renderValue } from "./schema-check.ts";
import { findHiddenTargets, findNoSystem, findPlaceless, findUnseenVolumes } from "./utility-rules.ts";
import { volumesOf } from "./volumes.ts";

type Rule = (config: DeployConfig) => Violation[];

/** Longest labels in bytes: ext and btrfs from their on-disk formats, xfs and vfat likewise, swap as util-linux writes it. */
const labelLimits: Readonly<Record<FileSystem, number>> = {
  ext2: 16,
  ext3: 16,
  ext4: 16,
  xfs: 12,
  btrfs: 255,
  vfat: 11,
  swap: 15,
};

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

const imageNamesAreUnique: Rule = (config) =>
  repeated(config.images, (image) => image.name).map(({ item, first }) => ({
    pointer: `${item.pointer}/name`,
    problem: `"${item.name}" is also the name of ${first.pointer}`,
    expected: "a name of its own for each image",
  }));

const oneImageBootsFirst: Rule = (config) =>
  config.images
    .filter((image) => image.bootFirst)
    .flatMap((image, index) => [
      ...(index > 0
        ? [
            {
              pointer: `${image.pointer}/boot`,
              problem: "a second image is marked to boot first",
              expected: 'at most one image with "boot": true',
            },
          ]
        : []),
      ...(isBootable(image)
        ? []
        : [
            {
              pointer: `${image.pointer}/boot`,
              problem: `an image with target "${image.target}" cannot boot`,
              expected: '"boot" only on an image with target "/"',
            },
          ]),
    ]);

const sourcesAreKnown: Rule = (config) =>
  config.images
    .filter((image) => parseSource(image.source) === undefined)
    .map((image) => ({
      pointer: `${image.pointer}/image_pull_url`,
      problem: `${renderValue(image.source)} is no form of address that is known`,
      expected:
        "HOST::module/path/, rsync://HOST/module/path/, USER@HOST:path/, an absolute path, http://, https:// or file://",
    }));

function findRepeatedMounts(config: DeployConfig, images: readonly ImageSpec[]): Violation[] {
  return images.flatMap((image) => {
    const mounted = volumesOf(config).filter(
      (volume) => volume.mount !== undefined && volume.images.includes(image.name),
    );
    return repeated(mounted, (volume) => volume.mount ?? "").map(({ item, first }) => ({
      pointer: `${item.pointer}/mount`,
      problem: `image "${image.name}" has "${item.mount}" twice, here and in ${first.pointer}`,
      expected: "one volume for each mount point of an image",
    }));
  });
}

const mountsAreUniqueInASystem: Rule = (config) => findRepeatedMounts(config, config.images.filter(isBootable));

/** One that goes into several systems shares a root with each. */
const mountsAreUniqueInAUtility: Rule = (config) =>
  findRepeatedMounts(
    config,
    config.images.filter((image) => !isBootable(image) && systemsOf(config, image).length === 0),
  );

const bootableImagesHaveARoot: Rule = (config) =>
  config.images
    .filter(
      (image) =>
        isBootable(image) &&
        !volumesOf(config).some((volume) => volume.mount === "/" && volume.images.includes(image.name)),
    )
    .map((image) => ({
      pointer: image.pointer,
      problem: `image "${image.name}" has no volume with mount "/"`,
      expected: `a volume with "mount": "/" and "images": ["${image.name}"]`,
    }));

const rootsAreNotShared: Rule = (config) =>
  volumesOf(config)
    .filter((volume) => volume.mount === "/")
    .flatMap((volume) => {
      const roots = [
        ...new Set(
          config.images
            .filter((image) => isBootable(image) && volume.images.includes(image.name))
            .map((image) => image.name),
        ),
      ];
      return roots.length > 1
        ? [
            {
              pointer: `${volume.pointer}/images`,
              problem: `images ${quoted(roots)} would share one root`,
              expected: 'a "/" of its own for each operating system',
            },
          ]
        : [];
    });

const mountsSuitFilesystems: Rule = (config) =>
  volumesOf(config).flatMap((volume) => {
    const { mount, fileSystem, pointer } = volume;
    if (mount === undefined) return [];
    if (fileSystem === "swap")
      return [
        { pointer: `${pointer}/mount`, problem: `swap cannot be mounted on "${mount}"`, expected: '"none" for swap' },
      ];
    if (fileSystem === "vfat" && mount === "/")
      return [
        {
          pointer: `${pointer}/file_system`,
          problem: "vfat cannot hold an operating system's root",
          expected: "ext2, ext3, ext4, xfs or btrfs",
        },
      ];
    const kernel = kernelMounts.find((path) => isWithin(path, mount));
    return kernel === undefined
      ? []
      : [
          {
            pointer: `${pointer}/mount`,
            problem: `"${mount}" lies in ${kernel}, which the system makes itself at each boot`,
            expected: "another mount point",
          },
        ];
  });

const labelsFit: Rule = (config) =>
  volumesOf(config).flatMap(({ label = "", fileSystem, pointer }) => {
    const limit = labelLimits[fileSystem];
    const length = new TextEncoder().encode(label).length;
    if (length > limit)
      return [
        {
          pointer: `${pointer}/disk_label`,
          problem: `"${label}" is ${length} bytes long`,
          expected: `at most ${limit} bytes for ${fileSystem}`,
        },
      ];
    if (fileSystem !== "vfat" || (/^[^*?.,;:|+=<>[\]]*$/u.test(label) && /^[ -~]*$/u.test(label))) return [];
    return [
      {
        pointer: `${pointer}/disk_label`,
        problem: `vfat cannot hold the label "${label}"`,
        expected: "ASCII characters without * ? . , ; : | + = < > [ ]",
      },
    ];
  });

const disksAreNamedOnce: Rule = (config) =>
  repeated(config.disks, (disk) => `${disk.id.type} ${disk.id.value}`).map(({ item, first }) => ({
    pointer: `${item.pointer}/id`,
    problem: `this disk is also ${first.pointer}`,
    expected: "each disk once",
  }));

/** These find nothing wrong in a part of a good config; those further below need the whole of what they look at. */
const rules: readonly Rule[] = [
  imageNamesAreUnique,
  oneImageBootsFirst,
  sourcesAreKnown,
  findUnsuitedKeys,
  findHiddenTargets,
  mountsAreUniqueInASystem,
  rootsAreNotShared,
  mountsSuitFilesystems,
  labelsFit,
  disksAreNamedOnce,
  findRepeatedGroups,
  findLvmNames,
  findSecondRests,
  findOverfullDisks,
  findDisagreement,
  findNeighbours,
  findSecondEsps,
  findUnusedEspSize,
];
const rulesForAllImages: readonly Rule[] = [findNoSystem];
const rulesForAllVolumes: readonly Rule[] = [
  bootableImagesHaveARoot,
  findPlaceless,
  findUnknownGroups,
  findEmptyGroups,
  findOverfullGroups,
  findTooFewMembers,
];
const rulesForTheWhole: readonly Rule[] = [mountsAreUniqueInAUtility, findUnseenVolumes];

/** What the config lacks because it could not be read. */
export interface Gaps {
  readonly images: boolean;
  readonly volumes: boolean;
}

/** Every violation of every rule, but for those that the gaps may be the reason for. */
export function checkRules(config: DeployConfig, gaps: Gaps): Violation[] {
  const { images, volumes } = gaps;
  return [
    ...rules,
    ...(images ? [] : rulesForAllImages),
    ...(volumes ? [] : rulesForAllVolumes),
    ...(images || volumes ? [] : rulesForTheWhole),
  ].flatMap((rule) => rule(config));
}

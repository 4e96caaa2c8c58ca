/** Rules that no schema can say, because they look at several places of a deploy config at once; each finds every violation. */
import type { Violation } from "../base/errors.ts";
import { renderSize } from "../base/sizes.ts";
import { type DeployConfig, type DiskSpec, type FileSystem, type VolumeSpec, isBootable, serviceSize } from "./deploy-config.ts";
import { parseSource } from "./image-source.ts";

type Rule = (config: DeployConfig) => Violation[];

/** Longest labels in bytes: ext and btrfs from their on-disk formats, xfs and vfat likewise, swap as util-linux writes it. */
const labelLimits: Readonly<Record<FileSystem, number>> = { ext2: 16, ext3: 16, ext4: 16, xfs: 12, btrfs: 255, vfat: 11, swap: 15 };

/** Mount points that belong to the running kernel, or that a mounted filesystem would hide. */
const kernelMounts = ["/proc", "/sys", "/dev", "/run"];

function volumesOf(config: DeployConfig): readonly VolumeSpec[] {
  return config.disks.flatMap((disk) => disk.volumes);
}

function repeated<T>(items: readonly T[], key: (item: T) => string): { readonly item: T; readonly first: T }[] {
  const seen = new Map<string, T>();
  const found: { item: T; first: T }[] = [];
  for (const item of items) {
    const first = seen.get(key(item));
    if (first === undefined) seen.set(key(item), item);
    else found.push({ item, first });
  }
  return found;
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
      ...(index > 0 ? [{ pointer: `${image.pointer}/boot`, problem: "a second image that boots first", expected: "at most one image with \"boot\": true" }] : []),
      ...(isBootable(image) ? [] : [{ pointer: `${image.pointer}/boot`, problem: `an image with target "${image.target}" cannot boot`, expected: "\"boot\" only on an image with target \"/\"" }]),
    ]);

const sourcesAreKnown: Rule = (config) =>
  config.images
    .filter((image) => parseSource(image.source) === undefined)
    .map((image) => ({
      pointer: `${image.pointer}/image_pull_url`,
      problem: "this address has no form that is known",
      expected: "HOST::module/path/, rsync://HOST/module/path/, USER@HOST:path/, an absolute path, http://, https:// or file://",
    }));

const volumesNameKnownImages: Rule = (config) => {
  const known = config.images.map((image) => image.name);
  return volumesOf(config).flatMap((volume) =>
    volume.images.flatMap((name, index) =>
      known.includes(name)
        ? []
        : [{ pointer: `${volume.pointer}/images/${index}`, problem: `no image is named "${name}"`, expected: `one of ${known.map((image) => `"${image}"`).join(", ")}` }],
    ),
  );
};

const mountsAreUniqueInAnImage: Rule = (config) =>
  config.images.flatMap((image) => {
    const mounted = volumesOf(config).filter((volume) => volume.mount !== undefined && volume.images.includes(image.name));
    return repeated(mounted, (volume) => volume.mount ?? "").map(({ item, first }) => ({
      pointer: `${item.pointer}/mount`,
      problem: `image "${image.name}" has "${item.mount}" twice, here and in ${first.pointer}`,
      expected: "one volume for each mount point of an image",
    }));
  });

const bootableImagesHaveARoot: Rule = (config) =>
  config.images
    .filter((image) => isBootable(image) && !volumesOf(config).some((volume) => volume.mount === "/" && volume.images.includes(image.name)))
    .map((image) => ({ pointer: image.pointer, problem: `image "${image.name}" has no volume with mount "/"`, expected: `a volume with "mount": "/" and "images": ["${image.name}"]` }));

const rootsAreNotShared: Rule = (config) =>
  volumesOf(config)
    .filter((volume) => volume.mount === "/")
    .flatMap((volume) => {
      const roots = config.images.filter((image) => isBootable(image) && volume.images.includes(image.name));
      return roots.length > 1
        ? [{ pointer: `${volume.pointer}/images`, problem: `${roots.map((image) => `"${image.name}"`).join(" and ")} would share one root`, expected: "a \"/\" of its own for each operating system" }]
        : [];
    });

const mountsSuitFilesystems: Rule = (config) =>
  volumesOf(config).flatMap((volume) => {
    const { mount, fileSystem, pointer } = volume;
    if (mount === undefined) return [];
    if (fileSystem === "swap") return [{ pointer: `${pointer}/mount`, problem: `swap cannot be mounted on "${mount}"`, expected: "\"none\" for swap" }];
    if (fileSystem === "vfat" && mount === "/") return [{ pointer: `${pointer}/file_system`, problem: "vfat cannot hold an operating system's root", expected: "ext2, ext3, ext4, xfs or btrfs" }];
    const kernel = kernelMounts.find((path) => mount === path || mount.startsWith(`${path}/`));
    return kernel === undefined ? [] : [{ pointer: `${pointer}/mount`, problem: `"${mount}" lies in ${kernel}, which the system makes itself at each boot`, expected: "another mount point" }];
  });

const labelsFit: Rule = (config) =>
  volumesOf(config).flatMap(({ label, fileSystem, pointer }) => {
    const limit = labelLimits[fileSystem];
    const length = new TextEncoder().encode(label ?? "").length;
    return length > limit ? [{ pointer: `${pointer}/disk_label`, problem: `"${label}" is ${length} bytes long`, expected: `at most ${limit} bytes for ${fileSystem}` }] : [];
  });

const disksAreNamedOnce: Rule = (config) =>
  repeated(config.disks, (disk) => `${disk.id.type} ${disk.id.value}`).map(({ item, first }) => ({
    pointer: `${item.pointer}/id`,
    problem: `this disk is also ${first.pointer}`,
    expected: "each disk once",
  }));

function diskViolations(config: DeployConfig, disk: DiskSpec): Violation[] {
  const remaining = disk.volumes.filter((volume) => volume.size.kind === "remaining");
  const twice = remaining.slice(1).map((volume) => ({ pointer: `${volume.pointer}/size`, problem: "a second \"remaining\" on this disk", expected: "at most one volume of size \"remaining\" for each disk" }));
  const service = serviceSize(config, disk);
  const free = disk.size - service;
  const asked = disk.volumes.reduce((sum, { size }) => sum + (size.kind === "bytes" ? size.bytes : size.kind === "percent" ? (Math.max(free, 0) * size.percent) / 100 : 0), 0);
  const tooMuch = asked > free || (remaining.length > 0 && asked >= free);
  if (!tooMuch) return twice;
  return [
    ...twice,
    {
      pointer: `${disk.pointer}/size`,
      problem: `its volumes need ${renderSize(asked)} and its service partitions ${renderSize(service)}, together more than ${renderSize(disk.size)}`,
      expected: remaining.length > 0 ? "sizes that leave something for \"remaining\"" : "volumes and service partitions within the disk's size",
    },
  ];
}

const volumesFitTheirDisk: Rule = (config) => config.disks.flatMap((disk) => diskViolations(config, disk));

const rules: readonly Rule[] = [
  imageNamesAreUnique,
  oneImageBootsFirst,
  sourcesAreKnown,
  volumesNameKnownImages,
  mountsAreUniqueInAnImage,
  bootableImagesHaveARoot,
  rootsAreNotShared,
  mountsSuitFilesystems,
  labelsFit,
  disksAreNamedOnce,
  volumesFitTheirDisk,
];

/** Every violation of every rule. */
export function checkRules(config: DeployConfig): Violation[] {
  return rules.flatMap((rule) => rule(config));
}

/** The rules of images, mounts and disks, and the list of all rules that need to know neither a storage layer nor an image source. */
import { type DeployConfig, type ImageSpec, existingSystem, isBootable } from "./deploy-config.ts";
import { findOnOthers } from "./deployed-systems.ts";
import { menuDiskRules } from "./menu-disks.ts";
import { repeated } from "./repeated.ts";
import type { Rule } from "./rule.ts";
import { seedRules } from "./seed-rules.ts";
import { sizeRules } from "./size-rules.ts";
import { utilityRules } from "./utility-rules.ts";
import { systemsOf } from "./utility-targets.ts";
import { volumesOf } from "./volumes.ts";
import { type Finding, quoted, withArticle } from "./wording.ts";

function findRepeatedNames({ images }: DeployConfig): Finding[] {
  return repeated(images, ({ name }) => name).map(({ item, first }) => ({
    of: "image",
    spec: item,
    field: "name",
    problem: ({ keys }) => `"${item.name}" is also the ${keys.image.name} of ${first.pointer}`,
    expected: ({ keys }) => `${withArticle(keys.image.name)} of its own for each image`,
  }));
}

function findCarryOfUtilities({ images }: DeployConfig): Finding[] {
  return images
    .filter((image) => image.carry !== undefined && !isBootable(image))
    .map((spec) => ({
      of: "image",
      spec,
      field: "carry",
      problem: ({ keys }) => `an image with ${keys.image.target} "${spec.target}" is no operating system`,
      expected: ({ keys }) => `"${keys.image.carry}" only on an image with ${keys.image.target} "/"`,
    }));
}

function findSpreadOfOthers(config: DeployConfig): Finding[] {
  return findOnOthers(config, "spread");
}

function findRepeatedMounts(config: DeployConfig, images: readonly ImageSpec[]): Finding[] {
  return images.flatMap((image) => {
    const mounted = volumesOf(config).filter(
      (volume) => volume.mount !== undefined && volume.images.includes(image.name),
    );
    return repeated(mounted, (volume) => volume.mount ?? "").map(({ item, first }): Finding => ({
      of: "volume",
      spec: item,
      field: "mount",
      problem: `image "${image.name}" has "${item.mount}" twice, here and in ${first.pointer}`,
      expected: "one volume for each mount point of an image",
    }));
  });
}

function findRepeatedMountsOfSystems(config: DeployConfig): Finding[] {
  return findRepeatedMounts(config, config.images.filter(isBootable));
}

/** One that goes into several systems shares a root with each. */
function findRepeatedMountsOfUtilities(config: DeployConfig): Finding[] {
  return findRepeatedMounts(
    config,
    config.images.filter((image) => !isBootable(image) && systemsOf(config, image).length === 0),
  );
}

function findRootless(config: DeployConfig): Finding[] {
  const roots = volumesOf(config).filter(({ mount }) => mount === "/");
  return config.images
    .filter((image) => isBootable(image) && !roots.some(({ images }) => images.includes(image.name)))
    .map((spec) => ({
      of: "image",
      spec,
      problem: ({ keys }) => `image "${spec.name}" has no volume with ${keys.volume.mount} "/"`,
      expected: ({ keys }) => `a volume with "${keys.volume.mount}": "/" and "${keys.volume.images}": ["${spec.name}"]`,
    }));
}

function findSharedRoots(config: DeployConfig): Finding[] {
  const systems = new Set(config.images.filter(isBootable).map(({ name }) => name));
  return volumesOf(config)
    .filter(({ mount }) => mount === "/")
    .flatMap((spec): Finding[] => {
      const roots = [...systems].filter((name) => spec.images.includes(name));
      if (roots.length < 2) return [];
      return [
        {
          of: "volume",
          spec,
          field: "images",
          problem: `images ${quoted(roots)} would share one root`,
          expected: 'a "/" of its own for each operating system',
        },
      ];
    });
}

function findRepeatedDisks({ disks }: DeployConfig): Finding[] {
  return repeated(disks, ({ id }) => `${id.type} ${id.value}`).map(({ item, first }) => ({
    of: "disk",
    spec: item,
    field: "id",
    problem: `this disk is also ${first.pointer}`,
    expected: "each disk once",
  }));
}

/** Both would be meant by that name. */
function findRescueNames({ images, rescue }: DeployConfig): Finding[] {
  return images
    .filter((image) => rescue !== undefined && isBootable(image) && image.name === "rescue")
    .map((spec) => ({
      of: "image",
      spec,
      field: "name",
      problem: '"rescue" is what the rescue system is called',
      expected: "another name, or no rescue system",
    }));
}

/** What is added is a further system, or something beside several: a node with one alone has no menu to which an entry could be added, unless it is adopted. */
function findNothingToExtend(config: DeployConfig): Finding[] {
  const { policy, images } = config;
  const systems = images.filter(isBootable);
  if (policy !== "extend" || systems.length !== 1 || existingSystem(config) !== undefined) return [];
  return [
    {
      of: "config",
      field: "images",
      problem: ({ keys }) =>
        `policy "extend" adds to what a node has, and here is one image alone with ${keys.image.target} "/"`,
      expected: "the systems that the node has, two or more with those that it gets",
    },
  ];
}

/** Those of the storage layers and of the image sources come to these in storage/rules.ts. */
export const configRules: readonly Rule[] = [
  { find: findRepeatedNames },
  { find: findCarryOfUtilities },
  { find: findSpreadOfOthers },
  { find: findRepeatedMountsOfSystems },
  { find: findSharedRoots },
  { find: findRepeatedDisks },
  { find: findRescueNames },
  { needs: ["images"], find: findNothingToExtend },
  { needs: ["volumes"], find: findRootless },
  { needs: ["images", "volumes"], find: findRepeatedMountsOfUtilities },
  ...menuDiskRules,
  ...sizeRules,
  ...utilityRules,
  ...seedRules,
];

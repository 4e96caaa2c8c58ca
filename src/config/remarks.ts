/** What a config says that is accepted, but means less or something else than it may seem to mean: each is told as a warning. */
import { type DeployConfig, isBootable } from "./deploy-config.ts";
import { volumesOf } from "./volumes.ts";
import { remarkLoneMenu } from "./menu-disks.ts";
import { type Remark, quoted } from "./wording.ts";

/** The existing controller marks every image that is made from the one that the node is to boot. */
function remarkFirsts({ images }: DeployConfig): Remark[] {
  const [first, ...more] = images.filter((image) => image.bootFirst && isBootable(image));
  if (first === undefined || more.length === 0) return [];
  return [
    {
      of: "image",
      spec: first,
      field: "bootFirst",
      remark: `several images are marked to boot first; the first of them, "${first.name}", does, and not ${quoted(more.map(({ name }) => name))}`,
    },
  ];
}

function remarkUtilityFirsts({ images }: DeployConfig): Remark[] {
  return images
    .filter((image) => image.bootFirst && !isBootable(image))
    .map((spec) => ({
      of: "image",
      spec,
      field: "bootFirst",
      remark: ({ keys }) => `ignored: an image with ${keys.image.target} "${spec.target}" cannot boot`,
    }));
}

function remarkUnformatted(config: DeployConfig): Remark[] {
  return volumesOf(config)
    .filter(({ fileSystem }) => fileSystem === undefined)
    .map((spec) => ({
      of: "volume",
      spec,
      remark: ({ keys }) =>
        `not mounted and without "${keys.volume.fileSystem}": no filesystem is made on it, and what is on it is not looked at`,
    }));
}

/** On a config without violations; those of the image sources come to these in storage/rules.ts. */
export const configRemarks: readonly ((config: DeployConfig) => Remark[])[] = [
  remarkLoneMenu,
  remarkFirsts,
  remarkUtilityFirsts,
  remarkUnformatted,
];

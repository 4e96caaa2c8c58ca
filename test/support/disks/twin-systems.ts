/** Two systems from one tree: that is what differs between them, as far as a boot menu is concerned. */

export interface TwinOptions {
  /** A folder of this machine. */
  readonly tree: string;
  /** The images, which are also the labels of their filesystems. */
  readonly names: readonly string[];
  /** Of each root. */
  readonly rootMiB: number;
}

/** MiB of a disk for them. */
export function twinDiskMiB({ names, rootMiB }: Pick<TwinOptions, "names" | "rootMiB">): number {
  return names.length * rootMiB + 160;
}

/** The deploy config. */
export function twinConfig(device: string, options: TwinOptions): object {
  const { tree, names, rootMiB } = options;
  return {
    partitions_policy: "clean",
    images: names.map((name) => ({ name, image_pull_url: `${tree}/`, target: "/" })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: device }, size: `${twinDiskMiB(options)} MiB` },
        volumes: names.map((name) => ({
          ...{ type: "partition", mount: "/", size: `${rootMiB} MiB`, file_system: "ext4", disk_label: name },
          images: [name],
        })),
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 0 },
  };
}

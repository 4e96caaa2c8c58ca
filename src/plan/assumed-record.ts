/** What stands in for the record of a node whose deploy wrote none: its images and their volumes as boot-info has them, and no sources. */
import { BareonError } from "../base/errors.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../sources/rsync/spec/flags.ts";
import type { BootInfo, Element } from "../schema/boot-info.ts";
import type { DeployRecord, RecordedImage } from "../schema/deploy-record.ts";

/** Lines for the volumes that boot-info knows, in the form of a deploy's. */
function plainFstab({ mounts = [] }: Element): string {
  return mounts
    .map(({ mount, uuid, type }) => `UUID=${uuid} ${mount} ${type} defaults 0 ${mount === "/" ? 1 : 2}\n`)
    .join("");
}

export interface AssumedTree {
  /** The image that is meant, by its name in the config. */
  readonly image: string;
  /** The fstab that the deploy wrote into it; undefined if it is not there, and then its lines are made of boot-info. */
  readonly fstab: string | undefined;
  /** The files that outlive an update by default. */
  readonly carry: readonly string[];
}

/** Nothing in it says where images come from: that has to be asked for. Throws "unsupported" if boot-info does not know the image's volumes. */
export function assumeRecord({ elements }: BootInfo, { image, fstab, carry }: AssumedTree): DeployRecord {
  if ((elements.find(({ os_id: id }) => id === image)?.mounts ?? []).length === 0)
    throw new BareonError(
      "unsupported",
      `This node has no record of image ${image}, and boot-info has no volumes of it.`,
      {
        hint: "Deploy it again, which writes the record.",
      },
    );
  const images = elements.map((element): RecordedImage => ({
    ...{ name: element.os_id, imageName: element.image_name, imageUuid: element.image_uuid },
    ...{ driver: "rsync", source: "", flags: [...defaultRsyncFlags, ...fixedRsyncFlags] },
    ...{ target: "/", bootTool: true, carry: [...carry], fstab: fstab ?? plainFstab(element) },
    mounts: (element.mounts ?? []).map(({ mount, uuid, type }) => ({ mount, uuid, type, label: null })),
  }));
  return { version: 1, firmware: "both", kernelParams: "", images, utilities: [], leftOut: [] };
}

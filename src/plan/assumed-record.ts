/** What stands in for the record of a node whose deploy wrote none: its images and their volumes as boot-info has them, and no sources. */
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../sources/rsync/spec/flags.ts";
import type { BootInfo, Element } from "../schema/boot-info.ts";
import type { DeployRecord, RecordedImage, RecordedMount } from "../schema/deploy-record.ts";

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

/** True for an image of which boot-info has no list of volumes. */
export function isUnlisted({ mounts = [] }: Pick<Element, "mounts">): boolean {
  return mounts.length === 0;
}

/** The volumes of an image; of one without a list those that its entry has: by them it is known which another image shares. */
function mountsOf({ mounts = [], root_uuid: root, boot_uuid: boot }: Element): RecordedMount[] {
  const bare = { type: "", label: null };
  if (mounts.length > 0) return mounts.map(({ mount, uuid, type }) => ({ mount, uuid, type, label: null }));
  return [
    { mount: "/", uuid: root, ...bare },
    ...(boot === undefined || isSameUuid(boot, root) ? [] : [{ mount: "/boot", uuid: boot, ...bare }]),
  ];
}

/** Throws "unsupported" if boot-info does not know the image's volumes, or whether another image has one of them too. */
function refuseUnknown(elements: readonly Element[], image: string): void {
  const refuse = (problem: string): never => {
    throw new BareonError("unsupported", `This node has no record of image ${image}, and ${problem}.`, {
      hint: "Deploy it again, which writes the record.",
    });
  };
  const own = elements.find(({ os_id: id }) => id === image);
  if (own === undefined || isUnlisted(own)) return refuse("boot-info has no volumes of it");
  const others = elements.filter((one) => one !== own && isUnlisted(one));
  const isKnown = (mount: string): boolean =>
    mount === "/" || (mount === "/boot" && others.every(({ boot_uuid: boot }) => boot !== undefined));
  const unknown = (own.mounts ?? []).map(({ mount }) => mount).filter((mount) => !isKnown(mount));
  if (others.length === 0 || unknown.length === 0) return;
  const names = others.map(({ os_id: name }) => name).join(", ");
  refuse(`boot-info has no volumes of ${names}, which may have ${unknown.join(", ")} too`);
}

/** Nothing in it says where images come from: that has to be asked for. Throws "unsupported" as refuseUnknown. */
export function assumeRecord({ elements }: BootInfo, { image, fstab, carry }: AssumedTree): DeployRecord {
  refuseUnknown(elements, image);
  const images = elements.map((element): RecordedImage => ({
    ...{ name: element.os_id, imageName: element.image_name, imageUuid: element.image_uuid },
    ...{ driver: "rsync", source: "", flags: [...defaultRsyncFlags, ...fixedRsyncFlags] },
    ...{ target: "/", bootTool: true, carry: [...carry] },
    fstab: (element.os_id === image ? fstab : undefined) ?? plainFstab(element),
    mounts: mountsOf(element),
  }));
  return { version: 1, firmware: "both", kernelParams: "", images, utilities: [], leftOut: [] };
}

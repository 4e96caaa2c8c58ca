/** Generated from schema/update.schema.json by `npm run schema`; edit that, not this. */
import type { ImageStep, MakeFilesystemStep, PlannedImage, PlannedUtility, PlannedVolume, SeedStep, UtilityStep } from "./plan.ts";

/**
 * What an update of an idle system does, decided before the first write, and after it what came of it; sizes are bytes. Holds the addresses of images with their secrets.
 */
export interface Update {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * the image's name in the config
   */
  image: string;
  /**
   * mirror: the image and nothing else; fresh: on new filesystems; overlay: the image's files restored, all others left alone
   */
  method: "mirror" | "fresh" | "overlay";
  from: ImageVersion;
  to: ImageVersion;
  /**
   * paths and globs of the files that outlive the update, without those that the tree itself names
   */
  carry: string[];
  /**
   * whose carried files it gets; idle is the running system's where the idle one has none
   */
  carryFrom: "idle" | "running" | "none";
  /**
   * what becomes of the seed for cloud-init that the system has: carried from its own tree, or a new one in its place; absent if none is known
   */
  seed?: "carried" | "new";
  /**
   * mount points of volumes that other images have too: they are not written, and what the image has below them is left out
   */
  leftOut: string[];
  /**
   * the volumes that are written, and no other is; keep says that the filesystem stays
   */
  volumes: PlannedVolume[];
  /**
   * the one image
   */
  images: PlannedImage[];
  /**
   * the utility images that go into its tree
   */
  utilities: PlannedUtility[];
  /**
   * what is armed at the end
   */
  arm: "trial" | "once" | "set-default" | "nothing";
  /**
   * boots of a trial
   */
  tries: number;
  /**
   * whether an update of this image was begun before and not ended
   */
  resumed: boolean;
  /**
   * the update that was begun before; absent if there is none
   */
  begun?: {
    /**
     * when it began: UTC, ISO 8601
     */
    since: string;
    /**
     * whether this one brings the same version; false also if it is not known what that was made with
     */
    goesOn: boolean;
  };
  /**
   * what is done, in this order
   */
  steps: (MakeFilesystemStep | ImageStep | UtilityStep | SeedStep | UpdateStep)[];
  /**
   * true once the system is offered again; absent in a plan
   */
  done?: true;
  /**
   * how long it took; absent in a plan
   */
  seconds?: number;
  /**
   * what people should know; absent in a plan
   */
  warnings?: string[];
}
/**
 * A version of an image
 */
export interface ImageVersion {
  /**
   * image_name, else the name
   */
  imageName: string;
  /**
   * image_uuid, else empty
   */
  imageUuid: string;
}
/**
 * A step that only an update has
 */
export interface UpdateStep {
  /**
   * begin-update: nobody can boot it any more; set-aside: its carried files are copied onto the multiboot partition; carry: they are put into their places; end-update: kernels proven, the menu offers it again
   */
  kind: "begin-update" | "set-aside" | "carry" | "end-update";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the update fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}

/** What every image source can do through the Host: measure an image before the first write, and bring it into a mounted tree or onto a volume. */
import type { Context } from "../host/host.ts";
import type { Driver } from "../config/deploy-config.ts";
import type { PlannedImage, PlannedVolume } from "../schema/plan.ts";
import type { Traits } from "../storage/filesystem/filesystem.ts";
import type { PlannedSource, SourceSpec } from "../config/source-spec.ts";
import type { KeptFiles } from "../host/kept-files.ts";

/** What a source needs to know of an image, whatever becomes of it. */
export type SourcedImage = PlannedSource & Pick<PlannedImage, "name">;

export interface ImageSize {
  /** Bytes to transfer. */
  readonly bytes: number;
  /** 0 if that is not known before. */
  readonly files: number;
}

/** An image that is one filesystem, and so replaces that of its volume. */
export interface ImageFilesystem {
  /** As blkid calls it; undefined if that is not known before it is written. */
  readonly type?: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** What else its superblock says; undefined if that is not known before it is written. */
  readonly traits?: Traits | undefined;
}

/** An image as it was found before the first write. */
export interface MeasuredImage extends ImageSize {
  /** Undefined for an image that goes into a tree. */
  readonly filesystem?: ImageFilesystem | undefined;
  /** Bytes of memory that it takes from its transfer to the end of the deploy; 0 if absent. */
  readonly memory?: number | undefined;
  /** Programs that the deploy of it starts, and measuring it did not. */
  readonly programs?: readonly string[] | undefined;
  /** Of an image that has one, the digest by which the same image is known again. */
  readonly manifest?: string | undefined;
  /** By which the same bytes are known again: a digest, or what a server says of its version; absent if nothing tells. */
  readonly identity?: string | undefined;
  /** What a system needs to boot and the image has not; absent if nothing was looked for. */
  readonly lacks?: readonly BootPart[] | undefined;
  /** What the source itself will need again when it deploys the image; nothing else reads it. */
  readonly found?: unknown;
}

/** What a system boots with: the last one mounts what is in its fstab. */
export type BootPart = "kernel" | "initrd" | "init" | "mount";

/** How far one image is; both numbers only grow. */
export type OnImageProgress = (done: ImageSize) => void;

export interface TransferOptions {
  /** What `measure` returned; without it a source that needs it measures again. */
  readonly measured?: MeasuredImage | undefined;
  /** What is kept until the deploy has ended; without it nothing outlives the transfer. */
  readonly kept?: KeptFiles | undefined;
  readonly onProgress: OnImageProgress;
}

/** An image has a symlink where a volume is mounted, or on the way to that: the volume belongs where the link leads. */
export class LinkedMountPoint extends Error {
  /** From the top of the tree that was written, without a slash at the start. */
  readonly path: string;
  readonly target: string;

  constructor(path: string, target: string) {
    super(`"${path}", on the way to a mount point, is a link to "${target}"`);
    this.path = path;
    this.target = target;
  }
}

export interface DeployOptions extends TransferOptions {
  /** Where volumes are mounted below the tree's top, and the folders on the way there, without a slash at the start. */
  readonly mountPoints: readonly string[];
  /** Paths from the top of the tree that stay as they are, whatever the image has there. */
  readonly preserved: readonly string[];
  /** Whether the tree is that of an operating system, at its top. */
  readonly isSystem: boolean;
  /** Bytes of the volumes under the tree. */
  readonly room: number;
  /** A path on which the source may mount something meanwhile. */
  readonly jail: string;
  /** If the tree is to hold the image and nothing else; absent where other files are left alone. Only the source "rsync" has it. */
  readonly mirror?: Mirror | undefined;
  readonly outside?: Outside | undefined;
}

/** Volumes below the tree that are not the image's alone, so that they are not mounted. */
export interface Outside {
  /** Their mount points from the top of the tree; they are preserved as well. */
  readonly paths: readonly string[];
  /** Is told how many files other than folders the image has below them. */
  readonly count: (files: number) => void;
}

/** What stays of a tree that becomes a mirror of an image, besides what is preserved. */
export interface Mirror {
  /** Paths from the top that stay although the image does not have them. */
  readonly kept: readonly string[];
  /** Folders of which the image's files are restored, and no other is removed. */
  readonly keptBelow: readonly string[];
}

export interface ImageSource extends SourceSpec {
  /** The folder of this machine that the image is a copy of, if it is one: the image can be looked into before the first write. */
  readonly folderOf?: (image: SourcedImage) => string | undefined;
  /** Reaches the image, reads its size and writes nothing. Throws BareonError "source". */
  readonly measure: (ctx: Context, image: SourcedImage) => Promise<MeasuredImage>;
  /**
   * Brings the whole image into the tree at `root`, where it leaves other files alone, except with `mirror`. Throws BareonError if
   * anything of the image is missing, and LinkedMountPoint if it cannot be brought because of a mount point; it can be called again
   * once that has moved.
   */
  readonly deploy: (ctx: Context, image: SourcedImage, root: string, options: DeployOptions) => Promise<void>;
  /** Reaches the image, and returns the digest that `measure` finds; absent for a source that has none. Throws BareonError "source". */
  readonly identify?: (ctx: Context, image: SourcedImage) => Promise<string>;
  /**
   * Brings the image of a filesystem onto the volume, with the volume's UUID, label and size; returns the UUID that it came with.
   * As long as not all of it is there and verified, the volume cannot be mounted. Undefined for a source that has no such images.
   */
  readonly write?: (
    ctx: Context,
    image: SourcedImage,
    volume: PlannedVolume,
    options: TransferOptions,
  ) => Promise<string>;
}

/** A table of sources by their name in a plan. */
export type ImageSources = Readonly<Record<Driver, ImageSource>>;

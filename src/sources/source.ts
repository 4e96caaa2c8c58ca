/** What every deploy driver can do: measure an image's source before the first write, and bring it into a mounted tree or onto a volume. */
import type { FileVersion } from "./file/download.ts";
import type { Context } from "../host/host.ts";
import type { PlannedImage, PlannedVolume } from "../schema/plan.ts";
import type { Compression } from "../formats/compression.ts";
import type { ImageContent } from "../formats/superblock.ts";
import type { Checksum } from "./file/checksum.ts";
import type { Signature } from "./file/signature.ts";

/** What a driver needs to know of an image, whatever becomes of it. */
export type SourcedImage = Pick<PlannedImage, "name" | "source" | "flags" | "file">;

export interface ImageSize {
  /** Bytes to transfer. */
  readonly bytes: number;
  /** 0 where nobody knows before. */
  readonly files: number;
}

export type FoundFilesystem = Extract<ImageContent, { readonly kind: "filesystem" }>;

/** What a file was found to be. */
export interface FoundFile {
  readonly version: FileVersion;
  readonly compression: Compression;
  /** Of a qcow2 image only the size of its content is known before. */
  readonly content: FoundFilesystem | { readonly kind: "tar" } | { readonly kind: "qcow2"; readonly size: number };
  readonly checksum: Checksum | undefined;
  /** Of the file itself; one of a list of checksums was verified with the list. */
  readonly signature: Signature | undefined;
}

/** A source as it was found before the first write. */
export interface MeasuredImage extends ImageSize {
  /** Of an image that is one file. */
  readonly file?: FoundFile;
}

/** How far one image is; both numbers only grow. */
export type OnImageProgress = (done: ImageSize) => void;

export interface TransferOptions {
  /** What `measure` gave; without it a driver that needs it measures again. */
  readonly measured?: MeasuredImage | undefined;
  readonly onProgress: OnImageProgress;
}

export interface DeployOptions extends TransferOptions {
  /** Paths from the top of the tree that stay as they are, whatever the image has there. */
  readonly preserved: readonly string[];
  /** Whether the tree is that of an operating system, at its top. */
  readonly isSystem: boolean;
  /** Bytes of the volumes under the tree. */
  readonly room: number;
  /** A path where the driver may mount something meanwhile. */
  readonly jail: string;
}

export interface DeployDriver {
  /** Reaches the source, reads its size and writes nothing. Throws BareonError "source". */
  measure(ctx: Context, image: SourcedImage): Promise<MeasuredImage>;
  /** Brings the whole image into the tree at `root`, where other files are left alone; throws BareonError where anything of it is missing. */
  deploy(ctx: Context, image: SourcedImage, root: string, options: DeployOptions): Promise<void>;
  /**
   * Brings the image of a filesystem onto the volume, with the volume's UUID, label and size; gives the UUID that it came with.
   * As long as not all of it is there and verified, the volume cannot be mounted. Undefined for a driver that knows no such images.
   */
  write?: (ctx: Context, image: SourcedImage, volume: PlannedVolume, options: TransferOptions) => Promise<string>;
}

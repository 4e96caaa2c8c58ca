/** What every deploy driver can do: measure an image's source before the first write, and bring it into a mounted tree. */
import type { Context } from "../../host/host.ts";
import type { PlannedImage } from "../../schema/plan.ts";

/** What a driver needs to know of an image, whatever becomes of it. */
export type SourcedImage = Pick<PlannedImage, "name" | "source" | "flags">;

export interface ImageSize {
  /** Bytes to transfer. */
  readonly bytes: number;
  readonly files: number;
}

/** How far one image is; both numbers only grow. */
export type OnImageProgress = (done: ImageSize) => void;

export interface DeployOptions {
  /** Paths from the top of the tree that stay as they are, whatever the image has there. */
  readonly preserved: readonly string[];
  readonly onProgress: OnImageProgress;
}

export interface DeployDriver {
  /** Reaches the source, reads its size and writes nothing. Throws BareonError "source". */
  measure(ctx: Context, image: SourcedImage): Promise<ImageSize>;
  /** Brings the whole image into the tree at `root`, where other files are left alone; throws BareonError where anything of it is missing. */
  deploy(ctx: Context, image: SourcedImage, root: string, options: DeployOptions): Promise<void>;
}

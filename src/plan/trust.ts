/** Which images of a deploy nothing proves to be the right ones: whoever sits between could have sent others. */
import type { Driver } from "../config/deploy-config.ts";
import type { PlannedSource, SourceSpecs } from "../config/source-spec.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";

export type JudgedImage = Pick<PlannedSource, "source" | "file" | "oci"> & {
  readonly name: string;
  readonly driver: Driver;
  readonly keep?: boolean;
};

/** "red (by http:// without a checksum or a signature)", for each such image. */
export function findDoubts(images: readonly JudgedImage[], sources: SourceSpecs = sourceSpecs): string[] {
  // One that is not brought could be anything.
  return images.flatMap((image) => {
    if (image.keep === true) return [];
    const doubt = sources[image.driver].findDoubt(image);
    return doubt === undefined ? [] : [`${image.name} (${doubt})`];
  });
}

/** With those that a former run has brought as if this one brought them: nobody may have asked that run for a proof. */
export function asBrought(images: readonly JudgedImage[], resumed: readonly string[]): JudgedImage[] {
  return images.map((image) => (resumed.includes(image.name) ? { ...image, keep: false } : image));
}

/** Which container images a plan brings, once that was looked at: the node's record keeps it, so that the same image is known again. */
import type { Plan } from "../schema/plan.ts";

type Measured = ReadonlyMap<string, { readonly manifest?: string | undefined }>;

/** The plan with the digest of each container image's manifest. */
export function withManifests<T extends Pick<Plan, "images" | "utilities">>(plan: T, measured: Measured): T {
  const complete = <I extends Plan["images"][number] | Plan["utilities"][number]>(image: I): I => {
    const manifest = measured.get(image.name)?.manifest;
    return manifest === undefined ? image : { ...image, oci: { ...image.oci, manifest } };
  };
  return { ...plan, images: plan.images.map(complete), utilities: plan.utilities.map(complete) };
}

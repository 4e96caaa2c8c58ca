/** What planning has to know of the source "oci": container images, of a registry or of an image layout of this machine. */
import type { PlannedSource, SourceSpec } from "../../../config/source-spec.ts";
import { addressForms, findAddressFault, isImageAddress, parseImageAddress } from "./address.ts";
import { findUnsuitedImages } from "./rules.ts";

/** A digest proves the image, whoever sends it; a tag is what the registry makes of it today. */
function findDoubt({ source }: Pick<PlannedSource, "source">): string | undefined {
  const address = parseImageAddress(source);
  if (address === undefined || !("kind" in address) || address.kind !== "registry") return undefined;
  return address.digest === undefined ? "by a tag, without a digest" : undefined;
}

function localPaths({ source, oci = {} }: Pick<PlannedSource, "source" | "oci">): string[] {
  const address = parseImageAddress(source);
  const path = address !== undefined && "kind" in address && address.kind !== "registry" ? address.path : undefined;
  return [path, oci.caFile, oci.authFile].filter((one) => one !== undefined);
}

export const ociSpec: SourceSpec = {
  addresses: addressForms,
  what: "a container image",
  use: "a container image",
  parseAddress: (address) => (isImageAddress(address) ? address : undefined),
  findFault: findAddressFault,
  findDoubt,
  refuseAddress: (other) => ({
    problem: ({ driver }) => `this is no container image, which the deploy driver ${driver.oci} reads`,
    expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver[other]}", or ${addressForms.join(", ")}`,
  }),
  findViolations: findUnsuitedImages,
  localPaths,
  plan: (_, { source, oci }) => ({ source, flags: [], oci: { ...oci } }),
};

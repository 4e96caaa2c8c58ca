/** Rules for container images in a config: their addresses, and the fields that are for registries alone. */
import type { DeployConfig, ImageSpec } from "../../../config/deploy-config.ts";
import type { SourceSpecs } from "../../../config/source-spec.ts";
import type { Finding } from "../../../config/wording.ts";
import { findAddressFault, parseImageAddress, registryForm } from "./address.ts";

function fieldsOf({ oci = {} }: ImageSpec): (keyof NonNullable<ImageSpec["oci"]>)[] {
  return Object.keys(oci) as (keyof NonNullable<ImageSpec["oci"]>)[];
}

function findFieldsOfOthers({ images }: DeployConfig, sources: SourceSpecs): Finding[] {
  return images
    .filter(({ driver }) => driver !== "oci")
    .flatMap((spec) =>
      fieldsOf(spec).map((field): Finding => ({
        of: "image",
        spec,
        field: `oci.${field}`,
        problem: `this is for container images, not for ${sources[spec.driver].use}`,
        expected: ({ driver }) => `an image with the deploy driver ${driver.oci}`,
      })),
    );
}

/** No registry is asked for an image of this machine. */
function findFieldsOfRegistries(spec: ImageSpec): Finding[] {
  const address = parseImageAddress(spec.source);
  if (address === undefined || !("kind" in address) || address.kind === "registry") return [];
  return fieldsOf(spec).map((field) => ({
    of: "image",
    spec,
    field: `oci.${field}`,
    problem: "this is for an image of a registry, and the image is one of this machine",
    expected: registryForm,
  }));
}

function findFaults(spec: ImageSpec): Finding[] {
  const fault = findAddressFault(spec.source);
  return fault === undefined ? [] : [{ of: "image", spec, field: "source", ...fault }];
}

/** SourceSpec.findViolations. */
export function findUnsuitedImages(config: DeployConfig, sources: SourceSpecs): Finding[] {
  const own = config.images.filter(({ driver }) => driver === "oci");
  return [
    ...findFieldsOfOthers(config, sources),
    ...own.flatMap((spec) => [...findFaults(spec), ...findFieldsOfRegistries(spec)]),
  ];
}

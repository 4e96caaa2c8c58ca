/** What planning has to know of the source "existing": a system that is on the node's disks already and is brought there by nobody. */
import type { DeployConfig, ImageSpec } from "../../../config/deploy-config.ts";
import type { Finding } from "../../../config/wording.ts";
import type { SourceSpec } from "../../../config/source-spec.ts";
import { volumesOf } from "../../../config/volumes.ts";

const address = "existing";

function existingImages({ images }: DeployConfig): readonly ImageSpec[] {
  return images.filter(({ driver }) => driver === "existing");
}

/** Every other policy may erase it. */
function findOtherPolicies(config: DeployConfig): Finding[] {
  return config.policy === "extend"
    ? []
    : existingImages(config).map((spec) => ({
        of: "image",
        spec,
        field: "source",
        problem: "a system that is there is kept by policy extend alone",
        expected: 'the policy "extend"',
      }));
}

/** A node is adopted with the one system that it has. */
function findSecondSystems(config: DeployConfig): Finding[] {
  return existingImages(config)
    .slice(1)
    .map((spec) => ({
      of: "image",
      spec,
      field: "source",
      problem: "a second system that is there already",
      expected: "one at most",
    }));
}

function findUtilities(config: DeployConfig): Finding[] {
  return existingImages(config)
    .filter(({ target }) => target !== "/")
    .map((spec) => ({
      of: "image",
      spec,
      field: "target",
      problem: "what is there already is an operating system",
      expected: '"/"',
    }));
}

/** Its volumes are known by their identities, and all others are made. */
function findUnknownVolumes(config: DeployConfig): Finding[] {
  const names = existingImages(config).map(({ name }) => name);
  return volumesOf(config)
    .filter(
      ({ mount, existing, images }) =>
        mount === "/" && existing === undefined && names.some((name) => images.includes(name)),
    )
    .map((spec) => ({
      of: "volume",
      spec,
      field: "existing",
      problem: "it does not say which volume of the node it is",
      expected: ({ keys }) => `"${keys.volume.existing}": "PARTUUID=..." or "UUID=..."`,
    }));
}

/** With a policy that makes or compares volumes the identity would be passed over. */
function findOtherVolumes(config: DeployConfig): Finding[] {
  return config.policy === "extend"
    ? []
    : volumesOf(config)
        .filter(({ existing }) => existing !== undefined)
        .map((spec) => ({
          of: "volume",
          spec,
          field: "existing",
          problem: "a volume that is there is named with policy extend alone",
          expected: 'no such key, or the policy "extend"',
        }));
}

function findUnsuitedExisting(config: DeployConfig): Finding[] {
  return [
    ...findOtherPolicies(config),
    ...findSecondSystems(config),
    ...findUtilities(config),
    ...findUnknownVolumes(config),
    ...findOtherVolumes(config),
  ];
}

export const existingSpec: SourceSpec = {
  isThere: true,
  addresses: [address],
  what: "a system that is there already",
  use: "a system that is there already",
  parseAddress: (text) => (text === address ? address : undefined),
  findDoubt: () => undefined,
  refuseAddress: (other, { what }) => ({
    problem: ({ driver }) => `this is ${what}, and the deploy driver ${driver.existing} brings nothing`,
    expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver[other]}", or "${address}"`,
  }),
  findViolations: findUnsuitedExisting,
  plan: () => ({ source: address, flags: [] }),
};

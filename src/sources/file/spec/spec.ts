/** What planning has to know of the source "file": images that are one file, over HTTP or of this machine. */
import type { SourceSpec } from "../../../config/source-spec.ts";
import { isFileAddress } from "./address.ts";
import { findUnsuitedFields } from "./rules.ts";

export const fileSpec: SourceSpec = {
  addresses: ["http://", "https://", "file://"],
  what: "an image file",
  use: "an image file",
  parseAddress: (address) => (isFileAddress(address) ? address : undefined),
  refuseAddress: (other) => ({
    problem: ({ driver }) => `this is no image file, which the deploy driver ${driver.file} reads`,
    expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver[other]}", or http://, https:// or file:///`,
  }),
  findViolations: findUnsuitedFields,
  plan: (_, { source, file }) => ({ source, flags: [], file: { ...file } }),
};

/** What planning has to know of the source "file": images that are one file, over HTTP or of this machine. */
import type { DeployConfig, ImageSpec } from "../../../config/deploy-config.ts";
import { keepsTarget } from "../../../config/kept-places.ts";
import type { PlannedSource, SourceSpec } from "../../../config/source-spec.ts";
import type { Remark } from "../../../config/wording.ts";
import { isFileAddress } from "./address.ts";
import { localPath } from "./file-path.ts";
import { findUnsuitedFields } from "./rules.ts";

function isPlain(address: string): boolean {
  return /^http:/iu.test(address);
}

/** TLS proves the server, a checksum or a signature the file; a list of checksums is as good as its own way here. */
function findDoubt({ source, file = {} }: Pick<PlannedSource, "source" | "file">): string | undefined {
  const { checksum, checksumUrl, signatureUrl, allowMd5 } = file;
  if (!isPlain(source) || (signatureUrl !== undefined && checksumUrl === undefined)) return undefined;
  if (checksum !== undefined) return checksum.startsWith("md5:") ? "by http:// with an MD5 alone" : undefined;
  if (checksumUrl === undefined) return "by http:// without a checksum or a signature";
  if (allowMd5 === true) return "by http:// with a list that may have an MD5 alone";
  return signatureUrl === undefined && isPlain(checksumUrl)
    ? "by http:// with a list of checksums that has no signature and came by http:// too"
    : undefined;
}

/** The image of a filesystem replaces its volume, which a volume that keeps its data does not allow. */
function leavesOut(config: DeployConfig, image: ImageSpec): boolean {
  return (image.file.format === "raw" || image.file.format === "qcow2") && keepsTarget(config, image);
}

function remarkKept(config: DeployConfig): Remark[] {
  return config.images
    .filter((image) => image.driver === "file" && leavesOut(config, image))
    .map((spec) => ({
      of: "image",
      spec,
      remark: `kept: image "${spec.name}" is not deployed onto its volume, which keeps its data${config.policy === "grow" ? ", unless that volume is new" : ""}`,
    }));
}

export const fileSpec: SourceSpec = {
  addresses: ["http://", "https://", "file://"],
  what: "an image file",
  use: "an image file",
  parseAddress: (address) => (isFileAddress(address) ? address : undefined),
  findDoubt,
  refuseAddress: (other) => ({
    problem: ({ driver }) => `this is no image file, which the deploy driver ${driver.file} reads`,
    expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver[other]}", or http://, https:// or file:///`,
  }),
  findViolations: findUnsuitedFields,
  findRemarks: remarkKept,
  leavesOut,
  localPaths: ({ source, file }) => {
    const path = localPath(source);
    return [...(path === undefined ? [] : [path]), ...(file?.caFile === undefined ? [] : [file.caFile])];
  },
  plan: (_, { source, file }) => ({ source, flags: [], file: { ...file } }),
};

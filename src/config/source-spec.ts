/** What a deploy config and a plan have to know of an image source, without reaching it: pure, so that planning may use it. */
import type { DeployConfig, Driver, ImageSpec } from "./deploy-config.ts";
import type { Finding, Remark } from "./wording.ts";
import type { PlannedImage } from "../schema/plan.ts";

/** What of a planned image is the source's own, beside its name. */
export type PlannedSource = Pick<PlannedImage, "source" | "flags" | "file" | "oci">;

export interface SourceSpec {
  /** The forms of its addresses, in a message. */
  readonly addresses: readonly string[];
  /** What is at such an address, in a message: "an image file". */
  readonly what: string;
  /** What the source makes of it, in a message: "a tree that rsync copies". */
  readonly use: string;
  /** The address as it stands in a plan; undefined if it is not of one of the source's forms. No address is of two sources. */
  readonly parseAddress: (address: string) => string | undefined;
  /** What is wrong with an address that is of one of its forms; absent if every such address can be. */
  readonly findFault?: (address: string) => { readonly problem: string; readonly expected: string } | undefined;
  /** Why nobody could tell if another image came in this one's place, in a message: "by http:// without a checksum"; undefined if that is found out. */
  readonly findDoubt: (image: Pick<PlannedSource, "source" | "file">) => string | undefined;
  /** Why an image of this source cannot be at an address of another one. */
  readonly refuseAddress: (name: Driver, other: SourceSpec) => Pick<Finding, "problem" | "expected">;
  /**
   * The violations of its own rules: in its images, in its settings, and in what images of other sources have that is for its own.
   * None is a false one if parts of the config are missing.
   */
  readonly findViolations: (config: DeployConfig, sources: SourceSpecs) => Finding[];
  /** The same for rules that need every image and every volume. */
  readonly findMisplaced?: (config: DeployConfig) => Finding[];
  /** What a config without violations says of its images that may seem to mean something else. */
  readonly findRemarks?: (config: DeployConfig) => Remark[];
  /** True for an image that is not brought, because what is in its place stays; absent for a source that brings every one. */
  readonly leavesOut?: (config: DeployConfig, image: ImageSpec) => boolean;
  /** True if the image is on the node's disks already: nothing is made for it, and nothing is brought. */
  readonly isThere?: true;
  /** The paths of this machine that are read while the image is deployed; absent for a source that reads none. */
  readonly localPaths?: (image: Pick<PlannedSource, "source" | "file" | "oci">) => readonly string[];
  /** What the plan holds for the image. `isOverlaid` says that files of another image may lie where its files go. */
  readonly plan: (config: DeployConfig, image: ImageSpec, isOverlaid: boolean) => PlannedSource;
}

/** A table of sources by their name in a plan. */
export type SourceSpecs = Readonly<Record<Driver, SourceSpec>>;

/** What planning has to know of the source "rsync": trees of files that rsync copies. */
import type { DeployConfig } from "../../../config/deploy-config.ts";
import { isPlacedAnew } from "../../../config/kept-places.ts";
import { type Finding, type Remark, quoted } from "../../../config/wording.ts";
import type { SourceSpec } from "../../../config/source-spec.ts";
import { parseTreeAddress } from "./address.ts";
import { allowedRsyncFlags, fixedRsyncFlags, lacksValue, refusedRsyncFlags } from "./flags.ts";

function findRefusedFlags({ rsyncFlags }: DeployConfig): Finding[] {
  const refused = refusedRsyncFlags(rsyncFlags);
  if (refused.length === 0) return [];
  const last = refused.find(lacksValue);
  if (last !== undefined)
    return [
      {
        of: "config",
        field: "rsyncFlags",
        problem: `"${last}" is without its value`,
        expected: `${last}=VALUE, or the value as the next word`,
      },
    ];
  return [
    {
      of: "config",
      field: "rsyncFlags",
      problem: `not on the list of options that a config may set: ${quoted(refused)}`,
      expected: `options from ${allowedRsyncFlags}`,
    },
  ];
}

function findEmptyAfterDryRun(config: DeployConfig): Finding[] {
  if (!config.rsyncDryRun) return [];
  const empty = config.images.filter((image) => image.driver === "rsync" && isPlacedAnew(config, image));
  if (empty.length === 0) return [];
  return [
    {
      of: "config",
      field: "rsyncFlags",
      problem: `with --dry-run nothing is copied, and the place of ${quoted(empty.map(({ name }) => name))} is made anew`,
      expected: ({ keys, keepData }) =>
        `a policy that keeps the partitions, without "${keys.volume.keepData}": ${JSON.stringify(keepData.false)} for these volumes; or no --dry-run`,
    },
  ];
}

function remarkDryRun({ rsyncDryRun }: DeployConfig): Remark[] {
  const remark = "--dry-run: rsync copies nothing; the trees stay as they are, and what is around them is made anew";
  return rsyncDryRun ? [{ of: "config", field: "rsyncFlags", remark }] : [];
}

/**
 * With files of another image at the same place, a file of one size and second of change is not the same file (rsync 3.2's
 * quick check; images with clamped times are built that way).
 */
const overlayFlags = ["--ignore-times"];

export const rsyncSpec: SourceSpec = {
  addresses: ["HOST::module/path/", "rsync://HOST/module/path/", "USER@HOST:path/", "an absolute path"],
  what: "a tree",
  use: "a tree that rsync copies",
  parseAddress: (address) => parseTreeAddress(address)?.address,
  // With ssh the server has a key; the first one that it shows is believed.
  findDoubt: ({ source }) =>
    parseTreeAddress(source)?.transport === "daemon" ? "from an rsync daemon, which proves nothing" : undefined,
  refuseAddress: (other, { what }) => ({
    problem: ({ driver }) => `this is ${what}, which the deploy driver ${driver.rsync} does not read`,
    expected: ({ keys, driver }) => `"${keys.image.driver}": "${driver[other]}", or the address of a tree`,
  }),
  findViolations: findRefusedFlags,
  findMisplaced: findEmptyAfterDryRun,
  findRemarks: remarkDryRun,
  leavesOut: ({ rsyncDryRun }) => rsyncDryRun,
  localPaths: ({ source }) => (parseTreeAddress(source)?.transport === "local" ? [source] : []),
  plan: ({ rsyncFlags }, { source }, isOverlaid) => ({
    source: parseTreeAddress(source)?.address ?? source,
    flags: [...rsyncFlags, ...fixedRsyncFlags, ...(isOverlaid ? overlayFlags : [])],
  }),
};

/** What planning has to know of the source "rsync": trees of files that rsync copies. */
import type { DeployConfig } from "../../../config/deploy-config.ts";
import { type Finding, quoted } from "../../../config/wording.ts";
import type { SourceSpec } from "../../../config/source-spec.ts";
import { parseTreeAddress } from "./address.ts";
import { allowedRsyncFlags, fixedRsyncFlags, parseRsyncFlags } from "./flags.ts";

function findRefusedFlags({ rsyncFlags }: DeployConfig): Finding[] {
  const { refused } = parseRsyncFlags(rsyncFlags.join(" "));
  if (refused.length === 0) return [];
  return [
    {
      of: "config",
      field: "rsyncFlags",
      problem: `not on the list of options that a config may set: ${quoted(refused)}`,
      expected: `options from ${allowedRsyncFlags}`,
    },
  ];
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
  localPaths: ({ source }) => (parseTreeAddress(source)?.transport === "local" ? [source] : []),
  plan: ({ rsyncFlags }, { source }, isOverlaid) => ({
    source: parseTreeAddress(source)?.address ?? source,
    flags: [...rsyncFlags, ...fixedRsyncFlags, ...(isOverlaid ? overlayFlags : [])],
  }),
};

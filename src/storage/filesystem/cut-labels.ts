/** Labels that are longer than their filesystem takes, cut as programs of old do: for configs that are read leniently. */
import type { DeployConfig, VolumeSpec } from "../../config/deploy-config.ts";
import { mapVolumes } from "../../config/volumes.ts";
import type { Remark } from "../../config/wording.ts";
import { filesystems } from "./filesystems.ts";

/** The beginning of the text that has at most so many bytes of UTF-8, in whole characters. */
function firstBytes(text: string, limit: number): string {
  let taken = "";
  for (const letter of text) {
    if (new TextEncoder().encode(taken + letter).length > limit) break;
    taken += letter;
  }
  return taken.trim();
}

/** The config with every label within its limit, and a remark on each that was cut. */
export function cutLabels(config: DeployConfig): {
  readonly config: DeployConfig;
  readonly remarks: readonly Remark[];
} {
  const remarks: Remark[] = [];
  const cut = (spec: VolumeSpec): VolumeSpec => {
    const { label, fileSystem } = spec;
    const limit = fileSystem === undefined ? Infinity : filesystems[fileSystem].labelLimit;
    if (label === undefined || new TextEncoder().encode(label).length <= limit) return spec;
    const short = firstBytes(label, limit);
    remarks.push({
      of: "volume",
      spec,
      field: "label",
      remark: `"${label}" is cut to "${short}", as ${fileSystem} takes`,
    });
    return { ...spec, label: short };
  };
  return { config: mapVolumes(config, cut), remarks };
}

/** How planned and found are compared, whatever the layer: sizes with their tolerance, contents, and one difference as data. */
import { BareonError, type Difference } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Content } from "../schema/inventory.ts";
import type { Expected, LayerRequest } from "./layer.ts";

/** How far a start and a size may be off, in bytes: provision.json(5), "Deploying once more". */
export const tolerance = MiB;
export const none = "none";

export type Row = Omit<Difference, "where" | "pointer">;

export function renderBytes(bytes: number): string {
  return `${Number((bytes / MiB).toFixed(3))} MiB`;
}

/** What is not there, or empty, is shown as "none". */
export function differenceRow(what: string, expected: string, found: string | null | undefined): Row {
  return { what, expected, found: found === null || found === undefined || found === "" ? none : found };
}

/** Empty if both are the same. */
export function textRow(what: string, expected: string, found: string | null | undefined): Row[] {
  return expected === (found ?? none) ? [] : [differenceRow(what, expected, found)];
}

/** Bytes; `what` is a size or a start. */
export function sizeRow(what: string, expected: number, found: number, allowed: number): Row[] {
  return Math.abs(expected - found) <= allowed ? [] : [differenceRow(what, renderBytes(expected), renderBytes(found))];
}

/**
 * What is made anew may be empty: a deploy that was stopped leaves it so. It may not be something else, which may be wanted; nor
 * may a part of a layer be anything else.
 */
export function contentRows({ contentOf, repeated }: Expected, device: string, found: Content | null): Row[] {
  const expected = contentOf(device);
  if (expected === undefined) return [];
  const { type, volume, isPart, stays = volume?.keepData === true } = expected;
  const isKept = stays || isPart;
  if (found === null && !isKept) return [];
  if (found?.type !== type) return [differenceRow(isPart ? "content" : "filesystem", type, found?.type)];
  if (!isKept || isPart) return [];
  return [
    ...(found.uuid === null || repeated.has(found.uuid) ? [differenceRow("UUID", "one of its own", found.uuid)] : []),
    ...(volume?.label === undefined || volume.label === found.label
      ? []
      : [differenceRow("label", volume.label, found.label)]),
  ];
}

/** Who keeps what is there, and what is to be done. */
function wordsFor(policy: DeployConfig["policy"], keepAll: boolean): readonly [rule: string, hint: string] {
  if (keepAll)
    return [
      "this part of a deploy keeps what is there",
      "Nothing was changed. The disks have to be as the phase storage of the whole config leaves them.",
    ];
  // Not each dialect has policies, and none of them this name.
  if (policy === "keep-if-any")
    return [
      "what is there is kept, as a volume of the config keeps its data",
      "Nothing was changed. Mend the config or the disks; if no volume keeps its data the named disks are repartitioned, and everything on them is lost.",
    ];
  if (policy === "grow")
    return [
      `policy "${policy}" keeps what is there, and makes it only larger`,
      "Nothing was changed. Mend the config or the disks; a volume whose data the config gives up is made anew in its new size.",
    ];
  return policy === "extend"
    ? [
        `policy "${policy}" keeps what is there, which has to be in the config as it is`,
        "Nothing was changed. Mend the config: all that is on the disks belongs into it, and what is new beside that.",
      ]
    : [
        `policy "${policy}" keeps what is there`,
        'Nothing was changed. Mend the config or the disks; policy "clean" repartitions the named disks, and everything on them is lost.',
      ];
}

/** The error for disks that a policy keeps, or a part of a deploy, and that are not as the config has them. */
export function mismatch(
  { policy, keepAll = false }: Pick<DeployConfig, "policy"> & Pick<LayerRequest, "keepAll">,
  differences: readonly Difference[],
  advice?: string,
): BareonError {
  const count = `${differences.length} ${differences.length === 1 ? "thing differs" : "things differ"}`;
  const [rule, hint] = wordsFor(policy, keepAll);
  return new BareonError("mismatch", `the disks are not as the deploy config asks for them: ${count}, and ${rule}`, {
    differences,
    hint: advice === undefined ? hint : `${hint} ${advice}`,
  });
}

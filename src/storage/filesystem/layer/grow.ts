/** Which filesystems that are kept are made larger, because their device is or because a growth was cut off, and why one cannot be. */
import type { Difference } from "../../../base/errors.ts";
import type { PlannedVolume } from "../../../schema/plan.ts";
import { differenceRow, tolerance, renderBytes } from "../../compare.ts";
import type { Expected, FoundPlace, There } from "../../layer.ts";
import type { Step } from "../../step.ts";
import { filesystemNamed } from "../filesystems.ts";

interface Judged {
  /** Bytes that the filesystem takes now, if it is made larger. */
  readonly from?: number;
  /** Why it cannot be made larger although its device is. */
  readonly problem?: string;
}

/** `volume` has the size that its device gets. A filesystem that its device has room for is made larger, also where the device stays as it is. */
export function judgeGrowth(
  { type, size }: Pick<PlannedVolume, "type" | "size">,
  found: FoundPlace | undefined,
): Judged {
  const { content, size: now } = found ?? {};
  if (content?.type !== type || now === undefined) return {};
  const growth = filesystemNamed(type)?.growth;
  const isDeviceGrown = size > now + tolerance;
  if (growth === undefined) return isDeviceGrown ? { problem: `${type} is not made larger with what is on it` } : {};
  const { size: from, fixed, spare = 0, largest = Number.MAX_SAFE_INTEGER } = content;
  if (from === undefined) return isDeviceGrown ? { problem: `how large the ${type} is cannot be read` } : {};
  if (size <= from + tolerance || size - from < spare) return {};
  const problem = findProblem(type, { size, fixed, least: growth.least, largest });
  if (problem === undefined) return { from };
  // What is smaller than its device for another reason stays as it is.
  return isDeviceGrown ? { problem } : {};
}

interface Limits {
  readonly size: number;
  readonly fixed: string | undefined;
  readonly least: number;
  readonly largest: number;
}

function findProblem(type: string, { size, fixed, least, largest }: Limits): string | undefined {
  if (fixed !== undefined) return `${type} ${fixed} is not made larger`;
  if (size < least) return `${type} is not made larger to less than ${renderBytes(least)}`;
  return size > largest ? `this ${type} is not made larger than ${renderBytes(largest)}` : undefined;
}

const unfinished = "smaller: the phase storage has not made it larger";

/** One difference for each filesystem that would have to become larger and cannot. */
export function compareGrowth(
  { layout, contentOf, grow = false, keepAll = false }: Expected,
  { places }: There,
): Difference[] {
  if (!grow) return [];
  return layout.volumes.flatMap((volume): Difference[] => {
    const { device, type, size } = volume;
    const expected = contentOf(device);
    if (expected?.volume?.keepData !== true) return [];
    const { from, problem = keepAll && from !== undefined ? unfinished : undefined } = judgeGrowth(
      volume,
      places.get(device),
    );
    if (problem === undefined) return [];
    const { pointer } = expected.volume;
    return [{ where: device, pointer, ...differenceRow("filesystem", `${type} with ${renderBytes(size)}`, problem) }];
  });
}

/** None for a volume whose filesystem stays as large as it is. */
export function growFilesystem({ device, type, size, mount, grownFrom }: PlannedVolume): Step[] {
  if (grownFrom === undefined) return [];
  const what = mount === null ? type : `${type} for ${mount}`;
  return [
    {
      kind: "grow-filesystem",
      id: `grow ${device}`,
      title: `Make the ${what} on ${device} larger, from ${renderBytes(grownFrom)} to ${renderBytes(size)}`,
      phase: "storage",
      ...{ device, type, from: grownFrom, to: size },
    },
  ];
}

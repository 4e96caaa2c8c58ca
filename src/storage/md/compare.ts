/** Planned arrays beside those that were found in their places: differences, and identities that are taken over. */
import type { Difference } from "../../base/errors.ts";
import type { MdArray } from "../../schema/inventory.ts";
import type { PlannedArray } from "../../schema/plan.ts";
import { contentRows, none, sizeRow, textRow, tolerance } from "../compare.ts";
import type { Expected, FoundPlace, FreshLayout, Layout, StoragePlan, There } from "../layer.ts";

/** Matches planned to found: the array that has the first member. */
function findArray({ members: [first = ""] }: PlannedArray, { machine, places }: There): MdArray | undefined {
  const path = places.get(first)?.path ?? first;
  return machine.arrays.find(({ members }) => members.includes(path));
}

export function matchArrays({ arrays }: Layout, there: There): (readonly [string, FoundPlace])[] {
  return arrays.flatMap((array) => {
    const found = findArray(array, there);
    return found === undefined ? [] : [[array.device, found] as const];
  });
}

function compareArray(expected: Expected, array: PlannedArray, found: MdArray | undefined): Difference[] {
  const members = array.members.toSorted().join(", ");
  const at = { where: `array ${array.name}`, pointer: expected.pointers.get(array.device) ?? "" };
  if (found === undefined)
    return [{ ...at, what: "array", expected: `level ${array.level} of ${members}`, found: none }];
  const metadata = ["0.90", "1.0", "1.1", "1.2"];
  return [
    ...textRow("level", `raid${array.level}`, found.level),
    ...textRow("members", members, found.members.toSorted().join(", ")),
    ...textRow("number of members", String(array.members.length), String(found.devices)),
    ...(metadata.includes(found.metadata) ? [] : textRow("metadata", array.metadata, found.metadata)),
    ...sizeRow("size", array.size, found.size, tolerance),
    ...contentRows(expected, array.device, found.content),
  ].map((difference) => ({ ...difference, ...at }));
}

export function compareArrays(expected: Expected, there: There): Difference[] {
  return expected.layout.arrays.flatMap((array) => compareArray(expected, array, findArray(array, there)));
}

export function keepArrays({ arrays }: FreshLayout, there: There): Partial<StoragePlan> {
  return {
    arrays: arrays.map((array) => {
      if (array.added === true) return array;
      const { uuid = array.uuid, size = array.size, metadata = array.metadata } = findArray(array, there) ?? {};
      return { ...array, keep: true, uuid, size, metadata: metadata as PlannedArray["metadata"] };
    }),
  };
}

export function verifyArrays({ arrays }: Layout, there: There): string[] {
  return arrays
    .filter((array) => findArray(array, there)?.uuid !== array.uuid)
    .map(({ name, uuid }) => `array ${name} does not have the UUID ${uuid}`);
}

/** Compares a part of a stored plan with what follows from the rest of it. */
import type { Violation } from "../base/errors.ts";

/** JSON with the keys of every object in order, so that it compares as data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}

/** One violation where the two are not the same data. */
export function compare(pointer: string, held: unknown, derived: unknown): Violation[] {
  if (canonical(held) === canonical(derived)) return [];
  return [
    {
      pointer,
      problem: "this is not what follows from the rest of the plan",
      expected: "a plan as bareon-provision printed it",
    },
  ];
}

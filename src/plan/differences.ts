/** Where two JSON values differ, as JSON pointers. */
import { at } from "../config/json-pointer.ts";

export interface JsonDifference {
  readonly pointer: string;
  /** Undefined for what is not there. */
  readonly one: unknown;
  readonly other: unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/**
 * Returns the innermost places that differ, in the order of `one`; the order of an object's keys does not count. Lists of different
 * lengths are one difference.
 */
export function findDifferences(one: unknown, other: unknown, pointer = ""): JsonDifference[] {
  if (Object.is(one, other)) return [];
  const areLists = Array.isArray(one) && Array.isArray(other) && one.length === other.length;
  const areObjects = isObject(one) && isObject(other) && !Array.isArray(one) && !Array.isArray(other);
  if (!areLists && !areObjects) return [{ pointer, one, other }];
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    findDifferences(left.get(key), right.get(key), at(pointer, key)),
  );
}

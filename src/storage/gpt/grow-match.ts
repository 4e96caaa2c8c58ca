/** Which partition of a disk that grows is what the config asks for: by its name in the table, else by its number, and never by its size. */
import type { Difference } from "../../base/errors.ts";
import type { Partition } from "../../schema/inventory.ts";
import { none } from "../compare.ts";
import type { AskedDisk, Wanted } from "./wanted.ts";

interface Matched {
  /** For each of what is asked for; undefined for what is not there. */
  readonly matches: readonly (Partition | undefined)[];
  readonly differences: readonly Difference[];
}

function countOf(name: string, names: readonly (string | null)[]): number {
  return names.filter((one) => one === name).length;
}

/**
 * A deploy gives each partition a name of its own, by which it is found wherever it stands in the list. One that has no such name has the
 * number that it would get on a new disk; then what is new stands after all of these, or it would be taken for one of them.
 */
export function matchPartitions(disk: AskedDisk, wanted: readonly Wanted[]): Matched {
  const { partitions } = disk.disk;
  const [asked, there] = [wanted.map(({ name }) => name), partitions.map(({ name }) => name)];
  const isAlone = (name: string | null): boolean =>
    name !== null && name !== "" && countOf(name, asked) === 1 && countOf(name, there) === 1;
  const matches = wanted.map(({ name }) =>
    isAlone(name) ? partitions.find((found) => found.name === name) : undefined,
  );
  const isFree = (found: Partition): boolean => !matches.includes(found);
  let lastByNumber = -1;
  for (const index of wanted.keys()) {
    if (matches[index] !== undefined) continue;
    const found = partitions.find((one) => one.number === index + 1 && isFree(one));
    if (found === undefined) continue;
    matches[index] = found;
    if (wanted[index]?.part !== undefined) lastByNumber = index;
  }
  const differences = wanted.flatMap((one, index): Difference[] => {
    const { part, name, pointer = disk.pointer } = one;
    if (matches[index] !== undefined || part === undefined) return [];
    const at = { where: disk.disk.path, what: "partition", pointer };
    if (index < lastByNumber)
      return [
        { ...at, expected: `"${name}"`, found: `${none}: what is new stands behind what has no name of its own` },
      ];
    const isKnownByNumber = index === wanted.length - 1 && partitions.every(({ number }) => number <= index);
    return countOf(name, asked) === 1 && name !== "" && countOf(name, there) === 0
      ? []
      : isKnownByNumber
        ? []
        : [{ ...at, expected: "a name of its own", found: `"${name}", as others` }];
  });
  return { matches, differences };
}

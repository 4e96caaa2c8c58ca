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
 * number that it would get on a new disk; then nothing is added to the disk, since what is new could not be told from what was there.
 */
export function matchPartitions(disk: AskedDisk, wanted: readonly Wanted[]): Matched {
  const { partitions } = disk.disk;
  const [asked, there] = [wanted.map(({ name }) => name), partitions.map(({ name }) => name)];
  const isAlone = (name: string | null): boolean =>
    name !== null && name !== "" && countOf(name, asked) === 1 && countOf(name, there) === 1;
  const byName = wanted.map(({ name }) =>
    isAlone(name) ? partitions.find((found) => found.name === name) : undefined,
  );
  const matches = wanted.map(
    (_, index) => byName[index] ?? partitions.find((one) => one.number === index + 1 && !byName.includes(one)),
  );
  const isAdding = wanted.some(({ part }, index) => part !== undefined && matches[index] === undefined);
  const differences = wanted.flatMap(({ part, name, pointer = disk.pointer }, index): Difference[] => {
    const found = matches[index];
    if (!isAdding || part === undefined) return [];
    if (found !== undefined && byName[index] !== undefined) return [];
    const at = { where: found?.path ?? disk.disk.path, what: "name", pointer };
    if (found !== undefined)
      return [{ ...at, expected: name, found: `${found.name ?? none}: what is new could not be told from it` }];
    const isOwn = name !== "" && countOf(name, asked) === 1 && countOf(name, there) === 0;
    return isOwn ? [] : [{ ...at, expected: "one of its own", found: `"${name}", as others` }];
  });
  return { matches, differences };
}

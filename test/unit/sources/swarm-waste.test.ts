/** When a swarm is given up: if much comes, for long, and nothing of it is the file. */
import { expect, test } from "vitest";
import { addToWaste, isAllWaste, noWaste } from "../../../src/sources/file/swarm-waste.ts";

const limits = { length: 100, stallSeconds: 3 };
const after = (...progress: readonly (readonly [bytes: number, rate: number])[]): boolean =>
  isAllWaste(
    progress.reduce((waste, [bytes, rate]) => addToWaste(waste, { bytes, rate }), noWaste),
    limits,
  );

test.for<readonly [string, boolean, readonly (readonly [number, number])[]]>([
  [
    "much comes for long and is thrown away",
    true,
    [
      [20, 90],
      [0, 90],
      [10, 90],
      [0, 90],
    ],
  ],
  [
    "it gets longer at last",
    false,
    [
      [20, 90],
      [0, 90],
      [10, 90],
      [21, 90],
    ],
  ],
  [
    "much comes, but not yet for long",
    false,
    [
      [20, 900],
      [0, 900],
      [0, 900],
    ],
  ],
  [
    "little comes",
    false,
    [
      [20, 9],
      [0, 9],
      [0, 9],
      [0, 9],
      [0, 9],
    ],
  ],
  [
    "what is there is checked",
    false,
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  ],
  [
    "it comes as it should",
    false,
    [
      [90, 90],
      [180, 90],
      [270, 90],
      [360, 90],
    ],
  ],
])("%s: %s", ([, isGivenUp, progress]) => {
  expect(after(...progress)).toBe(isGivenUp);
});

test("of a large file no more than a gibibyte is wasted", () => {
  const waste = { most: 0, came: 2 ** 30, seconds: 60 };
  expect(isAllWaste(waste, { length: 2 ** 40, stallSeconds: 60 })).toBe(true);
});

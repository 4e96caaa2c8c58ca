/** What is known of an adoption comes back as it was written, and nothing else is taken for it. */
import { expect, test } from "vitest";
import {
  type Adoption,
  begunAdoption,
  parseAdoption,
  renderAdoption,
} from "../../../../src/boot/store/adoption-file.ts";
import { formerOrder } from "../../../../src/boot/loader/uefi-switch.ts";

const armed: Adoption = { state: "armed", core: 3_145_728, formerCore: 1_048_576, formerOrder: ["0001", "000A"] };

test("each state is read as it was written", () => {
  for (const adoption of [begunAdoption, armed, { ...armed, state: "released" } as const])
    expect(parseAdoption(renderAdoption(adoption))).toEqual(adoption);
});

test.for([
  "",
  "{",
  "null",
  "[]",
  '{"version":2}',
  renderAdoption({ ...armed, core: -1 }),
  renderAdoption({ ...armed, formerOrder: ["x"] }),
])("%j is none", (text) => {
  expect(parseAdoption(text)).toBeUndefined();
});

test("the former order comes back, with what came since behind it and without what is gone", () => {
  expect(formerOrder(["0005", "0001", "0002"], ["0001", "0002"], "0005")).toEqual(["0001", "0002"]);
  expect(formerOrder(["0005", "0007", "0002", "0001"], ["0001", "0003", "0002"], "0005")).toEqual([
    "0001",
    "0002",
    "0007",
  ]);
  expect(formerOrder(["0002", "0001"], ["0001", "0002"], undefined)).toEqual(["0001", "0002"]);
});

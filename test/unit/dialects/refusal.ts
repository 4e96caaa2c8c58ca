/** What the tests of wrong configs share: a short change of an example, and the refusal that it gives. */
import { expect } from "vitest";
import { BareonError, type Violation } from "../../../src/base/errors.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { type ExampleName, changed } from "../../support/files/example.ts";

export interface Case {
  /** What is set at which JSON pointer of the example; undefined removes. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly exit?: "invalid" | "unsupported";
  /** Pointer and words of each violation, in this order. */
  readonly finds: readonly (readonly [string, ...string[]])[];
}

export function refusalOf(document: unknown): BareonError {
  try {
    readIronicConfig(document, { compat: false });
  } catch (error) {
    if (error instanceof BareonError) return error;
    throw error;
  }
  throw new Error("the config was accepted");
}

function words({ problem, expected }: Violation): string {
  return `${problem} | ${expected}`;
}

export function check({ set, finds, exit = "invalid" }: Case, example: ExampleName = "two-systems"): void {
  const error = refusalOf(changed(example, set));
  expect(error.exit).toBe(exit);
  expect(error.violations.map(({ pointer }) => pointer)).toEqual(finds.map(([pointer]) => pointer));
  error.violations.forEach((violation, index) => {
    for (const part of finds[index]?.slice(1) ?? []) expect(words(violation)).toContain(part);
  });
}

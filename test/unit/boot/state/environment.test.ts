/** The environment block as bytes: fixed in its layout, and read as GRUB reads it, whatever it holds. */
import { assert, property, uint8Array, string } from "fast-check";
import { expect, test } from "vitest";
import {
  type GrubEnv,
  environmentPath,
  idleEnvironment,
  parseEnvironment,
  renderEnvironment,
} from "../../../../src/boot/state/environment.ts";

const armed: GrubEnv = { once: 0, trial: 12, left: 3, generation: "0a1b2c3d", base: 5, tries: 9 };
const text = (environment: GrubEnv): string => new TextDecoder().decode(renderEnvironment(environment));
const block = (lines: string): Uint8Array =>
  new TextEncoder().encode(`# GRUB Environment Block\n${lines}`.padEnd(1024, "#"));

test("1024 bytes, all variables in the first sector, and nothing ever moves", () => {
  const [one, other] = [text(armed), text(idleEnvironment("ffffffff"))];
  expect([one.length, other.length]).toEqual([1024, 1024]);
  expect(one.slice(0, 512)).toContain(
    "bareon_once=0.\nbareon_trial=12\nbareon_left=3\nbareon_gen=0a1b2c3d\nbareon_base=5.\nbareon_tries=9\n#",
  );
  expect(other.slice(0, 512)).toContain(
    "bareon_once=--\nbareon_trial=--\nbareon_left=0\nbareon_gen=ffffffff\nbareon_base=--\nbareon_tries=0\n#",
  );
  expect(one.slice(512)).toBe("#".repeat(512));
  expect([...one].map((character) => character === "\n" || character === "=")).toEqual(
    [...other].map((character) => character === "\n" || character === "="),
  );
});

test("what was written is read", () => {
  expect(parseEnvironment(renderEnvironment(armed))).toEqual({ env: armed, problem: null });
});

test.each([
  ["the last of two counts", "bareon_once=1.\nbareon_once=2.\n", { once: 2 }],
  ["a backslash escapes", "bareon_once=\\1.\n", { once: 1 }],
  [
    "a newline that is escaped belongs to the value",
    "x=\\\nbareon_once=1.\nbareon_trial=2.\n",
    { once: null, trial: 2 },
  ],
  [
    "unknown tokens are none",
    "bareon_once=1\nbareon_trial=007\nbareon_base=1..\nbareon_left=10\n",
    { once: null, trial: null, base: null, left: 0 },
  ],
  ["a number has no zero in front", "bareon_once=01\n", { once: null }],
  ["others' variables are passed over", "prefix=(hd0)\nbareon_left=4\nsaved_entry=9\n", { left: 4 }],
  ["a comment", "#bareon_once=1.\n", { once: null }],
  ["a line that does not end", `bareon_once=1.${"x".repeat(1024)}`, { once: null }],
] as const)("%s", (_, lines, expected) => {
  expect(parseEnvironment(block(lines).subarray(0, 1024)).env).toMatchObject(expected);
});

test.each([
  ["missing", undefined, `${environmentPath} is missing`],
  ["empty", new Uint8Array(), `${environmentPath} is no environment block`],
  ["short", block("").subarray(0, 600), `${environmentPath} has 600 bytes, not 1024`],
  ["long", Buffer.concat([renderEnvironment(armed), Buffer.from("#")]), `${environmentPath} has 1025 bytes, not 1024`],
  [
    "somebody else's",
    block(`saved_entry=${"x".repeat(600)}\n`),
    `${environmentPath} has variables of somebody else beyond its first sector`,
  ],
] as const)("a block that is %s has to be replaced", (_, bytes, problem) => {
  expect(parseEnvironment(bytes).problem).toBe(problem);
});

test("no block is too strange", () => {
  assert(property(uint8Array({ maxLength: 1100 }), (bytes) => void parseEnvironment(bytes)));
  assert(
    property(string({ unit: "binary", maxLength: 1000 }), (lines) => {
      const { once, trial, base, left } = parseEnvironment(block(lines)).env;
      for (const index of [once, trial, base]) expect(index === null || (index >= 0 && index < 100)).toBe(true);
      expect(left).toBeLessThan(10);
    }),
  );
});

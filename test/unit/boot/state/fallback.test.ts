/** Whether this boot runs in place of another entry that failed, by all that tells of it. */
import { expect, test } from "vitest";
import { type GrubEnv, idleEnvironment } from "../../../../src/boot/state/environment.ts";
import { describeFallback, findFallback } from "../../../../src/boot/state/fallback.ts";
import { trialRan, type HistoryLine } from "../../../../src/boot/state/history.ts";
import type { Fallback } from "../../../../src/schema/bareon-boot.ts";
import type { BootState } from "../../../../src/boot/state/trial.ts";

const linux = {
  kind: "linux",
  rootUuid: "",
  bootUuid: "",
  bootType: "ext4",
  kernel: "",
  initrd: null,
  parameters: "",
} as const;
const entries = ["red", "blue", "green"].map((id) => ({ ...linux, id, title: id }));

function stateOf(environment: Partial<GrubEnv> = {}, defaultIndex = 0): BootState {
  const generation = "00000001";
  return {
    menu: { defaultIndex, generation, entries },
    environment: { ...idleEnvironment(generation), ...environment },
  };
}

function line(what: string, from: string | null, to: string | null, why = ""): HistoryLine {
  return { number: 1, time: "", who: "", what, from, to, why };
}

const spent = { trial: 1, left: 0, base: 0, tries: 3 };

test.each<[string, Partial<GrubEnv>, [number | null, string | null], HistoryLine[], Fallback | null]>([
  ["an ordinary boot", {}, [0, "default"], [line("trial", null, "blue"), line("confirm", "red", "blue")], null],
  ["a trial without tries", spent, [0, "fallback"], [line("trial", null, "blue")], { from: "blue", cause: "tries" }],
  // The default could not be loaded either.
  ["a default that fails, too", spent, [2, "fallback"], [], { from: "red", cause: "unloaded" }],
  ["a default that could not be loaded", {}, [2, "fallback"], [], { from: "red", cause: "unloaded" }],
  [
    "a one-time boot that could not be",
    {},
    [0, "fallback"],
    [line("once", null, "green")],
    { from: "green", cause: "unloaded" },
  ],
  [
    "what nothing tells of",
    {},
    [0, "fallback"],
    [line("set-default", "blue", "red")],
    { from: null, cause: "unloaded" },
  ],
  ["a fallback to what is no entry", {}, [null, "fallback"], [], { from: null, cause: "unloaded" }],
  ["a state that was not written", { once: 2 }, [0, "envfail"], [], { from: "green", cause: "unwritten" }],
  ["a trial that was not counted", { ...spent, left: 2 }, [0, "envfail"], [], { from: "blue", cause: "unwritten" }],
  [
    "a rejected trial",
    {},
    [0, "default"],
    [line("reject", "blue", null, `${trialRan}not healthy: x`)],
    { from: "blue", cause: "rejected" },
  ],
  [
    "a trial that was taken back where it ran",
    {},
    [0, "default"],
    [line("rollback", "blue", null, trialRan)],
    { from: "blue", cause: "rejected" },
  ],
  // It never ran, or had fallen back before.
  ["a trial that was rejected elsewhere", {}, [0, "default"], [line("reject", "blue", null, "refused")], null],
  [
    "a change after it",
    {},
    [0, "default"],
    [line("reject", "blue", null, trialRan), line("update", "blue", "blue")],
    null,
  ],
  ["the rejected system itself", {}, [1, "trial"], [line("reject", "blue", null, trialRan)], null],
  ["the rejected system, chosen again", {}, [1, "menu"], [line("reject", "blue", null, trialRan)], null],
  ["a default that was put back", {}, [0, "default"], [line("rollback", "blue", "red", trialRan)], null],
])("%s", (_, environment, [index, reason], history, found) => {
  expect(findFallback({ state: stateOf(environment), booted: { index, reason }, history })).toEqual(found);
});

test("a fallback is said in words", () => {
  expect(describeFallback({ from: "blue", cause: "tries" })).toBe("in place of blue: its trial has no tries left");
  expect(describeFallback({ from: null, cause: "unloaded" })).toBe(
    "in place of what was to be booted: GRUB could not load it",
  );
});

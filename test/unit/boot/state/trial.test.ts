/** The state machine: what comes next, against an independent model, and what each command makes of a state. */
import { array, assert, constantFrom, integer, option, property, record } from "fast-check";
import { expect, test } from "vitest";
import type { GrubEnv } from "../../../../src/boot/state/environment.ts";
import { joinTransitions, planArrival, planReturn } from "../../../../src/boot/state/arrival.ts";
import { entryToken } from "../../../../src/boot/state/environment.ts";
import { describeNow } from "../../../../src/boot/state/describe-armed.ts";
import type { MenuEntry } from "../../../../src/boot/menu/menu.ts";
import {
  applyTransition,
  decideNext,
  isUnchanged,
  planCancel,
  planConfirm,
  planNewDefault,
  planOnce,
  planReject,
  planTrial,
  readArmed,
  type BootState,
} from "../../../../src/boot/state/trial.ts";
import { modelBoot } from "../../../support/grub/boot-model.ts";

const entries = Array.from({ length: 12 }, (_, index): MenuEntry => ({
  kind: "chain",
  id: `os-${index}`,
  title: `OS ${index}`,
  bootUuid: "U",
  bootType: "ntfs",
}));

function stateOf(
  defaultIndex: number,
  environment: Partial<GrubEnv> = {},
  updating: readonly number[] = [],
): BootState {
  const update = { rootUuid: "U", since: "2026-01-02T03:04:05Z", what: "" };
  const now = entries.map((entry, index): MenuEntry => {
    const { id, title } = entry;
    return updating.includes(index) ? { kind: "updating", id, title, ...update } : entry;
  });
  return {
    menu: { defaultIndex, generation: "aaaaaaaa", entries: now },
    environment: { once: null, trial: null, left: 0, generation: "aaaaaaaa", base: null, tries: 0, ...environment },
  };
}

const anyEntry = option(integer({ min: 0, max: 13 }), { nil: null });
const anyState = record({
  defaultIndex: integer({ min: 0, max: 13 }),
  once: anyEntry,
  trial: anyEntry,
  base: anyEntry,
  left: integer({ min: 0, max: 9 }),
  tries: integer({ min: 0, max: 9 }),
  generation: constantFrom("aaaaaaaa", "aaaaaaaa", "bbbbbbbb"),
}).map(({ defaultIndex, ...environment }) => stateOf(defaultIndex, environment));

test("what comes next is what the model of GRUB says, also where systems are being updated", () => {
  const anyUpdates = array(integer({ min: 0, max: 10 }), { maxLength: 4 });
  assert(
    property(anyState, anyUpdates, ({ menu: { defaultIndex }, environment }, updating) => {
      const state = stateOf(defaultIndex, environment, updating);
      const { menu } = state;
      const { entry, reason, left, panic, onceAfter, leftAfter } = modelBoot(
        {
          standard: String(menu.defaultIndex),
          once: entryToken(environment.once),
          trial: entryToken(environment.trial),
          left: String(environment.left),
          base: entryToken(environment.base),
          sameMenu: environment.generation === menu.generation,
          writable: true,
        },
        entries.map((_, index) =>
          updating.includes(index)
            ? { root: String(index), attempts: [], updating: true }
            : { root: String(index), attempts: [true] },
        ),
      );
      expect(decideNext(state)).toEqual({ index: entry, reason });
      const { counted, ...arrival } = planArrival(state);
      expect(arrival).toEqual({ index: entry, reason, left, isGuarded: panic });
      const after = applyTransition(state, counted).environment;
      expect([entryToken(after.once), String(after.left)]).toEqual([onceAfter, leftAfter]);
      const back = applyTransition(
        applyTransition(state, counted),
        planReturn(applyTransition(state, counted), arrival),
      );
      expect(decideNext(back)).toEqual({ index: entry, reason });
    }),
    { numRuns: 2000 },
  );
});

test("every command done twice changes nothing the second time", () => {
  assert(
    property(anyState, integer({ min: 0, max: 11 }), (state, index) => {
      for (const plan of [
        planCancel,
        (one: BootState) => planNewDefault(one, index),
        (one: BootState) => planOnce(one, index),
        (one: BootState) => planOnce(one, null),
      ]) {
        expect(isUnchanged(plan(applyTransition(state, plan(state))))).toBe(true);
      }
      if (readArmed(state).defaultIndex === index) return;
      const tried = applyTransition(state, planTrial(state, { index, tries: 3, reset: true }));
      expect(isUnchanged(planTrial(tried, { index, tries: 3, reset: true }))).toBe(true);
      expect(readArmed(tried).trial).toEqual({ index, left: 3, tries: 3, state: "armed" });
    }),
    { numRuns: 1000 },
  );
});

test("tries are filled up only when asked for, also when they are spent", () => {
  const spent = stateOf(0, { trial: 1, left: 0, base: 0, tries: 3 });
  expect(planTrial(spent, { index: 1, tries: 3, reset: false })).toEqual({});
  expect(planTrial(spent, { index: 1, tries: 3, reset: true }).environment).toMatchObject({ trial: 1, left: 3 });
  expect(planTrial(spent, { index: 2, tries: 3, reset: false }).environment).toMatchObject({
    trial: 2,
    left: 3,
    base: 0,
  });
  expect(
    planTrial(stateOf(2, { trial: 1, left: 2, base: 0 }), { index: 1, tries: 5, reset: false }).environment,
  ).toMatchObject({ left: 5, base: 2 });
  expect(() => planTrial(spent, { index: 0, tries: 3, reset: false })).toThrow(
    expect.objectContaining({ exit: "conflict" }),
  );
});

test("confirm needs the system on trial to run, and the default to be what it was", () => {
  const armed = stateOf(0, { trial: 1, left: 2, base: 0, tries: 3 });
  expect(planConfirm(armed, { index: 1, reason: "trial" })).toMatchObject({
    defaultIndex: 1,
    environment: { trial: null, left: 0 },
  });
  expect(planConfirm(armed, { index: 1, reason: "menu" })).toMatchObject({ defaultIndex: 1 });
  for (const index of [0, 2, null])
    expect(() => planConfirm(armed, { index, reason: "trial" })).toThrow(expect.objectContaining({ exit: "conflict" }));
  expect(() => planConfirm(stateOf(2, { trial: 1, left: 2, base: 0 }), { index: 1, reason: "trial" })).toThrow(
    /changed to entry 2/u,
  );
  // The power failed between the two writes of a confirmation.
  expect(planConfirm(stateOf(1, { trial: 1, left: 2, base: 0 }), { index: 1, reason: "confirmed" })).toMatchObject({
    environment: { trial: null },
  });
  expect(planConfirm(stateOf(1), { index: 1, reason: "trial" })).toEqual({});
  expect(() => planConfirm(stateOf(1), { index: 1, reason: "default" })).toThrow(
    expect.objectContaining({ exit: "nothing" }),
  );
});

test("reject and cancel leave the default", () => {
  const armed = stateOf(0, { once: 3, trial: 1, left: 2, base: 0, tries: 3 });
  expect(decideNext(applyTransition(armed, planReject(armed, { index: 1, reason: "trial" })))).toEqual({
    index: 3,
    reason: "once",
  });
  expect(decideNext(applyTransition(armed, planCancel(armed)))).toEqual({ index: 0, reason: "default" });
  expect(planReject(stateOf(0), { index: 1, reason: "trial" })).toEqual({});
  // It was confirmed in this boot: there is no trial any more that could be rejected.
  expect(() => planReject(stateOf(1), { index: 1, reason: "trial" })).toThrow(
    expect.objectContaining({ exit: "nothing" }),
  );
  expect(() => planReject(stateOf(0), { index: 0, reason: "default" })).toThrow(
    expect.objectContaining({ exit: "nothing" }),
  );
});

test.each([
  [stateOf(0), "default", "os-0 is booted next, because it is the default"],
  [stateOf(0, { once: 3 }), "default", "os-3 is booted next, once; then os-0 again"],
  [
    stateOf(0, { once: 3, trial: 1, left: 2, base: 0, tries: 3 }),
    null,
    "os-3 is booted next, once; then the trial of os-1 goes on",
  ],
  [
    stateOf(0, { trial: 1, left: 2, base: 0, tries: 3 }),
    "trial",
    "os-5 was started on trial; trial of os-1, 2 of 3 tries left; confirm it or it returns to os-0",
  ],
  [
    stateOf(0, { trial: 1, left: 0, base: 0, tries: 3 }),
    "fallback",
    /^os-5 runs because .*; os-0 is booted next: the trial of os-1 has used all its 3 tries/u,
  ],
  [
    stateOf(2, { trial: 1, left: 2, base: 0, tries: 3 }),
    "superseded",
    /the default was changed since the trial of os-1 began/u,
  ],
  [
    stateOf(1, { trial: 1, left: 2, base: 0, tries: 3 }),
    "envfail",
    /^os-5 runs because GRUB could not write the boot state; os-1 is booted next: it was on trial/u,
  ],
] as const)("in plain words %#", (state, reason, words) => {
  expect(describeNow(state, { index: 5, reason })).toMatch(words);
});

test("a system runs on trial until that is decided", () => {
  const armed = { trial: 1, left: 0, base: 0, tries: 1 };
  expect(describeNow(stateOf(0, armed), { index: 1, reason: "trial" })).toMatch(/^os-1 runs on trial; /u);
  expect(describeNow(stateOf(1, armed), { index: 1, reason: "trial" })).toMatch(
    /^os-1 was started on trial; os-1 is /u,
  );
  expect(describeNow(stateOf(1), { index: 1, reason: "trial" })).toMatch(/^os-1 was started on trial; os-1 is /u);
});

test("two transitions are one, and nothing if the second takes the first one back", () => {
  assert(
    property(anyState, integer({ min: 0, max: 11 }), (state, index) => {
      const asked = planOnce(state, index);
      const { counted } = planArrival(applyTransition(state, asked));
      const joined = joinTransitions(state, asked, counted);
      expect(applyTransition(state, joined)).toEqual(applyTransition(applyTransition(state, asked), counted));
      const isIdle = state.environment.once === null && state.environment.generation === state.menu.generation;
      expect(isUnchanged(joined)).toBe(isIdle);
    }),
  );
});

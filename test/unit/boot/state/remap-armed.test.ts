/** What is armed when the menu gets other numbers: it goes with its entries, or ends and says so. */
import { expect, test } from "vitest";
import { idleEnvironment } from "../../../../src/boot/state/environment.ts";
import { compareMenus, differs } from "../../../../src/boot/menu/compare.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { remapArmed } from "../../../../src/boot/state/remap-armed.ts";
import type { BootState } from "../../../../src/boot/state/trial.ts";

const root = {
  kind: "linux",
  bootType: "ext4",
  kernel: "/vmlinuz",
  initrd: null,
  parameters: "",
  rootUuid: "R",
  bootUuid: "R",
} as const;
const entries = ["a", "b", "b+1", "x"].map((id) => ({ ...root, id, title: id }));
const { text } = renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries });
const menu = parseMenu(text);
const idle = { once: null, trial: null, left: 0, tries: 0, base: null };

function armed(change: object, generation = menu.generation): BootState {
  return { menu, environment: { ...idleEnvironment(generation), ...change } };
}

/** A kernel b+2 came before b+1. */
const inserted = [0, 1, 3, 4];

test.for([
  ["nothing", {}, inserted, idle, []],
  [
    "a trial and a one-time boot",
    { trial: 2, left: 2, tries: 3, base: 0, once: 3 },
    inserted,
    { trial: 3, left: 2, tries: 3, base: 0, once: 4 },
    [],
  ],
  [
    "a trial whose tries are spent, so that it can still be confirmed",
    { trial: 2, left: 0, tries: 3, base: 0 },
    inserted,
    { ...idle, trial: 3, tries: 3, base: 0 },
    [],
  ],
  ["a trial that another default ended", { trial: 2, left: 2, tries: 3, base: 1 }, inserted, idle, []],
  [
    "a trial whose entry is gone",
    { trial: 2, left: 2, tries: 3, base: 0 },
    [0, 1, null, 2],
    idle,
    ["b+1, which was on trial, is no longer in the menu; the trial has ended."],
  ],
  [
    "a one-time boot that is gone",
    { once: 3 },
    [0, 1, 2, null],
    idle,
    ["x, which was to be booted once, is no longer in the menu."],
  ],
] as const)("%s", ([, change, places, environment, ended]) => {
  expect(remapArmed(armed(change), places, 0)).toEqual({ environment, ended });
});

test("a trial returns to what took the place of its default, unless that is the trial's own entry", () => {
  const trial = { trial: 1, left: 2, tries: 2, base: 0 };
  expect(remapArmed(armed(trial), [null, 1, 2, 3], 2).environment).toMatchObject({ trial: 1, base: 2 });
  expect(remapArmed(armed(trial), [null, 1, 2, 3], 1)).toEqual({
    environment: idle,
    ended: ["b, which was on trial, is the default now; the trial has ended."],
  });
});

test("what was armed for another menu does not count", () => {
  expect(remapArmed(armed({ trial: 1, left: 2, tries: 2, base: 0 }, "00000000"), inserted, 0)).toEqual({
    environment: idle,
    ended: [],
  });
});

test("menus differ by more than their default; entries are compared by id", () => {
  expect(differs(text, text.replace("set default=0  ", "set default=12"))).toBe(false);
  expect(differs(text, text.replace("timeout=5", "timeout=6"))).toBe(true);
  const changed = [
    entries[0],
    { ...entries[1], kernel: "/new" },
    { ...root, id: "b+2", title: "b+2" },
    entries[3],
  ].flatMap((entry) => entry ?? []) as typeof entries;
  expect(
    compareMenus(
      menu,
      parseMenu(renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries: changed }).text),
    ),
  ).toEqual({ added: ["b+2"], removed: ["b+1"], updated: ["b"] });
  expect(compareMenus(null, menu)).toEqual({ added: ["a", "b", "b+1", "x"], removed: [], updated: [] });
});

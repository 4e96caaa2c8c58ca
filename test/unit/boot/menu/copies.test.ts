/** What a menu says of copies: its mark, which stays in the first sector and moves nothing, and the list by which GRUB looks for them. */
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { findCopyUuids, findMark, renderSequence, withMark, withoutMark } from "../../../../src/boot/menu/copies.ts";
import { differs } from "../../../../src/boot/menu/compare.ts";
import { findDefault } from "../../../../src/boot/menu/default-field.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { idleEnvironment, parseEnvironment, renderEnvironment } from "../../../../src/boot/state/environment.ts";
import { isEdited, mergeArmed, newestCopy, nextSequence } from "../../../../src/boot/state/copies.ts";

const uuids = ["aaaaaaaa-0000-4000-8000-000000000000", "bbbbbbbb-0000-4000-8000-000000000000"];
const root = { kind: "linux", bootType: "ext4", kernel: "/vmlinuz", initrd: null, parameters: "" } as const;
const menu = {
  ...{ defaultIndex: 0, timeout: 5, serial: null, modules: [] },
  entries: ["a", "b"].map((id) => ({ ...root, id, title: id, rootUuid: id, bootUuid: id })),
};
const plain = renderMenu(menu);
const copied = renderMenu({ ...menu, copies: uuids });

test("a menu without copies has nothing of this, and one with copies is read back with them", () => {
  expect(plain.text).not.toContain("bareon-copy");
  expect(plain.text).not.toContain("bareon_led");
  expect(findMark(plain.text)).toBeUndefined();
  expect(withMark(plain.text, { sequence: 1, written: 1 })).toBe(plain.text);
  expect(parseMenu(plain.text).copies).toBeUndefined();
  expect(parseMenu(copied.text).copies).toEqual(uuids);
  expect(findCopyUuids(copied.text)).toEqual(uuids);
  expect(copied.generation).toBe(plain.generation);
  expect(execaSync("grub-script-check", { input: copied.text, reject: false }).exitCode).toBe(0);
  expect(renderMenu(parseMenu(copied.text)).text).toBe(copied.text);
});

test("the mark is in the first sector, and another one changes no length and no other line", () => {
  const marked = withMark(copied.text, { sequence: 1_764_000_000, written: 12 });
  expect(findMark(marked)).toEqual({ sequence: 1_764_000_000, written: 12 });
  expect(marked.length).toBe(copied.text.length);
  expect(marked.indexOf("# bareon-copy")).toBeLessThan(400);
  expect(withoutMark(marked)).toBe(copied.text);
  expect(differs(marked, copied.text)).toBe(false);
  expect(findDefault(marked)).toEqual(findDefault(copied.text));
  const moved = `${"#".repeat(600)}\n${copied.text}`;
  expect(findMark(moved), "no other sector counts").toBeUndefined();
});

test("numbers compare as texts, and do not grow out of their place", () => {
  const texts = [0, 9, 10, 1_764_000_000, 9_999_999_999, 10_000_000_000].map(renderSequence);
  expect(texts).toEqual(texts.toSorted());
  expect(new Set(texts.map(({ length }) => length))).toEqual(new Set([10]));
});

const block = (sequence: number | undefined, more: object = {}): ReturnType<typeof parseEnvironment> =>
  parseEnvironment(
    renderEnvironment({
      ...idleEnvironment(copied.generation),
      ...more,
      ...(sequence === undefined ? {} : { sequence }),
    }),
  );

test("the environment keeps its number, all in its first sector; without copies it has none", () => {
  expect(block(7).env.sequence).toBe(7);
  expect(block(undefined).env.sequence).toBeUndefined();
  expect(block(7).problem).toBeNull();
  const bytes = new TextDecoder().decode(renderEnvironment({ ...idleEnvironment("00000000"), sequence: 7 }));
  expect(bytes.slice(0, 512)).toContain("bareon_seq=0000000007\n");
  expect(bytes).toHaveLength(1024);
});

test("the newest is the one with the highest number in its environment, then in its menu, then one that was edited, then the first", () => {
  const head = (
    environment: number,
    sequence: number,
    text = copied.text,
  ): Parameters<typeof newestCopy>[0][number] => ({
    menuText: withMark(text, { sequence, written: 0 }),
    environment: block(environment),
  });
  const edited = copied.text.replace("set default=0", "set default=1");
  expect(isEdited(withMark(edited, { sequence: 1, written: 0 }))).toBe(true);
  expect(isEdited(withMark(edited, { sequence: 1, written: 1 }))).toBe(false);
  expect(newestCopy([head(5, 9), head(6, 1)])).toBe(1);
  expect(newestCopy([head(6, 5), head(6, 6)])).toBe(1);
  expect(newestCopy([head(6, 6), head(6, 6, edited)])).toBe(1);
  expect(newestCopy([head(6, 6), head(5, 5, edited)])).toBe(0);
  expect(newestCopy([head(6, 6), head(6, 6)])).toBe(0);
  const lost = { menuText: undefined, environment: block(99) };
  const torn = { menuText: "garbage", environment: block(99) };
  expect(newestCopy([lost, torn, head(1, 1)])).toBe(2);
  expect(nextSequence([head(6, 9)], new Date(0))).toBe(10);
  expect(nextSequence([head(6, 9)], new Date("2026-01-01T00:00:00Z"))).toBe(1_767_225_600);
});

test("what is used up in one is used up, if it was armed by the same change for the same menu", () => {
  const armed = { once: 1, trial: 1, left: 3, base: 0, tries: 3 };
  const first = block(7, armed).env;
  expect(mergeArmed(first, [block(7, { ...armed, once: null })])).toEqual({ ...first, once: null });
  expect(mergeArmed(first, [block(7, { ...armed, left: 1 }), block(7, { ...armed, left: 2 })])).toEqual({
    ...first,
    left: 1,
  });
  expect(mergeArmed(first, [block(6, { ...armed, once: null })])).toEqual(first);
  expect(mergeArmed(first, [block(7, { ...armed, once: null, generation: "00000000" })])).toEqual(first);
});

/** The bytes that change the default. */
import { expect, test } from "vitest";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { planDefault } from "../../../../src/boot/menu/default-field.ts";

const entry = {
  kind: "linux",
  id: "a",
  title: "Größe",
  rootUuid: "r",
  bootUuid: "r",
  bootType: "ext4",
  kernel: "/k",
  initrd: null,
  parameters: "",
} as const;
const { text } = renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries: [entry] });
const edited = (field: string): string => text.replace("set default=0  ", `set default=${field}`);

test.each([
  { before: "0  ", index: 7, after: "7  " },
  { before: "0  ", index: 12, after: "12 " },
  { before: "12  ", index: 3, after: "3   " },
  { before: "12 ", index: 0, after: "0  " },
  { before: "1", index: 2, after: "2" },
])("%o", ({ before, index, after }) => {
  const change = planDefault(edited(before), index);
  expect(change.field).toBe(after);
  expect(change.after).toBe(edited(after));
  expect(Buffer.from(edited(before)).toString("latin1", change.offset - 12, change.offset)).toBe("set default=");
});

test("a number that does not fit is refused, and so is a damaged menu", () => {
  expect(() => planDefault(edited("1"), 10)).toThrow(expect.objectContaining({ exit: "unverified" }));
  expect(() => planDefault(edited("x  "), 1)).toThrow(expect.objectContaining({ exit: "unverified" }));
  expect(() => planDefault("#".repeat(512) + text, 1)).toThrow(expect.objectContaining({ exit: "unverified" }));
});

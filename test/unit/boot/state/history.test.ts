/** The history: bounded, one sector a line, readable whatever is in the file; and which default there was before. */
import { expect, test } from "vitest";
import {
  isHistoryFile,
  historyPath,
  type NewLine,
  parseHistory,
  planHistory,
  renderEmptyHistory,
} from "../../../../src/boot/state/history.ts";
import type { MenuEntry } from "../../../../src/boot/menu/menu.ts";
import { findPrevious, isRolledBack } from "../../../../src/boot/state/previous-default.ts";

const line: NewLine = {
  time: "2026-01-02T03:04:05.000Z",
  who: "root (sudo: anna)",
  what: "set-default",
  from: "a",
  to: "b",
  why: "asked for",
};

function add(text: string, more: Partial<NewLine> = {}): string {
  const { offset, text: written } = planHistory(text, { ...line, ...more });
  expect([written.length, new TextEncoder().encode(written).length, offset % 512]).toEqual([512, 512, 0]);
  return text.slice(0, offset) + written + text.slice(offset + written.length);
}

test("lines are numbered, and the oldest is written over", () => {
  let text = renderEmptyHistory();
  expect(parseHistory(text)).toEqual([]);
  for (let count = 0; count < 200; count += 1) text = add(text, { why: `change ${count}` });
  expect(isHistoryFile(text)).toBe(true);
  const lines = parseHistory(text);
  expect(lines).toHaveLength(128);
  expect([lines[0]?.number, lines.at(-1)?.number, lines.at(-1)?.why]).toEqual([73, 200, "change 199"]);
});

test.each(["ü".repeat(2000), '\u0000\u001B\n"\\'.repeat(300), "操作系统".repeat(100), "😀".repeat(100)])(
  "long and strange texts are cut to fit",
  (text) => {
    const [read] = parseHistory(add(renderEmptyHistory(), { who: text, from: text, to: text, why: text }));
    expect(read?.number).toBe(1);
    expect(text.startsWith(read?.why ?? "x")).toBe(true);
  },
);

test("what is no line is passed over", () => {
  const text = add(renderEmptyHistory());
  expect(parseHistory(`{"number":9}\nnonsense\n{"number":"1"}\n[]\nnull\n${text}`)).toHaveLength(1);
  expect(isHistoryFile(text.slice(1))).toBe(false);
  expect(historyPath).toBe("bareon/history");
});

const entries = ["a", "b", "c"].map((id): MenuEntry => ({
  kind: "chain",
  id,
  title: id,
  bootUuid: "U",
  bootType: "ntfs",
}));

test.each([
  [[], 0, null, false],
  [[["set-default", "a", "b"]], 1, 0, false],
  [
    [
      ["set-default", "a", "b"],
      ["trial", null, "c"],
      ["rollback", "c", null],
    ],
    1,
    0,
    false,
  ],
  [
    [
      ["set-default", "a", "b"],
      ["confirm", "b", "c"],
      ["rollback", "c", "b"],
    ],
    1,
    2,
    true,
  ],
  [[["set-default", "a", "b"]], 2, 1, false],
  [
    [
      ["set-default", "a", "b"],
      ["set-default", "b", "b"],
    ],
    1,
    0,
    false,
  ],
  [[["set-default", "gone", "b"]], 1, null, false],
  [[["rollback", "c", "b"]], 0, 1, false],
] as const)("the default before, by %j with %i now", (lines, defaultIndex, previous, rolledBack) => {
  const history = lines.map(([what, from, to], index) => ({ ...line, number: index + 1, what, from, to }));
  expect(findPrevious(history, { defaultIndex, entries })).toBe(previous);
  expect(isRolledBack(history, { defaultIndex, entries })).toBe(rolledBack);
});

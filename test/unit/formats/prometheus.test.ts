/** Metrics as text: whatever a label's value is, the text stays one that a reader takes. */
import { expect, test } from "vitest";
import { type Metric, renderMetrics } from "../../../src/formats/prometheus.ts";

function gauge(...samples: Metric["samples"]): Metric {
  return { name: "bareon_x", help: "What x is", samples };
}

const head = "# HELP bareon_x What x is.\n# TYPE bareon_x gauge\n";

test("a metric has its help, its type, and a line for each sample", () => {
  expect(
    renderMetrics([gauge({ labels: {}, value: 1.5 }, { labels: { entry: "red", kind: "image" }, value: 0 })]),
  ).toBe(`${head}bareon_x 1.5\nbareon_x{entry="red",kind="image"} 0\n`);
});

test.each([
  ["a quote and a backslash", 'a"b\\c', String.raw`a\"b\\c`],
  ["a backslash at the end", "a\\", String.raw`a\\`],
  ["a line break", "a\nbareon_x 5\r\n", "a?bareon_x 5??"],
  ["what steers a terminal", "\u001B[2J\0\u202Ea", "?[2J??a"],
  ["half a letter", "a\uD800b", "a\uFFFDb"],
  ["other line ends", "a\u2028b\u2029c\u0085", "a?b?c?"],
  ["letters of all kinds", "Größe 😀 {}=,#", "Größe 😀 {}=,#"],
  ["a long text", `${"😀".repeat(300)}"`, `${"😀".repeat(199)}…`],
])("%s stays one value on one line", (_, text, shown) => {
  expect(renderMetrics([gauge({ labels: { entry: text }, value: 1 })])).toBe(`${head}bareon_x{entry="${shown}"} 1\n`);
});

test("of two samples that look the same there is the first, and of no number none", () => {
  const samples = [
    { labels: { entry: "a\n" }, value: 1 },
    { labels: { entry: "a\r" }, value: 0 },
    { labels: { entry: "b" }, value: Number.NaN },
    { labels: { entry: "c" }, value: Number.POSITIVE_INFINITY },
  ];
  expect(renderMetrics([gauge(...samples)])).toBe(`${head}bareon_x{entry="a?"} 1\n`);
  expect(renderMetrics([gauge({ labels: {}, value: Number.NaN }), gauge()])).toBe("");
});

/** Pieces of text that stand out, as text for a terminal. */
import type { Span, Tone } from "../storage/drawing.ts";
import { type Style, printable } from "./style.ts";

export function paint(tone: Tone, style: Style): (text: string) => string {
  return tone === "plain" ? (text) => text : style[tone];
}

export function renderSpans(spans: readonly Span[], style: Style): string {
  return spans.map(({ text, tone }) => paint(tone, style)(printable(text))).join("");
}

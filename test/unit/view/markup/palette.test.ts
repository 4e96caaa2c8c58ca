/** What is written can be read on what it is written on: contrast of 4.5 and more, as WCAG 2.2 reckons it. */
import { expect, test } from "vitest";
import { type Palette, type Surface, dark, light, surfacesOf } from "../../../../src/view/markup/palette.ts";

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const value = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function pairs({ fill, stripe, ink }: Surface): readonly (readonly [string, string])[] {
  return [fill, ...(stripe === undefined ? [] : [stripe])].map((ground) => [ground, ink]);
}

test("black on white is 21", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const satisfies readonly (readonly [string, Palette])[])("%s", (_name, palette) => {
  const { page, inks } = palette;
  const written = [
    ...[page, ...Object.values(surfacesOf(palette))].flatMap(pairs),
    ...Object.values(inks).map((ink) => [page.fill, ink] as const),
  ];
  for (const [ground, ink] of written) expect(contrast(ground, ink), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  // What bounds a part can be seen: 3 is enough for what is no text.
  for (const { fill } of [page, ...Object.values(surfacesOf(palette))])
    expect(contrast(fill, palette.edge), `edge on ${fill}`).toBeGreaterThanOrEqual(3);
});

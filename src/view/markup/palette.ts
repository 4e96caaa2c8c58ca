/** The colours of drawings and pages, in light and in dark, as data and as rules. Nothing is told by them alone. */

/** A surface and what is written on it. */
export interface Surface {
  readonly fill: string;
  readonly ink: string;
  /** A second colour of the surface, which the ink stands on as well. */
  readonly stripe?: string;
}

export interface Palette {
  readonly page: Surface;
  /** Further inks on the page. */
  readonly inks: Readonly<Record<"good" | "bad" | "warn" | "faint", string>>;
  /** Lines, which nothing is written on. */
  readonly rule: string;
  readonly edge: string;
  /** By image. */
  readonly owners: readonly Surface[];
  readonly several: Surface;
  readonly none: Surface;
  readonly free: Surface;
  readonly lost: Surface;
}

function surfaces(ink: string, fills: readonly string[]): Surface[] {
  return fills.map((fill) => ({ fill, ink }));
}

const darkInk = "#16191d";
const lightInk = "#f4f6f8";

export const light: Palette = {
  page: { fill: "#ffffff", ink: darkInk },
  inks: { good: "#1a6b2f", bad: "#b3121d", warn: "#7d4400", faint: "#565f69" },
  rule: "#cdd3da",
  edge: "#5c6670",
  owners: surfaces(darkInk, ["#cbe1fb", "#cbebc9", "#e6d5f9", "#fbdfb2", "#c3ebea", "#f9d1e4"]),
  several: { fill: "#dcdfe4", ink: darkInk },
  none: { fill: "#f3f4f6", ink: darkInk },
  free: { fill: "#ffffff", ink: "#565f69" },
  lost: { fill: "#fcd9d9", ink: "#6b0a0a", stripe: "#f5bcbc" },
};

export const dark: Palette = {
  page: { fill: "#14171b", ink: "#e7eaee" },
  inks: { good: "#74d390", bad: "#ff9492", warn: "#f0b75e", faint: "#a2acb7" },
  rule: "#3a424b",
  edge: "#9aa5b1",
  owners: surfaces(lightInk, ["#1f4a7a", "#23592f", "#553083", "#684810", "#17585a", "#772a55"]),
  several: { fill: "#4a525c", ink: lightInk },
  none: { fill: "#2a3037", ink: lightInk },
  free: { fill: "#14171b", ink: "#a2acb7" },
  lost: { fill: "#5e1519", ink: "#ffe3e3", stripe: "#752026" },
};

/** The surfaces of parts by the class that they have. */
export function surfacesOf({ owners, several, none, free, lost }: Palette): Readonly<Record<string, Surface>> {
  const owned = owners.map((surface, index): [string, Surface] => [`own${index}`, surface]);
  return { ...Object.fromEntries(owned), several, none, free, lost };
}

/** Colours of a drawing, by the classes that bar.ts gives its parts. */
export function drawingColours(palette: Palette): string {
  const { page, inks, edge, lost } = palette;
  const parts = Object.entries(surfacesOf(palette)).map(
    ([name, { fill, ink }]) => `.${name} { fill: ${fill}; stroke: ${edge}; }\n.on-${name} { fill: ${ink}; }\n`,
  );
  const tones = Object.entries(inks).map(([name, ink]) => `.${name} { fill: ${ink}; }\n`);
  return [
    ...parts,
    `.stripe { stroke: ${lost.stripe ?? lost.fill}; }\n.lost-fill { fill: ${lost.fill}; }\n.lost { fill: url(#stripes) ${lost.fill}; }\n`,
    `.paper { fill: ${page.fill}; }\n.plain, .bold { fill: ${page.ink}; }\n`,
    ...tones,
  ].join("");
}

/** Rules for a screen that is dark. */
export function inDark(rules: string): string {
  return `@media screen and (prefers-color-scheme: dark) {\n${rules}}\n`;
}

/** A plan as one page of HTML that needs nothing else: no script, no file beside it, no network. It is XML as well. */
import { type Drawn, type DrawnBlock, type DrawnSide, type DrawnTable, lossesOf, titleOf } from "../picture/drawing.ts";
import type { Picture } from "../picture/picture.ts";
import type { Chapter, Told } from "../picture/told.ts";
import type { Span, Tone } from "../../storage/drawing.ts";
import { fitLine } from "../columns.ts";
import { printable } from "../style.ts";
import { drawBar, drawKey, stripes, surfaceOf } from "./bar.ts";
import { legendOf } from "./legend.ts";
import { type Markup, element, lines, multiline, styleSheet } from "./markup.ts";
import { pageStyle } from "./page-style.ts";
import { type TableRow, renderTable, usedColumns } from "./table.ts";

/** A browser that obeys it loads nothing and runs nothing, whatever stands in the page. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

function toneClass(tone: Tone): string | undefined {
  return tone === "plain" || tone === "bold" ? undefined : `tone-${tone}`;
}

function paragraph(text: string, classes?: string): Markup {
  return element("p", { class: classes }, text);
}

function heading({ text, tone }: Span): Markup {
  return element("p", { class: ["heading", toneClass(tone)].filter((name) => name !== undefined).join(" ") }, text);
}

function renderDrawnTable({ heads, rows }: DrawnTable, name: string): Markup {
  const keyed = rows.map((row): TableRow => ({
    cells: row.words[0] ?? [],
    key: drawKey(surfaceOf(row)),
    tone: row.fate === "lost" ? "tone-bad" : undefined,
  }));
  return renderTable(heads, keyed, name);
}

function renderWords({ drawn }: DrawnSide, name: string): Markup[] {
  return drawn.flatMap((one: Drawn): Markup[] => {
    if (one.kind === "line") return [paragraph(one.text, toneClass(one.tone))];
    return one.kind === "table" && one.rows.length > 0 ? [renderDrawnTable(one, name)] : [];
  });
}

function renderBars({ drawn }: DrawnSide, id: string, title: string): Markup[] {
  return drawn.flatMap((one, index) =>
    one.kind === "bar" && one.parts.length > 0 ? [drawBar(one.parts, { id: `${id}-${index}`, title })] : [],
  );
}

interface NamedSide {
  readonly side: DrawnSide;
  readonly id: string;
  /** The block with the heading of the side. */
  readonly name: string;
}

/** Columns of a table that has no room beside another one. */
const manyColumns = 7;

function isWide(sides: readonly NamedSide[]): boolean {
  const tables = sides.flatMap(({ side }) => side.drawn.flatMap((one) => (one.kind === "table" ? [one] : [])));
  return tables.some(
    ({ heads, rows }) =>
      usedColumns(
        heads,
        rows.map(({ words }) => words[0] ?? []),
      ).length >= manyColumns,
  );
}

/** The bars below each other, to be compared, and below them the words beside each other. */
function renderBlock(block: DrawnBlock, index: number): Markup {
  const title = titleOf(block);
  const named = (side: DrawnSide, id: string): NamedSide => ({
    side,
    id,
    name: `${title}: ${side.heading?.text ?? ""}`,
  });
  const sides = [
    named(block.before, `now${index}`),
    ...(block.after === undefined ? [] : [named(block.after, `then${index}`)]),
  ];
  const bars = sides.map(({ side, id, name }) => ({ side, drawn: renderBars(side, id, name) }));
  const hasBars = bars.some(({ drawn }) => drawn.length > 0);
  const headed = ({ heading: head }: DrawnSide): Markup[] => (head === undefined ? [] : [heading(head)]);
  const drawing = hasBars ? bars.flatMap(({ side, drawn }) => [...headed(side), ...drawn]) : [];
  const words = sides.map(({ side, name }) => {
    const told = renderWords(side, name);
    return element("div", {}, ...(hasBars && told.length === 0 ? [] : headed(side)), ...told);
  });
  return element(
    "section",
    { class: "block" },
    element(
      "h3",
      {},
      ...block.title.map(({ text, tone }) =>
        element("span", { class: tone === "bold" ? tone : toneClass(tone) }, text),
      ),
    ),
    ...(hasBars ? [element("div", { class: "bars" }, lines(drawing))] : []),
    element("div", { class: isWide(sides) ? "sides wide" : "sides" }, lines(words)),
  );
}

function renderLosses({ blocks }: Picture): Markup[] {
  const losses = lossesOf(blocks);
  if (losses.length === 0) return [paragraph("Nothing that was found on the disks is lost.")];
  const list = losses.map(({ place, things }) =>
    element("li", {}, place, element("ul", {}, ...things.map((thing) => element("li", {}, thing)))),
  );
  return [
    element(
      "div",
      { class: "losses" },
      paragraph("All of this is LOST:", "heading tone-bad"),
      element("ul", {}, lines(list)),
    ),
  ];
}

function renderCommands(commands: readonly string[]): Markup {
  return element("div", { class: "commands" }, ...commands.map((command) => element("pre", {}, multiline(command))));
}

function renderTold(told: Told, name: string): Markup {
  switch (told.kind) {
    case "line":
      return paragraph(told.text);
    case "table":
      return renderTable(
        told.heads,
        told.rows.map(({ full }) => ({ cells: full })),
        name,
      );
    case "item":
      return element(
        "section",
        { class: "item" },
        element("h3", {}, told.name),
        ...(told.text === "" ? [] : [paragraph(told.text)]),
        ...told.told.map((one) => renderTold(one, told.name)),
      );
    case "steps": {
      const steps = told.steps.map(({ title, meaning, commands }) =>
        element(
          "li",
          {},
          element(
            "details",
            {},
            element("summary", {}, title),
            paragraph(meaning, "tone-faint"),
            ...(commands.length === 0 ? [] : [renderCommands(commands)]),
          ),
        ),
      );
      return element("ol", { class: "steps" }, lines(steps));
    }
  }
}

function renderChapter({ title, told }: Chapter): Markup {
  return element("section", {}, element("h2", {}, title), lines(told.map((one) => renderTold(one, title))));
}

function renderLegend(picture: Picture): Markup {
  const entries = legendOf(picture).map(({ surface, text }) =>
    element("li", {}, drawKey(surface), element("span", {}, text)),
  );
  return element("ul", { class: "legend", "aria-label": "What the colours mean" }, ...entries);
}

/** Characters of a title; names may be longer than a screen is high. */
const longestTitle = 160;

/** A whole document; the same picture makes the same bytes. `more` are chapters of the command that shows it. */
export function renderPage(picture: Picture, more: readonly Chapter[] = []): string {
  const title = fitLine(printable(`Plan for ${picture.names.join(", ")}`), longestTitle).text;
  const head = element(
    "head",
    {},
    lines([
      element("meta", { charset: "utf-8" }),
      element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("meta", { name: "color-scheme", content: "light dark" }),
      element("title", {}, title),
      styleSheet(pageStyle),
    ]),
  );
  const body = element(
    "body",
    {},
    lines([
      element("svg", { class: "patterns", "aria-hidden": "true" }, stripes()),
      element(
        "header",
        {},
        element("h1", {}, title),
        paragraph(picture.policy),
        paragraph(picture.machine, "tone-faint"),
      ),
      element(
        "main",
        {},
        lines([
          ...picture.before.map(renderChapter),
          element("section", {}, element("h2", {}, "What is lost"), ...renderLosses(picture)),
          element(
            "section",
            {},
            element("h2", {}, "Disks, now and then"),
            renderLegend(picture),
            lines(picture.blocks.map(renderBlock)),
          ),
          ...[...picture.after, ...more].map(renderChapter),
        ]),
      ),
    ]),
  );
  const html = element("html", { lang: "en", xmlns: "http://www.w3.org/1999/xhtml" }, lines([head, body]));
  return `<!DOCTYPE html>\n${html.markup}\n`;
}

/** Pages and drawings of plans, read as a browser reads them: nothing in them is guessed, run or loaded, and whoever cannot see the drawing has it in words. */
import { assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../../../src/schema/plan.ts";
import { renderPage } from "../../../../src/view/markup/page.ts";
import { renderSvg } from "../../../../src/view/markup/svg.ts";
import { lossesOf } from "../../../../src/view/picture/drawing.ts";
import { picturePlan } from "../../../../src/view/picture/picture.ts";
import { printable } from "../../../../src/view/style.ts";
import { drawnPlans } from "../drawn-plans.ts";
import { hostile, rename } from "../hostile-names.ts";
import { attribute, type Element, elementsIn, parseDrawing, parsePage, textIn } from "./tree.ts";

const plans = Object.entries(drawnPlans).map(([name, make]) => [name, make()] as const);

function pageOf(plan: Plan): Element[] {
  return elementsIn(parsePage(renderPage(picturePlan(plan))));
}

function drawingOf(plan: Plan): Element[] {
  return elementsIn(parseDrawing(renderSvg(picturePlan(plan))));
}

function named(elements: readonly Element[], ...names: readonly string[]): Element[] {
  return elements.filter(({ tagName }) => names.includes(tagName));
}

function textOf(elements: readonly Element[], tag: string): string {
  return named(elements, tag)
    .map((one) => textIn(one))
    .join("\n");
}

/** Elements by which something would be run or loaded. */
const active = [
  "script",
  "link",
  "img",
  "image",
  "use",
  "iframe",
  "object",
  "embed",
  "form",
  "foreignObject",
  "a",
  "base",
];

function checkHarmless(elements: readonly Element[]): void {
  expect(named(elements, ...active)).toEqual([]);
  for (const { attrs } of elements) {
    for (const { name, value } of attrs) {
      expect(name).not.toMatch(/^on|^(?:href|src|srcset|style|action)$/u);
      expect(value).not.toMatch(/javascript:/iu);
    }
  }
  for (const style of named(elements, "style")) {
    expect(textIn(style)).not.toMatch(/@import|@font-face/u);
    expect(Array.from(textIn(style).matchAll(/url\([^)]*\)/gu), ([url]) => url)).toEqual(
      expect.arrayContaining(["url(#stripes)"]),
    );
    expect(textIn(style).replaceAll("url(#stripes)", "")).not.toContain("url(");
  }
  const ids = elements.flatMap((one) => attribute(one, "id") ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of elements)
    for (const id of attribute(one, "aria-labelledby")?.split(" ") ?? []) expect(ids).toContain(id);
}

describe.each(plans)("%s", (_name, plan) => {
  const picture = picturePlan(plan);

  test("its page is alone, and harmless", () => {
    const page = pageOf(plan);
    checkHarmless(page);
    const [meta] = named(page, "meta").filter((one) => attribute(one, "http-equiv") === "Content-Security-Policy");
    expect(attribute(meta ?? ({ attrs: [] } as unknown as Element), "content")).toMatch(/^default-src 'none';/u);
  });

  test("its page has headings in their order, tables with heads, and a name and words for each picture", () => {
    const page = pageOf(plan);
    const levels = named(page, "h1", "h2", "h3", "h4").map(({ tagName }) => Number(tagName[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
    for (const table of named(page, "table")) {
      const rows = named(elementsIn(table), "tr").map((row) => named(elementsIn(row), "th", "td"));
      expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
      expect(rows[0]?.every((cell) => attribute(cell, "scope") === "col")).toBe(true);
      for (const row of rows.slice(1)) expect(attribute(row[0] ?? table, "scope")).toBe("row");
    }
    for (const bar of named(page, "svg").filter((one) => attribute(one, "role") === "img")) {
      const [title, desc] = named(elementsIn(bar), "title", "desc").slice(0, 2);
      expect([title?.tagName, desc?.tagName]).toEqual(["title", "desc"]);
      expect(title === undefined ? "" : textIn(title)).not.toBe("");
    }
    expect(named(page, "svg").filter((one) => attribute(one, "class") === "bar").length).toBeGreaterThan(0);
  });

  test("its page has in words what is lost, every mount, every entry of the menu and every step with its commands", () => {
    const page = pageOf(plan);
    const text = textOf(page, "body");
    for (const { place, things } of lossesOf(picture.blocks))
      for (const words of [place, ...things]) expect(text).toContain(printable(words));
    const cells = named(page, "td", "th").map((one) => textIn(one));
    for (const image of plan.images)
      for (const { mount, device, uuid } of image.mounts)
        for (const word of [mount, device, uuid]) expect(cells).toContain(word);
    expect(named(page, "summary").map((one) => textIn(one))).toEqual(
      expect.arrayContaining(plan.steps.map(({ title }) => printable(title))),
    );
    const commands = plan.steps.flatMap((step) => ("commands" in step ? step.commands : []));
    const shown = textOf(page, "pre");
    for (const { program, args } of commands) {
      expect(shown).toContain(program);
      expect(shown).toContain(args.at(-1) ?? "");
    }
  });

  test("its drawing is harmless, has all words of the devices, and every part lies inside", () => {
    const drawing = drawingOf(plan);
    checkHarmless(drawing);
    const [root] = drawing;
    const [width, height] = ["width", "height"].map((name) =>
      Number(attribute(root ?? ({ attrs: [] } as never), name)),
    );
    const shown = textOf(drawing, "text");
    for (const { partitions } of plan.disks)
      for (const { device } of partitions) expect(shown).toContain(device.replace(/^\/dev\/(?:mapper\/)?/u, ""));
    for (const one of named(drawing, "text", "svg").slice(1)) {
      const [x, y] = ["x", "y"].map((name) => attribute(one, name) ?? "0");
      if (x?.endsWith("%") === true) continue;
      expect(Number(x)).toBeLessThan(width ?? 0);
      expect(Number(y)).toBeLessThan(height ?? 0);
    }
  });
});

test("bars of a drawing and lines of its tables lie below each other, none on another one", () => {
  for (const [, plan] of plans) {
    const drawing = drawingOf(plan);
    const bars = named(drawing, "svg").filter((one) => attribute(one, "class") === "bar");
    const tops = bars.map((one) => Number(attribute(one, "y")));
    tops.forEach((y, index) => expect(y).toBeGreaterThanOrEqual((tops[index - 1] ?? -56) + 56));
    const texts = named(drawing, "text").filter((one) => attribute(one, "y") !== undefined);
    const outside = texts.filter((one) => !(attribute(one, "class") ?? "").startsWith("on-"));
    const byLine = Map.groupBy(outside, (one) => attribute(one, "y"));
    for (const [y, line] of byLine) {
      const placed = line
        .map((one) => ({ x: Number(attribute(one, "x")), length: textIn(one).length }))
        .sort((one, other) => one.x - other.x);
      placed.forEach(({ x }, index) => {
        const last = placed[index - 1] ?? { x: 0, length: 0 };
        expect(x, `line at ${y}`).toBeGreaterThanOrEqual(last.x + last.length * 7.2);
      });
      for (const { x, length } of placed) expect(x + length * 7.2).toBeLessThanOrEqual(960);
      for (const bar of bars) {
        const top = Number(attribute(bar, "y"));
        expect(Number(y) <= top || Number(y) - 12 >= top + 56).toBe(true);
      }
    }
  }
});

/** What a page consists of, whatever the words are; which texts a part has room for depends on these. */
function skeleton(elements: readonly Element[]): string[] {
  return elements
    .filter(({ tagName }) => tagName !== "text")
    .map(({ tagName, attrs }) =>
      [tagName, ...attrs.map(({ name }) => name).filter((name) => name !== "class")].join(" "),
    );
}

describe("hostile names", () => {
  const [, plan] = plans.find(([name]) => name === "two-systems") ?? [];
  if (plan === undefined) throw new Error("the plan is gone");

  test.each(hostile)("change nothing of page and drawing but the words: %j", (mark) => {
    const changed = rename(plan, mark);
    const picture = picturePlan(changed);
    const page = elementsIn(parsePage(renderPage(picture)));
    // A system has no root with another name than /, and so no entry.
    const plain = elementsIn(parsePage(renderPage(picturePlan(rename(plan, "x")))));
    expect(skeleton(page)).toEqual(skeleton(plain));
    checkHarmless(page);
    const shown = printable(mark).replaceAll(/\p{Noncharacter_Code_Point}/gu, "?");
    expect(textOf(page, "title")).toContain(`${shown}bookworm`);
    const drawing = elementsIn(parseDrawing(renderSvg(picture)));
    checkHarmless(drawing);
    expect(textOf(drawing, "title")).toContain(`${shown}bookworm`);
    expect(skeleton(drawing)).toEqual(skeleton(elementsIn(parseDrawing(renderSvg(picturePlan(rename(plan, "x")))))));
  });

  test("no character is left that XML has not, or that steers a reader", () => {
    assert(
      property(string({ unit: "binary", maxLength: 40 }), constantFrom(...hostile), (random, mark) => {
        const picture = picturePlan(rename(plan, `${random}${mark}`));
        for (const text of [renderPage(picture), renderSvg(picture)])
          // All that HTML and XML lack, and what the terminal does not show either.
          expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/u);
      }),
      { numRuns: 60 },
    );
  });
});

test("a password in an address is in neither", () => {
  const [, plan] = plans.find(([name]) => name === "two-systems") ?? [];
  if (plan === undefined) throw new Error("the plan is gone");
  const images = plan.images.map((image) => ({ ...image, source: "https://user:secret@host/x.tar?token=t0ken" }));
  const picture = picturePlan({ ...plan, images });
  for (const text of [renderPage(picture), renderSvg(picture)]) expect(text).not.toMatch(/secret|t0ken/u);
});

test("the boot menu has number, id, system and title of each entry, its default, and its time", () => {
  const plan = drawnPlans["two-systems"]?.();
  if (plan === undefined) throw new Error("the plan is gone");
  const [first, second] = plan.images;
  if (first === undefined || second === undefined) throw new Error("images are gone");
  const renamed = {
    ...plan,
    images: [
      { ...first, name: "Fedora 43" },
      { ...second, name: "fedora-43" },
    ],
  };
  const page = pageOf({ ...renamed, boot: { ...plan.boot, defaultImage: "fedora-43" } });
  const rows = named(page, "tr").map((row) => named(elementsIn(row), "td", "th").map((cell) => textIn(cell)));
  expect(rows).toContainEqual(["0", "fedora-43", "Fedora 43", "Fedora 43 (on /dev/sda3)", ""]);
  expect(rows).toContainEqual(["1", "fedora-43-2", "fedora-43", "fedora-43 (on /dev/sda4)", "default"]);
  expect(textOf(page, "main")).toContain("GRUB on /dev/sda, menu on /dev/sda2, waits 3 s:");
});

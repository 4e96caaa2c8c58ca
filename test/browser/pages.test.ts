/**
 * Pages and drawings of plans in a browser: nothing overlaps, nothing is cut off, and nothing has to be moved sideways. What they look like
 * is left in build/looks. It needs chromium, which is large, and is in no `npm test`: `npm run looks`.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Plan } from "../../src/schema/plan.ts";
import { renderPage } from "../../src/view/markup/page.ts";
import { renderSvg } from "../../src/view/markup/svg.ts";
import { picturePlan } from "../../src/view/picture/picture.ts";
import { projectRoot } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { drawnPlans } from "../unit/view/drawn-plans.ts";
import { hostile, rename } from "../unit/view/hostile-names.ts";
import { dumpPage, print, takePicture } from "./chromium.ts";

const folder = join(projectRoot, "build/looks");
let scratch: Scratch;

beforeAll(async () => {
  scratch = await scratchFolder();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});

afterAll(async () => {
  await scratch[Symbol.asyncDispose]();
});

/** Runs a function of measure.js on a document of that width, in a frame, and returns what is wrong. */
async function findWrong(document: string, width: number, name: "measure" | "measureDrawing"): Promise<unknown> {
  const path = join(scratch.path, "measured.html");
  const quoted = document.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const frame = `<iframe style="width:${width}px;height:1000px;border:0" srcdoc="${quoted}"></iframe>`;
  const script = [
    await readFile(join(import.meta.dirname, "measure.js"), "utf8"),
    "onload = () => {",
    '  const frame = document.querySelector("iframe");',
    `  document.querySelector("pre").textContent = JSON.stringify(${name}(frame.contentDocument));`,
    "  frame.remove();",
    "};",
  ].join("\n");
  await writeFile(path, `<!DOCTYPE html><meta charset="utf-8">${frame}<pre></pre>\n<script>\n${script}\n</script>\n`);
  const dumped = await dumpPage(scratch.path, path);
  const result = /<pre>(?<json>\[.*?\])<\/pre>/su.exec(dumped)?.groups?.["json"];
  if (result === undefined) throw new Error(`nothing was measured: ${dumped.slice(0, 500)}`);
  return JSON.parse(result) as unknown;
}

/** Every plan, and two of them with every hostile name at once in front of all names. */
const plans = {
  ...drawnPlans,
  ...Object.fromEntries(
    ["two-systems", "extended-layers"].map((name) => [
      `${name}-with-hostile-names`,
      (): Plan => rename(drawnPlans[name]?.() ?? missing(name), hostile.join(" ")),
    ]),
  ),
};

function missing(name: string): never {
  throw new Error(`there is no plan ${name}`);
}

test.each(Object.entries(plans))("%s", { timeout: 600_000 }, async (name, make) => {
  const plan = make();
  const picture = picturePlan(plan);
  const [page, drawing] = [renderPage(picture), renderSvg(picture)];
  const paths = { page: join(folder, `${name}.html`), drawing: join(folder, `${name}.svg`) };
  await writeFile(paths.page, page);
  await writeFile(paths.drawing, drawing);
  for (const scheme of ["light", "dark"] as const) {
    for (const width of [1280, 400])
      await takePicture(scratch.path, paths.page, join(folder, `${name}-${width}-${scheme}.png`), {
        width,
        height: 2400,
        scheme,
      });
    const look = { width: 960, height: 1400, scheme };
    await takePicture(scratch.path, paths.drawing, join(folder, `${name}-svg-${scheme}.png`), look);
  }
  await print(scratch.path, paths.page, join(folder, `${name}.pdf`));
  for (const width of [1280, 400]) expect(await findWrong(page, width, "measure"), `${width} px`).toEqual([]);
  expect(await findWrong(`<body style="margin:0">${drawing}</body>`, 1280, "measureDrawing")).toEqual([]);
});

/** A plan as a person reads it on a terminal: what src/view/picture has of it, as text. */
import type { Plan } from "../schema/plan.ts";
import type { Layer } from "../storage/layer.ts";
import { renderLayout } from "./layout.ts";
import { picturePlan } from "./picture/picture.ts";
import type { Chapter, Told } from "./picture/told.ts";
import { type Style, printable, renderTable } from "./style.ts";

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function renderTold(told: Told): string[] {
  switch (told.kind) {
    case "line":
      return [printable(told.text)];
    case "table":
      return indent(renderTable(told.rows.map(({ full, terse = full }) => terse.map(printable))));
    case "item": {
      const { name, text } = told;
      const head = text === "" ? `${name}:` : `${name}: ${text}`;
      return [
        printable(head),
        ...told.told.flatMap((one) => (one.kind === "item" ? indent(renderTold(one)) : renderTold(one))),
      ];
    }
    case "steps":
      return renderTable(told.steps.map(({ title }, index) => [`${index + 1}.`, printable(title)]));
  }
}

function renderChapter({ title, told }: Chapter, style: Style): string {
  return [style.bold(title), ...indent(told.flatMap(renderTold))].join("\n");
}

/** Everything about a plan that a person should know; `columns` is the width of the terminal. */
export function renderPlan(plan: Plan, columns: number, style: Style, layers?: readonly Layer[]): string {
  const { blocks, before, after } = picturePlan(plan, layers);
  const chapters = (list: readonly Chapter[]): string[] => list.map((one) => renderChapter(one, style));
  return `${[...chapters(before), ...renderLayout(blocks, columns, style), ...chapters(after)].join("\n\n")}\n`;
}

/** A plan as files to be looked at: a page, and a drawing of the disks. */
import type { Context } from "../../host/host.ts";
import type { Plan } from "../../schema/plan.ts";
import { describeActions } from "../../view/actions.ts";
import { renderPage } from "../../view/markup/page.ts";
import { renderSvg } from "../../view/markup/svg.ts";
import { type Picture, picturePlan } from "../../view/picture/picture.ts";
import { printable } from "../../view/style.ts";
import { print } from "../output.ts";
import { textOf, type Values } from "./deploy-source.ts";
import { writeResult } from "./result-file.ts";

type Actions = Parameters<typeof describeActions>[0];

/** Each option with what it writes, and what is said once that is written. */
const renderers: readonly {
  readonly option: "html" | "svg";
  readonly render: (picture: Picture, actions: Actions) => string;
  readonly written: string;
}[] = [
  { option: "html", render: (picture, actions) => renderPage(picture, describeActions(actions)), written: "the plan" },
  { option: "svg", render: (picture) => renderSvg(picture), written: "the disks of the plan" },
];

export function asksForFiles(values: Values): boolean {
  return renderers.some(({ option }) => values.has(option));
}

/** Writes what is asked for. If none of it is standard output, and no JSON is, it says what was written. */
export async function writePlanFiles(ctx: Context, values: Values, plan: Plan, actions: Actions): Promise<void> {
  const picture = picturePlan(plan);
  const written: string[] = [];
  let answer: string | undefined;
  for (const { option, render, written: what } of renderers) {
    const path = textOf(values, option);
    if (path === undefined) continue;
    const text = render(picture, actions);
    if (path === "-") answer = text;
    else {
      await writeResult(ctx, path, text);
      written.push(`${printable(path)} has ${what}.\n`);
    }
  }
  if (answer !== undefined) print(answer);
  else if (!values.has("json")) print(written.join(""));
}

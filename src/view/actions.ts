/** The actions of a deploy for people: below a plan, and how they ended. */
import type { ActionResults } from "../schema/action-results.ts";
import { type Chapter, chapter, line } from "./picture/told.ts";
import { printable } from "./style.ts";

interface Shown {
  readonly name: string;
  readonly resources: readonly { readonly target: string }[];
}

const title = "Actions once the node is deployed";

function linesOf(actions: readonly Shown[]): string[] {
  return actions.map(({ name, resources }) => {
    const files = resources.length === 0 ? "" : `, with ${resources.map(({ target }) => target).join(", ")}`;
    return `${name}${files}`;
  });
}

/** Nothing without actions. */
export function describeActions(actions: readonly Shown[] = []): Chapter[] {
  return chapter(title, linesOf(actions).map(line));
}

/** The same as text, to be put below a plan. */
export function renderActions(actions: readonly Shown[] = []): string {
  const lines = linesOf(actions).map((text) => `  ${printable(text)}\n`);
  return lines.length === 0 ? "" : `\n${title}:\n${lines.join("")}`;
}

export function renderResults({ results }: ActionResults): string {
  return results.map(({ name, passed }) => `Action ${printable(name)}: ${passed ? "passed" : "failed"}.\n`).join("");
}

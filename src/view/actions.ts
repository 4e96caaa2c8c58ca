/** The actions of a deploy for people: below a plan, and how they ended. */
import type { ActionResults } from "../schema/action-results.ts";
import { printable } from "./style.ts";

interface Shown {
  readonly name: string;
  readonly resources: readonly { readonly target: string }[];
}

/** Nothing without actions. */
export function renderActions(actions: readonly Shown[] = []): string {
  if (actions.length === 0) return "";
  const lines = actions.map(({ name, resources }) => {
    const files = resources.length === 0 ? "" : `, with ${resources.map((one) => printable(one.target)).join(", ")}`;
    return `  ${printable(name)}${files}\n`;
  });
  return `\nActions once the node is deployed:\n${lines.join("")}`;
}

export function renderResults({ results }: ActionResults): string {
  return results.map(({ name, passed }) => `Action ${printable(name)}: ${passed ? "passed" : "failed"}.\n`).join("");
}

/** What refresh, verify and health show to people. */
import type { HealthCheck, HealthResult, RefreshResult, VerifyResult } from "../schema/bareon-boot.ts";
import { renderWarnings } from "./boot-view.ts";
import { type Style, printable } from "./style.ts";

export function renderRefresh({ changed, dry_run: dryRun, added, removed, updated, default: usual, warnings }: RefreshResult, style: Style): string {
  const lists = [["new", added], ["gone", removed], ["changed", updated]] as const;
  const parts = lists.flatMap(([name, ids]) => (ids.length === 0 ? [] : [`  ${name}: ${ids.map(printable).join(", ")}\n`]));
  const done = changed ? (dryRun ? "The menu would be made anew" : "The menu was made anew") : "The menu is as it should be; nothing was written";
  return `${done}. The default is ${style.bold(printable(usual))}.\n${parts.join("")}${renderWarnings(warnings, style)}`;
}

export function renderVerify({ verified, findings, warnings }: VerifyResult, style: Style): string {
  const lines = findings.map(({ check, problem, severity, repaired }) => {
    const state = problem === null ? style.good("ok") : repaired ? style.good("repaired") : severity === "error" ? style.bad("WRONG") : style.warn("look");
    return `${state.padEnd(state.length + Math.max(0, 9 - (problem === null ? 2 : repaired ? 8 : severity === "error" ? 5 : 4)))} ${printable(check)}${problem === null ? "" : `: ${printable(problem)}`}\n`;
  });
  const end = verified ? "Everything that the next boot needs is in order." : "The next boot may go wrong.";
  return `${lines.join("")}${end}\n${renderWarnings(warnings, style)}`;
}

function renderCheck({ check, required, passed, seconds, output }: HealthCheck, style: Style): string {
  const state = passed ? style.good("passed") : required ? style.bad("FAILED") : style.warn("failed");
  const quoted = passed || output === "" ? "" : output.split("\n").map((line) => `    ${printable(line)}\n`).join("");
  return `${state}  ${printable(check)} (${seconds} s${required ? "" : ", not required"})\n${quoted}`;
}

const decisions: Readonly<Record<HealthResult["decision"], string>> = {
  none: "",
  confirmed: "The trial is confirmed: this system is the default now.\n",
  rejected: "The trial has ended: the default is booted now.\n",
};

export function renderHealth({ healthy, checks, decision, warnings }: HealthResult, style: Style): string {
  const end = checks.length === 0 && decision === "none" ? "There was nothing to check.\n" : decision === "none" ? (healthy ? "This system is healthy.\n" : "This system is not healthy.\n") : decisions[decision];
  return `${checks.map((check) => renderCheck(check, style)).join("")}${end}${renderWarnings(warnings, style)}`;
}

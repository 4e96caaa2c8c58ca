/** What refresh, verify and health show to people. */
import type {
  EventsResult,
  Finding,
  HealthCheck,
  HealthResult,
  RefreshResult,
  VerifyResult,
} from "../schema/bareon-boot.ts";
import { renderWarnings } from "./boot.ts";
import { type Style, printable } from "./style.ts";

export function renderRefresh(
  { changed, dry_run: dryRun, added, removed, updated, default: usual, warnings }: RefreshResult,
  style: Style,
): string {
  const lists = [
    ["new", added],
    ["gone", removed],
    ["changed", updated],
  ] as const;
  const parts = lists.flatMap(([name, ids]) =>
    ids.length === 0 ? [] : [`  ${name}: ${ids.map(printable).join(", ")}\n`],
  );
  const done = changed
    ? dryRun
      ? "The menu would be made anew"
      : "The menu was made anew"
    : "The menu is as it should be; nothing was written";
  return `${done}. The default is ${style.bold(printable(usual))}.\n${parts.join("")}${renderWarnings(warnings, style)}`;
}

/** Padded before it gets its colour. */
function stateOf({ problem, severity, repaired }: Finding, style: Style): string {
  const word = (text: string): string => text.padEnd(10);
  if (problem === null) return style.good(word("ok"));
  if (repaired) return style.good(word("repaired"));
  return severity === "error" ? style.bad(word("WRONG")) : style.warn(word("look"));
}

export function renderVerify({ verified, findings, warnings }: VerifyResult, style: Style): string {
  const lines = findings.map((finding) => {
    const { check, problem } = finding;
    return `${stateOf(finding, style)}${printable(check)}${problem === null ? "" : `: ${printable(problem)}`}\n`;
  });
  const end = verified ? "Everything that the next boot needs is in order." : "The next boot may go wrong.";
  return `${lines.join("")}${end}\n${renderWarnings(warnings, style)}`;
}

function renderCheck({ check, required, passed, seconds, output }: HealthCheck, style: Style): string {
  const state = passed ? style.good("passed") : required ? style.bad("FAILED") : style.warn("failed");
  const quoted =
    passed || output === ""
      ? ""
      : output
          .split("\n")
          .map((line) => `    ${printable(line)}\n`)
          .join("");
  return `${state}  ${printable(check)} (${seconds} s${required ? "" : ", not required"})\n${quoted}`;
}

const decisions = {
  confirmed: "The trial is confirmed: this system is the default now.\n",
  rejected: "The trial has ended: the default is booted now.\n",
} as const;

function renderDecision({ healthy, checks, decision }: HealthResult): string {
  if (decision !== "none") return decisions[decision];
  if (checks.length === 0) return "There was nothing to check.\n";
  return healthy ? "This system is healthy.\n" : "This system is not healthy.\n";
}

export function renderHealth(result: HealthResult, style: Style): string {
  return `${result.checks.map((check) => renderCheck(check, style)).join("")}${renderDecision(result)}${renderWarnings(result.warnings, style)}`;
}

function renderEvent({ event, told, programs, address }: EventsResult["events"][number], style: Style): string {
  if (told === "before") return `${event} was told in this boot already.\n`;
  const all = [...programs, ...(address === undefined ? [] : [{ program: "the address of --event-url", ...address }])];
  if (all.length === 0) return `${event}: there is no program to tell.\n`;
  const lines = all.map(({ program, problem }) => {
    const state = problem === null ? style.good("told") : style.bad("FAILED");
    return `  ${state}  ${printable(program)}${problem === null ? "" : `: ${printable(problem)}`}\n`;
  });
  return `${event}:\n${lines.join("")}`;
}

export function renderEvents({ events, warnings }: EventsResult, style: Style): string {
  const lines = events.map((event) => renderEvent(event, style));
  const text =
    lines.length === 0 ? "This boot is no trial and no fallback: there is nothing to tell.\n" : lines.join("");
  return `${text}${renderWarnings(warnings, style)}`;
}

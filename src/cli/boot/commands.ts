/** What each command of bareon-boot runs and shows; their words and help are options.ts. */
import type { ExitName } from "../../base/errors.ts";
import { list, showCurrent, showHistory, showMetrics, status } from "../../recipes/boot-show.ts";
import {
  cancel,
  confirm,
  once,
  rebootInto,
  reject,
  rollback,
  setDefault,
  tryEntry,
} from "../../recipes/boot-change.ts";
import type { Context } from "../../host/host.ts";
import type { BootResult, ChangeResult, HealthResult } from "../../schema/bareon-boot.ts";
import type { BootCommandName } from "./options.ts";
import type { BootRequest } from "./request.ts";
import { renderChange, renderCurrent, renderHistory, renderList, renderStatus } from "../../view/boot.ts";
import type { Style } from "../../view/style.ts";
import { renderEvents, renderHealth, renderRefresh, renderVerify } from "../../view/upkeep.ts";

/** Seconds after which a system on trial that is not healthy is asked again. */
const checkInterval = 5;

/** The result of a command: as data, and as text for a person. */
export interface BootAnswer {
  readonly result: BootResult;
  readonly render: (style: Style) => string;
  /** How the program ends if that is no success and yet an answer. */
  readonly exit?: ExitName;
  /** Warnings that are shown under --quiet too: a program that runs the command has nobody who looks. */
  readonly told?: readonly string[];
  /** What is printed in place of a text. */
  readonly bytes?: Uint8Array;
}

type BootCommand = (ctx: Context, request: BootRequest) => Promise<BootAnswer>;

function changed(result: ChangeResult): BootAnswer {
  return { result, render: (style) => renderChange(result, style) };
}

async function runHealth(ctx: Context, { options, health: asked }: BootRequest): Promise<HealthResult> {
  const { decideTrial, health } = await import("../../recipes/boot-health.ts");
  const { decides, giveUp, limit, deadline } = asked;
  return decides
    ? await decideTrial(ctx, { ...options, limit, deadline, interval: checkInterval, giveUp })
    : await health(ctx, { ...options, limit });
}

/** Warnings are no metrics: they go to stderr. */
async function answerMetrics(
  ctx: Context,
  options: BootRequest["options"],
  expected: string | null,
): Promise<BootAnswer> {
  const { status: result, text } = await showMetrics(ctx, options, expected);
  for (const message of result.warnings) ctx.report({ event: "warning", message });
  return { result, render: () => text };
}

/** What is seldom asked for is loaded only then. */
export const bootCommands: Readonly<Record<BootCommandName, BootCommand>> = {
  list: async (ctx, { options, onlyValid }) => {
    const result = await list(ctx, options, onlyValid);
    return { result, render: (style) => renderList(result, style) };
  },
  status: async (ctx, { options, expectedCurrent, asMetrics }) => {
    if (asMetrics) return await answerMetrics(ctx, options, expectedCurrent);
    const result = await status(ctx, options, expectedCurrent);
    return { result, render: (style) => renderStatus(result, style) };
  },
  current: async (ctx, { options, expectedCurrent }) => {
    const result = await showCurrent(ctx, options, expectedCurrent);
    return { result, render: (style) => renderCurrent(result, style) };
  },
  history: async (ctx, { options }) => {
    const result = await showHistory(ctx, options);
    return { result, render: (style) => renderHistory(result, style) };
  },
  "set-default": async (ctx, { options, operand, expected }) =>
    changed(await setDefault(ctx, options, operand, expected)),
  once: async (ctx, { options, operand, clear, power }) =>
    changed(await once(ctx, options, clear ? null : operand, power)),
  trial: async (ctx, { options, operand, trial, power }) =>
    changed(await tryEntry(ctx, options, operand, trial, power)),
  confirm: async (ctx, { options, ifTrial }) => changed(await confirm(ctx, options, ifTrial)),
  reject: async (ctx, { options, ifTrial, power }) => changed(await reject(ctx, options, power, ifTrial)),
  rollback: async (ctx, { options, to }) => changed(await rollback(ctx, options, to)),
  cancel: async (ctx, { options }) => changed(await cancel(ctx, options)),
  refresh: async (ctx, { options }) => {
    const { refresh } = await import("../../recipes/boot-upkeep.ts");
    const result = await refresh(ctx, options);
    return {
      result,
      render: (style) => renderRefresh(result, style),
      told: result.warnings,
      ...(result.complete ? {} : { exit: "incomplete" }),
    };
  },
  verify: async (ctx, { options, repair }) => {
    const { verify } = await import("../../recipes/boot-upkeep.ts");
    const result = await verify(ctx, options, repair);
    return {
      result,
      render: (style) => renderVerify(result, style),
      ...(result.verified ? {} : { exit: "unverified" }),
    };
  },
  health: async (ctx, request) => {
    const result = await runHealth(ctx, request);
    return { result, render: (style) => renderHealth(result, style), ...(result.healthy ? {} : { exit: "failure" }) };
  },
  events: async (ctx, { options, health: { limit } }) => {
    const { tellBoot } = await import("../../recipes/boot-events.ts");
    const result = await tellBoot(ctx, options, limit);
    return { result, render: (style) => renderEvents(result, style) };
  },
  report: async (ctx, { options, report: asked }) => {
    const { runReport } = await import("./report.ts");
    const { renderReport } = await import("../../view/report.ts");
    const { result, archive } = await runReport(ctx, { program: "bareon-boot", store: options, ...asked });
    const isPrinted = asked.output === "-" && archive !== null;
    return { result, render: (style) => renderReport(result, style), ...(isPrinted ? { bytes: archive } : {}) };
  },
  reboot: async (ctx, { options, operand, power }) =>
    changed(await rebootInto(ctx, options, operand === "" ? null : operand, power.kexec)),
};

/** What each command of bareon-boot runs and shows; their words and help are boot-options.ts. */
import { BareonError, type ExitName } from "../../base/errors.ts";
import { list, showCurrent, showHistory, status } from "../../recipes/boot-show.ts";
import {
  cancel,
  type ChangeOptions,
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
import { renderChange, renderCurrent, renderHistory, renderList, renderStatus } from "../../view/boot.ts";
import type { Style } from "../../view/style.ts";
import { renderHealth, renderRefresh, renderVerify } from "../../view/upkeep.ts";

/** Seconds after which a system on trial that is not healthy is asked again. */
const checkInterval = 5;

/** What a command came to: as data, and as text for a person. */
export interface BootAnswer {
  readonly result: BootResult;
  readonly render: (style: Style) => string;
  /** How the program ends where that is no success and yet an answer. */
  readonly exit?: ExitName;
}

export interface BootRequest {
  readonly options: ChangeOptions;
  /** The word after the command, empty where there is none. */
  readonly operand: string;
  readonly values: ReadonlyMap<string, string | true>;
}

type BootCommand = (ctx: Context, request: BootRequest) => Promise<BootAnswer>;

/** Throws "usage" for anything but a whole number in the range. */
export function parseNumber(
  name: string,
  text: string | true | undefined,
  [least, most]: readonly [number, number],
): number {
  const number = Number(text);
  if (typeof text !== "string" || !/^\d{1,6}$/u.test(text) || number < least || number > most) {
    throw new BareonError(
      "usage",
      `--${name} takes a number from ${least} to ${most}, not ${JSON.stringify(text ?? "")}.`,
    );
  }
  return number;
}

function textOf(values: BootRequest["values"], name: string): string | null {
  const value = values.get(name);
  return typeof value === "string" ? value : null;
}

function changed(result: ChangeResult): BootAnswer {
  return { result, render: (style) => renderChange(result, style) };
}

function onceEntry({ operand, values }: BootRequest): string | null {
  const clear = values.has("clear");
  if (clear && operand !== "")
    throw new BareonError("usage", "once takes an entry, or --clear.", { hint: "Try: bareon-boot once --help" });
  return clear ? null : operand;
}

async function runHealth(ctx: Context, { options, values }: BootRequest): Promise<HealthResult> {
  const limit = parseNumber("limit", values.get("limit"), [1, 86_400]);
  const deadline = parseNumber("deadline", values.get("deadline"), [0, 86_400]);
  const giveUp = values.has("give-up");
  if (giveUp && !values.has("trial"))
    throw new BareonError("usage", "--give-up goes with --trial.", { hint: "Try: bareon-boot health --help" });
  const { decideTrial, health } = await import("../../recipes/boot-health.ts");
  return values.has("trial")
    ? await decideTrial(ctx, { ...options, limit, deadline, interval: checkInterval, giveUp })
    : await health(ctx, { ...options, limit });
}

/** What is seldom asked for is loaded only then. */
export const bootCommands: Readonly<Record<BootCommandName, BootCommand>> = {
  list: async (ctx, { options, values }) => {
    const result = await list(ctx, options, values.has("valid"));
    return { result, render: (style) => renderList(result, style) };
  },
  status: async (ctx, { options }) => {
    const result = await status(ctx, options);
    return { result, render: (style) => renderStatus(result, style) };
  },
  current: async (ctx, { options }) => {
    const result = await showCurrent(ctx, options);
    return { result, render: (style) => renderCurrent(result, style) };
  },
  history: async (ctx, { options }) => {
    const result = await showHistory(ctx, options);
    return { result, render: (style) => renderHistory(result, style) };
  },
  "set-default": async (ctx, { options, operand, values }) =>
    changed(await setDefault(ctx, options, operand, textOf(values, "expect-current"))),
  once: async (ctx, request) => changed(await once(ctx, request.options, onceEntry(request))),
  trial: async (ctx, { options, operand, values }) =>
    changed(
      await tryEntry(ctx, options, operand, {
        tries: parseNumber("tries", values.get("tries"), [1, 9]),
        reset: values.has("reset"),
      }),
    ),
  confirm: async (ctx, { options, values }) => changed(await confirm(ctx, options, values.has("if-trial"))),
  reject: async (ctx, { options, values }) => changed(await reject(ctx, options, values.has("reboot"))),
  rollback: async (ctx, { options, values }) => changed(await rollback(ctx, options, textOf(values, "to"))),
  cancel: async (ctx, { options }) => changed(await cancel(ctx, options)),
  refresh: async (ctx, { options }) => {
    const { refresh } = await import("../../recipes/boot-upkeep.ts");
    const result = await refresh(ctx, options);
    return { result, render: (style) => renderRefresh(result, style) };
  },
  verify: async (ctx, { options, values }) => {
    const { verify } = await import("../../recipes/boot-upkeep.ts");
    const result = await verify(ctx, options, values.has("repair"));
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
  reboot: async (ctx, { options, operand }) => changed(await rebootInto(ctx, options, operand === "" ? null : operand)),
};

/** report of both programs: from the words of the command line to the recipe, and its answer. */
import manifest from "../../../package.json" with { type: "json" };
import { BareonError } from "../../base/errors.ts";
import type { StoreOptions } from "../../boot/store/store.ts";
import { nameReport } from "../../bug-report/place.ts";
import type { Context } from "../../host/host.ts";
import { makeReport, type Report } from "../../recipes/report.ts";
import { renderParts } from "../../view/report.ts";

export interface ReportWords {
  readonly program: string;
  /** A path, or - for standard output; null with `list`. */
  readonly output: string | null;
  readonly list: boolean;
  readonly anonymous: boolean;
  readonly store: StoreOptions;
}

/** Milliseconds after which a program that cannot be ended, since it waits for a dead disk, is left behind. */
const patience = 3000;

/** The timer keeps nothing alive: it fires only if something else does. */
function leaveStuckPrograms(): void {
  // oxlint-disable-next-line unicorn/no-process-exit
  setTimeout(() => process.exit(), patience).unref();
}

/** The list goes to standard error before anything is read. Throws what makeReport throws. */
export async function runReport(ctx: Context, words: ReportWords): Promise<Report> {
  const { program, output, list: listOnly, anonymous, store } = words;
  const isPrinted = output === "-";
  if (isPrinted && process.stdout.isTTY)
    throw new BareonError("usage", "The archive is not printed onto a terminal.", {
      hint: "Name a file with --output.",
    });
  const time = new Date();
  const host = anonymous ? "" : ((await ctx.host.readText("/proc/sys/kernel/hostname", 4096)) ?? "");
  const report = await makeReport(ctx, {
    ...{ store, program, release: manifest.version, place: isPrinted ? null : output },
    ...{ name: nameReport(host, time), time, anonymous, listOnly },
    onList: (parts) => {
      const lines = ["The report will have, as far as it is there and without secrets:", ...renderParts(parts)];
      for (const message of lines) ctx.report({ event: "notice", message });
    },
  });
  if (report.isStuck) leaveStuckPrograms();
  return report;
}

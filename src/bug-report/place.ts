/** Where a bug report goes: a file that is not there yet. */
import { dirname, join } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";

const hint = "Name another file with --output, or remove that one.";

/** Throws BareonError "usage" for what is there, and if its folder is not. */
export async function checkPlace({ host }: Pick<Context, "host">, file: string): Promise<void> {
  if ((await host.facts(file)) !== undefined)
    throw new BareonError("usage", `${file} is there already, and is not written over.`, { hint });
  const folder = dirname(file);
  if ((await host.facts(folder)) === undefined)
    throw new BareonError("usage", `There is no folder ${folder}.`, { hint: "Name another file with --output." });
}

/** The file that is meant: in a folder, one of that name. */
export async function chooseFile({ host }: Pick<Context, "host">, place: string, name: string): Promise<string> {
  return (await host.facts(place))?.kind === "directory" ? join(place, name) : place;
}

/** Letters of a host name that are taken into a file's name. */
const longestHost = 64;

/** The name of the report of a host, without an ending: "bareon-report-node-17-20261130T114500Z"; without a host if none is told. */
export function nameReport(host: string, time: Date): string {
  const word = host
    .replaceAll(/[^A-Za-z0-9.-]/gu, "")
    .replace(/^[.-]+/u, "")
    .slice(0, longestHost);
  const stamp = time.toISOString().replaceAll(/[:-]|\.\d+/gu, "");
  return ["bareon-report", ...(word === "" ? [] : [word]), stamp].join("-");
}

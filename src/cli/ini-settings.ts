/** Files in INI format, as existing ramdisks have one: their settings as texts. Which of them mean something is decided by who reads them. */
import type { Host } from "../host/host.ts";
import { BareonError } from "../base/errors.ts";

async function readIni(host: Pick<Host, "readText">, file: string): Promise<string | undefined> {
  try {
    return await host.readText(file);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "failure") throw error;
    throw new BareonError("usage", error.message, { cause: error });
  }
}

/** What is in the section [DEFAULT] of a file and in front of every section, by names with `-` for `_`. Throws BareonError "usage" if there is no such file, or something else. */
export async function readIniSettings(
  host: Pick<Host, "readText">,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  const text = await readIni(host, file);
  if (text === undefined) throw new BareonError("usage", `There is no file ${file}.`);
  const { parse } = await import("ini");
  const { DEFAULT: section, ...top } = parse(text) as Readonly<Record<string, unknown>>;
  const values = { ...top, ...(typeof section === "object" ? section : {}) };
  return new Map(
    Object.entries(values).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" || typeof value === "boolean" ? [[key.replaceAll("_", "-"), String(value)]] : [],
    ),
  );
}

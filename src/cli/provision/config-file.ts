/** Options from configuration files in INI format, as existing ramdisks have one: what of them the program knows, below the command line. */
import { BareonError } from "../../base/errors.ts";
import { settingsFile } from "../../base/places.ts";
import type { Host } from "../../host/host.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { refuseOthersFile } from "../../host/local/unnamed-file.ts";
import type { OptionSpec } from "../command-table.ts";
import type { ParsedRun } from "../command-line.ts";
import { eventNames } from "../event-options.ts";
import { readIniSettings } from "../ini-settings.ts";
import { checkFileSetting, isFileSetting, keyOf, no, yes } from "./file-settings.ts";
import { provisionLine } from "./options.ts";

/** The options that a file can have, beside its own settings; all else in it is for other programs. */
const known = [
  ...["data-driver", "deploy-driver", "input-data-file", "input-data", "config-drive-path"],
  ...["debug", "log-file", "log-dir", "use-syslog"],
  ...eventNames,
];

/** Values by option name, each with the file that it stands in. */
type Settings = ReadonlyMap<string, { readonly value: string; readonly file: string }>;

function refuse(file: string, name: string, value: string, expected: string): BareonError {
  return new BareonError("usage", `${file}: ${keyOf(name)} = ${JSON.stringify(value)} is not ${expected}.`);
}

/** Throws BareonError "usage" for a value that the option cannot have. */
function checkValue({ name, kind, choices, isPath }: OptionSpec, value: string, file: string): void {
  if (kind === "flag" && ![...yes, ...no].includes(value.toLowerCase()))
    throw refuse(file, name, value, "true or false");
  if (choices?.includes(value) === false) throw refuse(file, name, value, `one of ${choices.join(", ")}`);
  if (isPath === true && !value.startsWith("/")) throw refuse(file, name, value, "an absolute path");
}

async function readSettings(host: Host, file: string): Promise<Settings> {
  const settings = await readIniSettings(host, file);
  return new Map(
    Array.from(settings).flatMap(([name, value]) =>
      known.includes(name) || isFileSetting(name) ? [[name, { value, file }] as const] : [],
    ),
  );
}

/** The files that the words name, or else the usual one if it is there. */
async function filesOf(host: Host, { values }: ParsedRun): Promise<readonly string[]> {
  const [file, folder] = [values.get("config-file"), values.get("config-dir")];
  const named = typeof file === "string" ? [file] : [];
  if (typeof folder === "string") {
    const kind = (await host.facts(await resolveInRoot(host, "/", folder)))?.kind;
    if (kind === undefined) throw new BareonError("usage", `There is no folder ${folder}.`);
    if (kind !== "directory")
      throw new BareonError("usage", `${folder} is no folder.`, {
        hint: `Name a folder, or a file: --config-file ${folder}`,
      });
    const names = (await host.list(folder)).filter((name) => name.endsWith(".conf")).toSorted();
    return [...named, ...names.map((name) => `${folder}/${name}`)];
  }
  if (named.length > 0) return named;
  if ((await host.facts(settingsFile)) === undefined) return [];
  await refuseOthersFile(settingsFile, `If it is meant, name it: --config-file ${settingsFile}`);
  return [settingsFile];
}

/** The request with what files say of options that the command line does not have. Throws BareonError "usage". */
export async function withConfigFiles(host: Host, parsed: ParsedRun): Promise<ParsedRun> {
  const options: readonly OptionSpec[] = provisionLine.options;
  const own = options.filter(({ commands }) => commands.includes(parsed.command));
  if (!own.some(({ name }) => name === "config-file")) return parsed;
  const settings = new Map<string, { readonly value: string; readonly file: string }>();
  for (const file of await filesOf(host, parsed))
    for (const [name, setting] of await readSettings(host, file)) settings.set(name, setting);
  const values = new Map(parsed.values);
  const given = new Set(parsed.given);
  const hasInput = ["input-data", "input-data-file", "plan"].some((name) => parsed.given.has(name));
  for (const [name, { value, file }] of settings) {
    if (isFileSetting(name)) {
      checkFileSetting(file, name, value);
      values.set(name, value);
      continue;
    }
    const option = own.find((one) => one.name === name);
    // An input on the command line is the only one.
    if (option === undefined || parsed.given.has(name) || (hasInput && name.startsWith("input-data"))) continue;
    checkValue(option, value, file);
    if (option.kind !== "flag") values.set(name, value);
    else if (yes.includes(value.toLowerCase())) values.set(name, true);
    given.add(name);
  }
  return { ...parsed, values, given };
}

/** Rules between the options of bareon-provision: which exclude each other, and what is meant by those that say less than others. */
import { BareonError } from "../../base/errors.ts";
import { dialects, supportedDialects } from "../../dialects/dialects.ts";
import type { ParsedRun } from "../command-line.ts";
import type { Values } from "./deploy-source.ts";
import { checkParts } from "./parts.ts";

/** The options that say where the deploy config is. */
const configNames = ["input-data", "input-data-file", "input-data-url", "config-from-drive"] as const;

/** What an update is made with: one that is given up heeds none of it. */
const ofUpdates = [
  ...["source", "addresses", "checksum", "checksum-url", "signature-url", "torrent-url", "auth-file", "plain-http"],
  ...["layers"],
  ...["image-name", "image-uuid"],
  ...["seed-meta-data", "seed-user-data", "seed-network-config", "require-verified"],
  ...["key-file", "method", "carry-from", "bandwidth", "full-speed", "then", "tries"],
];

/** Standard output has one answer, and a file one content. */
function checkOutputs(values: Values): void {
  const [page, drawing] = [values.get("html"), values.get("svg")];
  if (page !== undefined && page !== "-" && page === drawing)
    throw new BareonError("usage", "--html and --svg cannot have the same file.");
  const files = ["html", "svg"].filter((name) => values.get(name) === "-");
  const outputs = files.length > 0 && values.has("json") ? [...files, "json"] : files;
  if (outputs.length > 1)
    throw new BareonError("usage", `Only one of --${outputs.join(" and --")} can go to standard output.`, {
      hint: "Give the others a file.",
    });
}

/** Rules between options. Throws "usage", or "unsupported" for what the existing controller may ask for and this release cannot do. */
export function checkOptions(values: Values, given: ReadonlySet<string>): void {
  const exclusive = [
    ["plan", "input-data"],
    ["plan", "input-data-file"],
    ["plan", "input-data-url"],
    ["plan", "config-from-drive"],
    ["input-data-url", "input-data"],
    ["input-data-url", "input-data-file"],
    ["input-data-url", "config-from-drive"],
    ["config-from-drive", "input-data"],
    ["config-from-drive", "input-data-file"],
    ["plan", "inventory"],
    ["plan", "abandon"],
    ["if-needed", "abandon"],
    ...ofUpdates.map((name) => [name, "abandon"] as const),
    ["if-needed", "reboot"],
    ["plan", "from"],
    ["plan", "until"],
    ["plan", "image"],
    ["html", "image"],
    ["svg", "image"],
  ] as const;
  for (const [one, other] of exclusive) {
    if (given.has(one) && given.has(other))
      throw new BareonError("usage", `--${one} and --${other} exclude each other.`, {
        hint: "Try: bareon-provision --help",
      });
  }
  if (given.has("input-data-checksum") && !given.has("input-data-url"))
    throw new BareonError("usage", "--input-data-checksum goes with --input-data-url.", {
      hint: "Try: bareon-provision --help",
    });
  checkParts(values);
  checkOutputs(values);
  if (given.has("kernel") !== given.has("initrd"))
    throw new BareonError("usage", "--kernel and --initrd belong together: name both, or none.", {
      hint: "Try: bareon-provision --help",
    });
  const fromInput = ["input-data-file", "plan", "inventory", "actions", "addresses", "key-file"].filter((name) =>
    [values.get(name)].flat().includes("-"),
  );
  if (fromInput.length > 1)
    throw new BareonError("usage", `Only one of --${fromInput.join(" and --")} can be standard input.`);
  const dialect = values.get("data-driver");
  if (typeof dialect === "string" && dialects[dialect] === undefined)
    throw new BareonError("unsupported", `The data driver ${dialect} is not supported.`, {
      hint: `Use ${supportedDialects.join(" or ")}.`,
    });
}

/** The config that is read although the words name none; undefined if they do, or if the command reads none. */
export function unnamedConfig(values: Values, given: ReadonlySet<string>): string | undefined {
  const isNamed = [...configNames, "plan"].some((name) => given.has(name));
  const path = values.get("input-data-file");
  return isNamed || typeof path !== "string" ? undefined : path;
}

/** Options that are accepted and do less than they seem to. */
export function optionNotes(given: ReadonlySet<string>): string[] {
  return [
    ...(given.has("input-data") && given.has("input-data-file")
      ? ["--input-data is taken, and --input-data-file is not read"]
      : []),
    ...(given.has("image-build-dir") ? ["--image-build-dir means nothing here: no image is built"] : []),
  ];
}

/** The word after validate is its file; the program of that name alone reads standard input without one. Throws "usage" for two inputs. */
export function withValidatedFile(parsed: ParsedRun, isValidator: boolean): ParsedRun {
  const named = configNames.find((name) => parsed.given.has(name));
  if (parsed.command !== "validate" || (parsed.operand === "" && (named !== undefined || !isValidator))) return parsed;
  if (named !== undefined) throw new BareonError("usage", `${parsed.operand} and --${named} exclude each other.`);
  const values = new Map(parsed.values).set("input-data-file", parsed.operand === "" ? "-" : parsed.operand);
  return { ...parsed, values, given: new Set([...parsed.given, "input-data-file"]) };
}

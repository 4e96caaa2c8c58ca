/** Words of the command line: both spellings, what is refused, and with which advice. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { parseCommandLine } from "../../../src/cli/command-line.ts";
import {
  checkOptions,
  optionNotes,
  unnamedConfig,
  withValidatedFile,
} from "../../../src/cli/provision/option-rules.ts";
import { bootLine } from "../../../src/cli/boot/options.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";

async function parse(line: string): Promise<Record<string, unknown>> {
  const parsed = await parseCommandLine(provisionLine, line.split(" ").filter(Boolean), 80);
  return parsed.kind === "text"
    ? { text: parsed.text }
    : { command: parsed.command, ...Object.fromEntries(parsed.values) };
}

async function refusal(line: string): Promise<string> {
  const error: unknown = await parse(line).catch((reason: unknown) => reason);
  if (!(error instanceof BareonError) || error.exitCode !== 2) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return `${error.message} | ${error.hint}`;
}

const deployDefaults = {
  command: "deploy",
  "input-data-file": "/tmp/provision.json",
  "boot-info": "/tmp/boot-info.json",
  reboot: "no",
};

test("the controller's call, in each spelling, is a deploy with its defaults", async () => {
  expect(await parse("--data_driver ironic --deploy_driver rsync --debug")).toEqual({
    ...deployDefaults,
    "data-driver": "ironic",
    "deploy-driver": "rsync",
    debug: true,
  });
  expect(await parse("--data-driver=ironic --deploy_driver=swift")).toEqual({
    ...deployDefaults,
    "data-driver": "ironic",
    "deploy-driver": "swift",
  });
  expect(await parse("--data_driver nailgun --deploy_driver nailgun")).toEqual({
    ...deployDefaults,
    "data-driver": "nailgun",
    "deploy-driver": "nailgun",
  });
  expect(await parse("deploy")).toEqual(deployDefaults);
  expect(await parse("--input_data_file=/x/my_config.json")).toMatchObject({ "input-data-file": "/x/my_config.json" });
});

test("commands have their own options", async () => {
  expect(await parse("plan --json --inventory node.json")).toMatchObject({
    command: "plan",
    json: true,
    inventory: "node.json",
  });
  expect(await parse("inspect")).toEqual({ command: "inspect" });
  expect(await parse("--json plan --input-data-file -")).toMatchObject({
    command: "plan",
    json: true,
    "input-data-file": "-",
  });
  expect(await parse("--input_data_file plan validate")).toMatchObject({
    command: "validate",
    "input-data-file": "plan",
  });
});

test.each([
  ["deplo", "Unknown command: deplo | Did you mean deploy?"],
  ["plan node.json", "Unexpected word: node.json | Try: bareon-provision --help"],
  ["plan --inventroy x", "Unknown option: --inventroy | Did you mean --inventory?"],
  ["--no-json", "Unknown option: --no-json | Try: bareon-provision --help"],
  ["-x", "Unknown option: -x | Try: bareon-provision --help"],
  ["plan --reboot no", "--reboot is an option of deploy, update, not of plan | Try: bareon-provision --help"],
  ["plan --input-data-file", "Not enough arguments following: input-data-file | Try: bareon-provision --help"],
  ["--json deplo", "Unknown command: deplo | Did you mean deploy?"],
  ["plan --json=yes", "--json takes no value, as in --json=yes | Try: bareon-provision --help"],
  [
    "validate --require_verified=1",
    "--require-verified takes no value, as in --require_verified=1 | Try: bareon-provision --help",
  ],
  ["deploy --debug=false", "--debug takes no value, as in --debug=false | Try: bareon-provision --help"],
  ["plan --help=no", "--help takes no value, as in --help=no | Try: bareon-provision --help"],
  ["plan --json false", "Unexpected word: false | Try: bareon-provision --help"],
])("%s is refused: %s", async (line, message) => {
  expect(await refusal(line)).toBe(message);
});

test("a value that is none of the choices is refused, and the choices are named", async () => {
  expect(await refusal("--reboot maybe")).toMatch(/"maybe".*"no", "reboot", "kexec", "poweroff"/u);
});

test("help and completion come from the same table", async () => {
  const help = String((await parse("plan --help"))["text"]);
  expect(help).toMatch(/^Usage: bareon-provision plan/u);
  expect(help).toMatch(/--inventory/u);
  expect(help).not.toMatch(/--reboot/u);
  expect(help).toMatch(/\b34 {2}Another process holds the lock\./u);
  const script = String((await parse("completion"))["text"]);
  for (const { name } of provisionLine.options) expect(script).toContain(`--${name}`);
});

test.each([
  ["deploy", "/tmp/provision.json"],
  ["", "/tmp/provision.json"],
  ["validate", "/tmp/provision.json"],
  ["deploy --input_data_file /tmp/provision.json", undefined],
  ["validate --input-data {}", undefined],
  ["deploy --plan plan.json", undefined],
  ["inspect", undefined],
])("of the words %j the config that they do not name is %j", async (line, expected) => {
  const parsed = await parseCommandLine(provisionLine, line.split(" ").filter(Boolean), 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  expect(unnamedConfig(parsed.values, parsed.given)).toBe(expected);
});

test.each([
  ["rescue", []],
  ["rescue --kernel vmlinuz --initrd initrd.img", []],
  ["rescue --kernel vmlinuz", ["usage"]],
  ["rescue --initrd initrd.img", ["usage"]],
])("kernel and initrd belong together: the words %j are refused with %j", async (line, expected) => {
  const parsed = await parseCommandLine(provisionLine, line.split(" "), 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  const exits: unknown[] = [];
  try {
    checkOptions(parsed.values, parsed.given);
  } catch (error) {
    exits.push(error instanceof BareonError ? error.exit : error);
  }
  expect(exits).toEqual(expected);
});

test("an option that takes a file with one command is a flag of another", async () => {
  expect(await parse("deploy --plan plan.json")).toMatchObject({ plan: "plan.json" });
  expect(await parse("plan --plan=plan.json")).toMatchObject({ plan: "plan.json" });
  expect(await parse("--plan plan.json")).toMatchObject({ command: "deploy", plan: "plan.json" });
  expect(await parse("update --plan trixie")).toMatchObject({ command: "update", plan: true, image: "trixie" });
  expect(await parse("update trixie --plan --json")).toMatchObject({ plan: true, json: true, image: "trixie" });
  expect(await refusal("update --plan=yes")).toMatch(/--plan takes no value/u);
  expect(await refusal("adopt --plan")).toMatch(/--plan is an option of deploy, plan, update, not of adopt/u);
});

test("a flag takes no word for its value: the word is the entry", async () => {
  const parsed = await parseCommandLine(bootLine, ["set-default", "--dry-run", "true"], 80);
  expect(parsed).toMatchObject({ kind: "run", operand: "true" });
  expect(parsed.kind === "run" && parsed.values.get("dry-run")).toBe(true);
});

test.each([
  ["plan --inventory - --input-data-file -", "Only one of --input-data-file and --inventory can be standard input."],
  ["deploy --actions - --input-data-file -", "Only one of --input-data-file and --actions can be standard input."],
  ["plan --plan x --inventory y", "--plan and --inventory exclude each other."],
  ["plan --inventory - --input-data-file x", undefined],
  ["plan --data_driver nailgun", undefined],
  ["plan --data_driver nailgun_simple", "The data driver nailgun_simple is not supported."],
  ["plan --data_driver nailgun_build_image", "The data driver nailgun_build_image is not supported."],
])("the options of %j: %j", async (line, message) => {
  const parsed = await parseCommandLine(provisionLine, line.split(" "), 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  let refused: unknown;
  try {
    checkOptions(parsed.values, parsed.given);
  } catch (error) {
    refused = error;
  }
  expect(refused instanceof BareonError ? refused.message : refused).toBe(message);
});

test("options of scripts of old are accepted, in their long and short forms", async () => {
  expect(await parse("-d -v")).toMatchObject({ command: "deploy", debug: true, verbose: true });
  expect(await parse("--data_driver ironic --deploy_driver swift --nodebug --noverbose --use-syslog")).toMatchObject({
    ...{ "data-driver": "ironic", "deploy-driver": "swift", nodebug: true },
    ...{ noverbose: true, "use-syslog": true },
  });
  expect(await parse("plan --log_dir /x --config_file /a --config-dir /b --image_build_dir /tmp")).toMatchObject({
    ...{ "log-dir": "/x", "config-file": "/a" },
    ...{ "config-dir": "/b", "image-build-dir": "/tmp" },
  });
  expect(await refusal("inspect -v")).toContain("--verbose is an option of deploy, plan, validate, not of inspect");
});

test("options that do less than they seem to are told", () => {
  const all = new Set(["input-data", "input-data-file", "use-syslog", "image-build-dir"]);
  expect(optionNotes(all).map((note) => note.split(" ")[0])).toEqual(["--input-data", "--image-build-dir"]);
  expect(optionNotes(new Set(["input-data"]))).toEqual([]);
});

test.each([
  ["validate config.json", false, "config.json"],
  ["validate -", false, "-"],
  ["validate", false, "/tmp/provision.json"],
  ["validate", true, "-"],
  ["validate config.json", true, "config.json"],
  ["validate --input-data-file x", true, "x"],
] as const)("the words %j, of bareon-data-validator: %j, read %j", async (line, isValidator, expected) => {
  const parsed = await parseCommandLine(provisionLine, line.split(" "), 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  expect(withValidatedFile(parsed, isValidator).values.get("input-data-file")).toBe(expected);
});

test("two inputs of validate exclude each other", async () => {
  const parsed = await parseCommandLine(provisionLine, ["validate", "x", "--input-data", "{}"], 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  expect(() => withValidatedFile(parsed, false)).toThrow("x and --input-data exclude each other.");
});

test("the help of completion names the shells", async () => {
  expect((await parse("completion --help"))["text"]).toContain("bareon-provision completion [bash | zsh | fish]");
  expect((await parse("completion fish"))["text"]).toContain("complete -c bareon-provision");
});

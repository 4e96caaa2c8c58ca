/** Parts of a deploy on the command line: which bounds and names are taken, and what each other name of the program stands for. */
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { parseCommandLine, type ParsedRun } from "../../../src/cli/command-line.ts";
import { impliedCommand, noteOnName, siblingNames } from "../../../src/cli/provision/names.ts";
import { checkOptions } from "../../../src/cli/provision/option-rules.ts";
import { provisionLine } from "../../../src/cli/provision/options.ts";
import { imagesOf, phasesOf, renderPart } from "../../../src/cli/provision/parts.ts";

async function parse(words: readonly string[]): Promise<ParsedRun> {
  const parsed = await parseCommandLine(provisionLine, words, 80);
  if (parsed.kind === "text") throw new Error(parsed.text);
  checkOptions(parsed.values, parsed.given);
  return parsed;
}

async function refusal(line: string): Promise<string> {
  const error: unknown = await parse(line.split(" ")).catch((reason: unknown) => reason);
  if (!(error instanceof BareonError) || error.exitCode !== 2) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return `${error.message} | ${error.hint}`;
}

test.each([
  ["deploy", undefined],
  ["deploy --from storage", undefined],
  ["deploy --from storage --until bootloader", undefined],
  ["deploy --until storage", { from: "storage", until: "storage" }],
  ["--until images", { from: "storage", until: "images" }],
  ["deploy --from=images", { from: "images", until: "bootloader" }],
  ["plan --from config-drive --until images", { from: "config-drive", until: "images" }],
])("the phases of %j are %j", async (line, phases) => {
  expect(phasesOf((await parse(line.split(" "))).values)).toEqual(phases);
});

test.each([
  ["deploy", undefined],
  ["deploy --image red", ["red"]],
  ["deploy --image red --json --image=blue", ["red", "blue"]],
  ["plan --image red --from images --until images", ["red"]],
  ["--image red --from images", ["red"]],
  // The operand of another command has this name.
  ["update red", undefined],
])("the systems that alone are meant by %j are %j", async (line, images) => {
  expect(imagesOf((await parse(line.split(" "))).values)).toEqual(images);
});

const alone = "--image alone is enough: what a system needs of the boot menu is done with it.";

test.each([
  [
    "deploy --from images --until storage",
    "--from images comes after --until storage. | The phases in their order: storage, config-drive, images, bootloader.",
  ],
  [
    "deploy --image red --until storage",
    `--image is for the phase images, which --until storage leaves out. | ${alone}`,
  ],
  [
    "plan --image red --from bootloader",
    `--image is for the phase images, which --from bootloader leaves out. | ${alone}`,
  ],
  [
    "deploy --image red --until images",
    `--image leaves all other systems alone, and the phase storage does not. | ${alone}`,
  ],
  [
    "deploy --image red --from storage",
    `--image leaves all other systems alone, and the phase storage does not. | ${alone}`,
  ],
  [
    "deploy --image red --from config-drive",
    `--image leaves all other systems alone, and the phase config-drive does not. | ${alone}`,
  ],
  [
    "deploy --until images --actions x",
    "--actions run once the node is deployed, and --until images ends before that. | Give them to the part with the phase bootloader.",
  ],
  ["deploy --plan x --from images", "--plan and --from exclude each other. | Try: bareon-provision --help"],
  ["deploy --plan x --until images", "--plan and --until exclude each other. | Try: bareon-provision --help"],
  ["deploy --plan x --image red", "--plan and --image exclude each other. | Try: bareon-provision --help"],
  ["validate --from images", "--from is an option of deploy, plan, not of validate | Try: bareon-provision --help"],
])("%s is refused: %s", async (line, message) => {
  expect(await refusal(line)).toBe(message);
});

test("a phase that is none is refused with those that there are", async () => {
  expect(await refusal("deploy --from partitions")).toMatch(/"partitions".*"storage", "config-drive", "images"/u);
});

describe("other names", () => {
  test.each([
    ["bareon-partition", ["storage"]],
    ["fa_partition", ["storage"]],
    ["bareon-configdrive", ["config-drive"]],
    ["fa_configdrive", ["config-drive"]],
    ["bareon-copyimage", ["images"]],
    ["fa_copyimage", ["images"]],
    ["bareon-bootloader", ["bootloader"]],
    ["fa_bootloader", ["bootloader"]],
  ])("%s is the phase %s", async (name, [phase]) => {
    expect(siblingNames).toContain(name);
    const words = [...impliedCommand(name, []), "--data_driver", "ironic", "--deploy_driver", "swift", "--debug"];
    const parsed = await parse(words);
    expect(parsed).toMatchObject({ command: "deploy" });
    expect(phasesOf(parsed.values)).toEqual({ from: phase, until: phase });
    for (const bound of ["--from", "--until=images"])
      expect(() => impliedCommand(name, ["--json", bound])).toThrow(
        expect.objectContaining({ exit: "usage" }) as Error,
      );
  });

  test("a name of a whole deploy takes bounds, and the program's own stands for nothing", () => {
    expect(impliedCommand("fa_provision", ["--from", "images"])).toEqual(["deploy", "--astute-log"]);
    expect(impliedCommand("bareon-provision", ["--from", "images"])).toEqual([]);
  });
});

test("a part that ends before the node boots says so, and what comes next", () => {
  expect(renderPart({ from: "storage", until: "config-drive" }, false)).toBe(
    "Done: storage, config-drive. The node boots nothing before the phase bootloader is done.\nThe next phase: bareon-provision deploy --from images\n",
  );
  expect(renderPart({ from: "storage", until: "storage" }, true)).toContain(
    "Done: storage. What the node boots was left alone.\n",
  );
});

test("the help says what another name of the program stands for", () => {
  expect(noteOnName("bareon-copyimage")).toContain("is bareon-provision deploy --from images --until images;");
  expect(noteOnName("provision")).toBe("provision is bareon-provision deploy --astute-log.\n\n");
  expect(noteOnName("bareon-data-validator")).toContain("without a file it reads standard input");
  expect(noteOnName("bareon-provision")).toBe("");
});

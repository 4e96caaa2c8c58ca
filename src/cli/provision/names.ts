/** The names that the program of bareon-provision is called by, and what each stands for. A name that is in no table does nothing. */
import { renderChoice } from "../../base/choice.ts";
import { BareonError } from "../../base/errors.ts";
import type { DeployPhase } from "../../plan/phases.ts";
import { type CommandName, provisionLine } from "./options.ts";

/** Checks a document on a machine that need not be a node, as the existing program of that name does. */
export const validatorName = "bareon-data-validator";

type Words = readonly [command: CommandName, ...options: string[]];

function onePhase(phase: DeployPhase): Words {
  return ["deploy", "--from", phase, "--until", phase];
}

/** By what follows "bareon-" or, in older names, "fa_". */
const parts: Readonly<Record<string, Words>> = {
  partition: onePhase("storage"),
  configdrive: onePhase("config-drive"),
  copyimage: onePhase("images"),
  bootloader: onePhase("bootloader"),
};

/** The words that other names of this program stand for. */
const siblings: Readonly<Record<string, Words>> = {
  provision: ["deploy"],
  fa_provision: ["deploy"],
  [validatorName]: ["validate"],
  ...Object.fromEntries(
    Object.entries(parts).flatMap(([part, words]) => [`bareon-${part}`, `fa_${part}`].map((name) => [name, words])),
  ),
};

export const siblingNames: readonly string[] = Object.keys(siblings);

/** Bounds of its own would make another part of a deploy of a name, or all of it. Throws "usage". */
function refuseBounds(name: string, words: readonly string[], argv: readonly string[]): void {
  const bound = argv.find((word) => /^--(?:from|until)(?:=|$)/u.test(word));
  if (bound === undefined || !words.includes("--from")) return;
  throw new BareonError("usage", `${name} is one phase of a deploy, and takes no ${bound.replace(/=.*$/su, "")}.`, {
    hint: `${provisionLine.program} deploy takes it; ${name} is the same as ${provisionLine.program} ${words.join(" ")}.`,
  });
}

/** The names that Astute calls, which reads how far the deploy is from its log. */
const followed = ["provision", "fa_provision"];

/**
 * The words in front of `argv` that the name stands for; none for the program's own name. Throws "usage" for a name that means nothing, such
 * as that of a copy of bareon-boot, and for bounds of a name that has its own.
 */
export function impliedCommand(name: string, argv: readonly string[]): readonly string[] {
  if (name === provisionLine.program) return [];
  const words = Object.hasOwn(siblings, name) ? siblings[name] : undefined;
  if (words === undefined)
    throw new BareonError(
      "usage",
      `The name ${JSON.stringify(name)}, by which this program was called, means nothing.`,
      { hint: `Call it ${renderChoice(["bareon-boot", provisionLine.program, ...siblingNames])}.` },
    );
  refuseBounds(name, words, argv);
  return followed.includes(name) ? [...words, "--astute-log"] : words;
}

/** What the help says of a name before that of the command that the name stands for; "" for the program's own name. */
export function noteOnName(name: string): string {
  const words = Object.hasOwn(siblings, name) ? siblings[name] : undefined;
  if (words === undefined) return "";
  const meant = [provisionLine.program, ...impliedCommand(name, [])].join(" ");
  if (name === validatorName)
    return `${name} is ${meant}, but without a file it reads standard input,\nand it prints nothing if the config is valid.\n\n`;
  return words.includes("--from")
    ? `${name} is ${meant};\nit takes neither of these two options.\n\n`
    : `${name} is ${meant}.\n\n`;
}

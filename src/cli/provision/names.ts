/** The names that the program of bareon-provision is called by, and what each stands for. A name that is in no table does nothing. */
import { BareonError } from "../../base/errors.ts";
import { type CommandName, provisionLine } from "./options.ts";

/** Checks a document on a machine that need not be a node, as the existing program of that name does. */
export const validatorName = "bareon-data-validator";

/** The commands of other names that this program answers to; undefined is not supported yet. Those without "bareon" are the older ones. */
const siblings: Readonly<Record<string, CommandName | undefined>> = {
  provision: "deploy",
  fa_provision: "deploy",
  [validatorName]: "validate",
  "bareon-partition": undefined,
  fa_partition: undefined,
  "bareon-copyimage": undefined,
  fa_copyimage: undefined,
  "bareon-configdrive": undefined,
  fa_configdrive: undefined,
  "bareon-bootloader": undefined,
  fa_bootloader: undefined,
};

export const siblingNames: readonly string[] = Object.keys(siblings);

/** The names that Astute calls, which reads how far the deploy is from its log. */
const followed = ["provision", "fa_provision"];

/**
 * The command that the name stands for; no word for the program's own name. Throws "usage" for a name that means nothing, such as that of a
 * copy of bareon-boot, and "unsupported".
 */
export function impliedCommand(name: string): readonly string[] {
  if (name === provisionLine.program) return [];
  if (!Object.hasOwn(siblings, name))
    throw new BareonError(
      "usage",
      `The name ${JSON.stringify(name)}, by which this program was called, means nothing.`,
      { hint: `Call it bareon-boot, ${provisionLine.program} or ${siblingNames.join(", ")}.` },
    );
  const command = siblings[name];
  if (command === undefined)
    throw new BareonError("unsupported", `${name} is not supported yet.`, {
      hint: "bareon-provision does the whole deploy.",
    });
  return followed.includes(name) ? [command, "--astute-log"] : [command];
}

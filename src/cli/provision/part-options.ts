/** The options by which only a part of a deploy is done. What they mean together is src/cli/provision/parts.ts. */
import { deployPhases } from "../../plan/phases.ts";
import type { OptionSpec } from "../command-table.ts";

const commands = ["deploy", "plan"] as const;

export const partOptions = [
  {
    name: "from",
    kind: "choice",
    choices: deployPhases,
    value: "PHASE",
    commands,
    text: "Begin with this phase, on disks that the phases before it have made; without it with the first",
  },
  {
    name: "until",
    kind: "choice",
    choices: deployPhases,
    value: "PHASE",
    commands,
    text: "End after this phase; the node boots nothing before the last one",
  },
  {
    name: "resume",
    kind: "flag",
    commands: ["deploy"],
    text: "Go on where a deploy of this config failed or was cut off: what it brought whole is not brought again",
  },
  {
    name: "image",
    kind: "text",
    value: "NAME",
    isRepeatable: true,
    commands,
    text: "Deploy this system of the node anew, in a ramdisk, and leave its others alone; may be repeated",
  },
] as const satisfies readonly OptionSpec[];

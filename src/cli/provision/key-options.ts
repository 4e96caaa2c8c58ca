/** The options for keys of encrypted volumes. What they mean is src/cli/provision/keys.ts. */
import type { OptionSpec } from "../command-table.ts";

export const keyOptions = [
  {
    name: "key-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    isRepeatable: true,
    commands: ["deploy", "plan", "update"],
    text: "The key of all encrypted volumes, one line; a file, or a pipe such as /dev/fd/3 or <(...); may be repeated",
  },
  {
    name: "recovery-keys",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy"],
    text: "Give each encrypted volume that is made a second key, and write it to this new file, or pipe, and nowhere else",
  },
] as const satisfies readonly OptionSpec[];

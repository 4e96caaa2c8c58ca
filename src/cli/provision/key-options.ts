/** The options for keys of encrypted volumes. What they mean is src/cli/provision/keys.ts. */
import type { OptionSpec } from "../command-table.ts";

export const keyOptions = [
  {
    name: "key-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    isRepeatable: true,
    // Several are refused with a reason, and so none is passed over.
    commands: ["deploy", "plan"],
    text: "The one key of all encrypted volumes, one line; a file, or a pipe such as /dev/fd/3 or <(...)",
  },
  {
    name: "key-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    isRepeatable: true,
    commands: ["update"],
    text: "A key of the system's encrypted volumes, one line; a file or a pipe; may be repeated, and each one is tried",
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

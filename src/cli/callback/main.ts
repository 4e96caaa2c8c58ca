/** bareon-ironic-callback: from the words of the command line to an exit code. What it does is src/integrations/ironic/callback.ts. */
import { parseArgs } from "node:util";
import manifest from "../../../package.json" with { type: "json" };
import { BareonError } from "../../base/errors.ts";
import { callBack } from "../../integrations/ironic/callback.ts";
import { createLineReporter } from "../../report/lines.ts";
import { printable } from "../../view/style.ts";
import { print } from "../output.ts";
import { runCli, runMain } from "../run-cli.ts";

const program = "bareon-ironic-callback";

export const callbackOptions = {
  "kernel-arguments": { type: "string" },
  debug: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

export const callbackHelp = `Usage: ${program} [options]

Tells the Ironic that started this ramdisk that a deploy can begin, and lets its ssh keys log in.
Does nothing if the kernel's arguments name none.

  --kernel-arguments TEXT  Take these arguments for the kernel's own [/proc/cmdline]
  --debug                  Show every program that is run
  --help, -h               Show help
  --version                Show version number

Exit codes (128 + N after signal N):
   0  Done, or nothing had to be done.
   1  Failed for a reason without a code of its own.
   2  The command line or the kernel's arguments are wrong.
  35  Root is needed.
`;

interface Words {
  readonly "kernel-arguments"?: string;
  readonly debug: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

function readWords(argv: readonly string[]): Words {
  try {
    return parseArgs({ args: [...argv], options: callbackOptions }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BareonError("usage", error.message.split(". ", 1)[0] ?? "", { hint: `Try: ${program} --help` });
  }
}

/** Runs the callback with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  return await runMain(program, argv, async (frame) => {
    const words = readWords(argv);
    if (words.help || words.version) {
      print(words.help ? callbackHelp : `${manifest.version}\n`);
      return 0;
    }
    const reporter = createLineReporter((text) => void process.stderr.write(text), { debug: words.debug });
    return await runCli({ ...frame, reporters: [reporter] }, async (ctx) => {
      const commandLine = words["kernel-arguments"] ?? (await ctx.host.readText("/proc/cmdline")) ?? "";
      if (process.getuid?.() !== 0)
        throw new BareonError("root", "Letting keys log in needs root.", { hint: "Run it as root." });
      const address = await callBack(ctx, { commandLine });
      print(
        address === undefined
          ? "The kernel's arguments name no Ironic: nothing was done.\n"
          : `Ironic knows that this machine is ready at ${printable(address)}.\n`,
      );
    });
  });
}

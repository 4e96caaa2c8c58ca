/**
 * What became of the last step, in a file for an agent that is started again in the same ramdisk. Without it Ironic takes that one for freshly
 * booted, and the step that was cut off for done: the node would become active with half a system.
 */
import type { Context } from "../../../host/host.ts";
import { type CommandResult, faultOf } from "./answers.ts";
import { BareonError } from "../../../base/errors.ts";
import { isObject } from "./node-config.ts";

function pathIn(folder: string): string {
  return `${folder}/last-step`;
}

export async function keepLastStep({ host }: Context, folder: string, result: CommandResult): Promise<void> {
  await host.writeFile(pathIn(folder), JSON.stringify(result), 0o600);
}

function parse(text: string): CommandResult | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value["command_status"] === "string"
      ? (value as unknown as CommandResult)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined if there was none. One that had not ended has failed. */
export async function readLastStep({ host }: Context, folder: string): Promise<CommandResult | undefined> {
  const bytes = await host.readFile(pathIn(folder));
  const result = bytes === undefined ? undefined : parse(new TextDecoder().decode(bytes));
  if (result?.command_status !== "RUNNING") return result;
  const error = new BareonError("failure", "The step was cut off: the agent was started again while it ran.", {
    hint: "What the step began may be half done. The logs of the node, and its console, say why the agent ended.",
  });
  return { ...result, command_status: "FAILED", command_error: faultOf(error) };
}

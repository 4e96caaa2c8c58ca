/** One step of a plan, and the kinds that run programs. */
import type { Command } from "../base/command.ts";
import type { Plan } from "../schema/plan.ts";

export type Step = Plan["steps"][number];

/** The id of the step that adds to a disk what is no volume begins so; the path of the disk follows. */
export const serviceStep = "append-service ";

export function commandStep(id: string, title: string, list: readonly Command[]): Step {
  return { kind: "commands", id, title, phase: "storage", commands: list.map(toJson) };
}

export function makeFilesystemStep(device: string, title: string, list: readonly Command[]): Step {
  return { kind: "make-filesystem", id: `mkfs ${device}`, title, phase: "storage", device, commands: list.map(toJson) };
}

/** The plan's form of a command: plain, changeable arrays. */
export function toJson({
  program,
  args,
  input,
  okCodes,
  env,
}: Command): Extract<Step, { kind: "commands" }>["commands"][number] {
  return {
    program,
    args: [...args],
    ...(input === undefined ? {} : { input }),
    ...(okCodes === undefined ? {} : { okCodes: [...okCodes] }),
    ...(env === undefined ? {} : { env: { ...env } }),
  };
}

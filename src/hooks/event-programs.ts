/** The programs that are told of an event: which of those in the directory run, and what each gets. When an event is told is decided by the recipes. */
import { tryTo } from "../base/attempt.ts";
import { BareonError } from "../base/errors.ts";
import { eventDirectory } from "../base/places.ts";
import type { Context } from "../host/host.ts";
import { findDistrust, listPrograms, tellScript } from "../host/program-directory.ts";
import type { EventProgram } from "../schema/bareon-boot.ts";
import type { BootEvent } from "../schema/event.ts";
import { runUserProgram } from "./user-program.ts";

/** Letters of a fact in the environment: the kernel starts no program with a string of 128 KiB (MAX_ARG_STRLEN, execve(2)). */
const longestFact = 4096;

/** The facts as a shell likes them: what is not known is empty. A value of an environment cannot hold a NUL. */
function renderEnvironment({
  event,
  time,
  entry,
  image,
  image_uuid: uuid,
  from,
  cause,
  message,
}: BootEvent): Record<string, string> {
  const facts = {
    ...{ BAREON_EVENT: event, BAREON_TIME: time, BAREON_ENTRY: entry, BAREON_IMAGE: image, BAREON_IMAGE_UUID: uuid },
    ...{ BAREON_FROM: from, BAREON_CAUSE: cause, BAREON_MESSAGE: message },
  };
  const render = (value: string | null): string => (value ?? "").replaceAll("\0", "?").slice(0, longestFact);
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, render(value)]));
}

/** Why it is not run; undefined if it is. */
async function findRefusal({ host }: Context, path: string): Promise<string | undefined> {
  try {
    return await findDistrust(host, path);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return error.message.replace(/\.$/u, "");
  }
}

/** The paths of those that run, in the order of their names. What does not run is a warning. */
export async function findEventPrograms(ctx: Context): Promise<string[]> {
  const paths: string[] = [];
  const warn = (message: string): void => ctx.report({ event: "warning", message });
  const problems: string[] = [];
  const found = await tryTo(problems, eventDirectory, async () => await listPrograms(ctx.host, eventDirectory));
  for (const message of problems) warn(message);
  for (const { path, state } of found ?? []) {
    if (state === "script") warn(tellScript({ path }));
    else if (state !== "executable") warn(`${path} does not run: ${state.problem}`);
    else {
      const refusal = await findRefusal(ctx, path);
      if (refusal === undefined) paths.push(path);
      else warn(`${path} does not run: ${refusal}.`);
    }
  }
  return paths;
}

/**
 * Tells the event to one program after the other; `limit` is in seconds for each. Nothing that they do or fail to do is an error: it is
 * a warning, and what they print is an event for the log. Throws only the reason of an abort.
 */
export async function tellPrograms(
  ctx: Context,
  programs: readonly string[],
  event: BootEvent,
  limit: number,
): Promise<EventProgram[]> {
  const told: EventProgram[] = [];
  const env = renderEnvironment(event);
  const input = `${JSON.stringify(event)}\n`;
  for (const program of programs) {
    const what = `${program} (${event.event})`;
    const problem = (await runUserProgram(ctx, { what, command: { program, args: [], env, input }, limit })) ?? null;
    if (problem !== null) ctx.report({ event: "warning", message: `${what} failed: ${problem}` });
    told.push({ program, problem });
  }
  return told;
}

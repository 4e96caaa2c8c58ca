/** The stages of a run, as --event-url is told of them: from its events to the documents of schema/stage.schema.json. Sending them is webhook.ts. */
import type { ProgressEvent } from "../base/events.ts";
import type { StageEvent } from "../schema/stage.ts";

/** What is the same in all documents of a run. */
export type StagedRun = Pick<StageEvent, "node" | "run" | "command" | "release">;

type Facts = Pick<StageEvent, "event" | "message"> & Partial<Pick<StageEvent, "phase" | "step" | "failure">>;

function failureOf(event: Extract<ProgressEvent, { event: "failure" }>): Facts {
  const { code, exitCode, message, hint = null } = event;
  return { event: "failed", failure: { code, exit_code: exitCode, message, hint }, message };
}

/** What of an event is told; undefined for most. `last` is the phase that was told last. */
function factsOf(event: ProgressEvent, command: string, last: StageEvent["phase"]): Facts | undefined {
  switch (event.event) {
    case "start":
      return { event: "started", message: `${command} has begun` };
    case "step-start": {
      const { phase, title, index, count } = event;
      if (phase === undefined || phase === last) return undefined;
      const message = `${command}: ${phase} begins, step ${index + 1} of ${count}: ${title}`;
      return { event: "phase", phase, step: { title, index, count }, message };
    }
    case "failure":
      return failureOf(event);
    case "done":
      return { event: "done", message: `${command} has succeeded` };
    case "step-finish":
    case "command":
    case "output":
    case "transfer":
    case "notice":
    case "warning":
      return undefined;
  }
}

/** The document that an event leads to; undefined for one that is not told. To be asked for every event of the run, in their order. */
export function createStages(
  run: StagedRun,
  now = (): Date => new Date(),
): (event: ProgressEvent) => StageEvent | undefined {
  const begin = now().getTime();
  let number = 0;
  let last: StageEvent["phase"] = null;
  return (event) => {
    const facts = factsOf(event, run.command, last);
    if (facts === undefined) return undefined;
    last = facts.phase ?? last;
    const time = now();
    const document: StageEvent = {
      ...{ version: 1, event: facts.event, time: time.toISOString(), node: run.node, run: run.run, number },
      ...{ program: "bareon-provision", release: run.release, command: run.command },
      ...{ phase: facts.phase ?? null, step: facts.step ?? null },
      ...{ seconds: Math.max(0, (time.getTime() - begin) / 1000), failure: facts.failure ?? null },
      message: facts.message,
    };
    number += 1;
    return document;
  };
}

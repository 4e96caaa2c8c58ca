/** An agent that runs in this process, with programs that only note how they were called; it is stopped when it is disposed. */
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { type AgentOptions, runAgent } from "../../../src/integrations/ironic/agent/agent.ts";
import type { OwnPrograms } from "../../../src/programs/bareon.ts";
import { freePort } from "../servers/port.ts";
import { nodeUuid } from "../servers/ironic-api.ts";

/** Notes its words and the files that they name, waits as long as there is a file `hold` or `hold.COMMAND`, and prints what the test wrote for the command. */
const stub = (folder: string): string => `#!/bin/sh
cd ${folder}
printf '%s\\n' "\${0##*/} $*" >> calls
for word; do case "$word" in ${folder}/agent/*) cat "$word" >> calls; echo >> calls;; esac; done
while [ -e hold ] || [ -e "hold.$1" ]; do sleep 0.05; done
cat "$1.out" 2> /dev/null || echo '{"version": 1}'
exit "$(cat "$1.code" 2> /dev/null || echo 0)"
`;

export interface RunningAgent extends AsyncDisposable {
  readonly events: readonly ProgressEvent[];
  readonly port: number;
  /** Resolves with what it ended with. */
  readonly ended: Promise<unknown>;
  readonly stop: () => void;
}

/** Programs in the folder that only note how they are called. */
export async function stubPrograms(folder: string): Promise<OwnPrograms> {
  const path = (name: string): string => join(folder, name);
  for (const name of ["bareon-provision", "bareon-boot"]) {
    await writeFile(path(name), stub(folder));
    await chmod(path(name), 0o755);
  }
  return { "bareon-provision": [path("bareon-provision")], "bareon-boot": [path("bareon-boot")] };
}

/** What the stub prints for a command, and how it ends. */
export async function setAnswer(folder: string, command: string, answer: object, code = 0): Promise<void> {
  await writeFile(join(folder, `${command}.out`), JSON.stringify(answer));
  await writeFile(join(folder, `${command}.code`), String(code));
}

export async function callsOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, "calls"), "utf8").catch(() => "");
  return text.split("\n").filter((line) => line !== "");
}

/** Until the returned function is called; only for this command if one is named. */
export async function holdPrograms(folder: string, command?: string): Promise<() => Promise<void>> {
  const path = join(folder, command === undefined ? "hold" : `hold.${command}`);
  await writeFile(path, "");
  return async () => await rm(path);
}

export async function startAgent(
  folder: string,
  url: string,
  options: Partial<AgentOptions> = {},
): Promise<RunningAgent> {
  const events: ProgressEvent[] = [];
  const report = (event: ProgressEvent): void => void events.push(event);
  const controller = new AbortController();
  const { signal } = controller;
  const port = await freePort();
  const ctx = { host: createLocalHost({ signal, report }), report, signal };
  const ended = runAgent(ctx, {
    commandLine: `quiet ipa-api-url=${url} BOOTIF=01-52-54-00-12-34-56`,
    port,
    node: nodeUuid,
    programs: options.programs ?? (await stubPrograms(folder)),
    release: "0.0.0",
    backOff: { first: 0.02, longest: 0.1 },
    folder: join(folder, "agent"),
    ...options,
  }).catch((error: unknown) => error);
  const stop = (): void => controller.abort(new Error("the test has ended"));
  return {
    ...{ events, port, ended, stop },
    async [Symbol.asyncDispose]() {
      stop();
      await ended;
    },
  };
}

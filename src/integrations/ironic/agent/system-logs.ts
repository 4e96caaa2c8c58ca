/** What Ironic keeps of a node that failed: the log of what was done, the last plan, what a run is doing, and the disks. */
import { defaultLog } from "../../../base/places.ts";
import { Scope } from "../../../host/scope.ts";
import { packFolder } from "../../../programs/tar.ts";
import { planPath } from "./deploying.ts";
import { askProgram, type Workshop } from "./own-program.ts";

/** Bytes of a log that are kept, from its end. */
const longestLog = 8 * 1024 * 1024;

/** The end of a file; empty if there is none. */
async function readEnd({ ctx: { host } }: Workshop, path: string): Promise<Uint8Array> {
  const facts = await host.facts(path);
  if (facts?.kind !== "file") return new Uint8Array();
  return await host.readBytes(path, Math.max(0, facts.size - longestLog), longestLog);
}

/** The program's answer as text, or why there is none. */
async function tell(workshop: Workshop, words: readonly string[]): Promise<string> {
  try {
    return `${JSON.stringify(await askProgram(workshop, "bareon-provision", words), null, 2)}\n`;
  } catch (error) {
    workshop.ctx.signal.throwIfAborted();
    return `${error instanceof Error ? error.message : String(error)}\n`;
  }
}

/** A tar archive in gzip and base64. */
export async function collectLogs(workshop: Workshop): Promise<string> {
  const { ctx, folder } = workshop;
  const { host } = ctx;
  await using scope = new Scope();
  const place = `${folder}/logs-${crypto.randomUUID()}`;
  scope.defer(async () => await host.removeDirectory(place));
  await host.makeDirectory(place, 0o700);
  const status = await tell(workshop, ["status"]);
  // Whoever looks at a disk holds it for a moment, in which a program of a deploy may want it.
  const isRunning = /^ *"state": "running"/mu.test(status);
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["bareon.log", await readEnd(workshop, defaultLog)],
    ["plan.txt", await readEnd(workshop, planPath(folder))],
    ["status.json", status],
    ["inventory.json", isRunning ? "not looked at while a run goes on\n" : await tell(workshop, ["inspect"])],
  ];
  for (const [name, content] of files) {
    scope.defer(async () => await host.removeFile(`${place}/${name}`));
    await host.writeFile(`${place}/${name}`, content, 0o600);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of host.stream(packFolder(place))) pieces.push(piece);
  await scope.close();
  return Buffer.concat(pieces).toString("base64");
}

/** The actions after a deploy: their files are fetched before its first write, and the commands run one after another when the node is deployed. */
import { dirname } from "node:path";
import { BareonError, type Violation } from "../base/errors.ts";
import { pathNames } from "../base/paths.ts";
import { MiB, renderSize } from "../base/sizes.ts";
import { at } from "../config/json-pointer.ts";
import type { Context } from "../host/host.ts";
import type { ActionResults } from "../schema/action-results.ts";
import { readSmallFile } from "../sources/small-file.ts";
import type { Action, Resource } from "./action-list.ts";
import { runUserProgram } from "./user-program.ts";

/** Bytes that all files of all actions have at most: they lie in memory meanwhile. */
const resourceLimit = 64 * MiB;

/** The content of each resource. Nothing of it is logged or shown. */
export type FetchedResources = ReadonlyMap<Resource, Uint8Array>;

/** Reads every file from where it is. Throws BareonError "source" with all that cannot be read. */
export async function fetchResources(ctx: Context, actions: readonly Action[]): Promise<FetchedResources> {
  const fetched = new Map<Resource, Uint8Array>();
  const violations: Violation[] = [];
  let left = resourceLimit;
  for (const { name: action, resources } of actions) {
    for (const resource of resources) {
      try {
        const what = `resource ${resource.name} of action ${action}`;
        const bytes = await readSmallFile(ctx, what, resource.url, left);
        left -= bytes.length;
        fetched.set(resource, bytes);
      } catch (error) {
        ctx.signal.throwIfAborted();
        if (!(error instanceof BareonError)) throw error;
        const expected = `a file that can be read, of at most ${renderSize(resourceLimit)} with all others`;
        violations.push({ pointer: at(resource.pointer, "url"), problem: error.message, expected });
      }
    }
  }
  if (violations.length === 0) return fetched;
  const count = violations.length === 1 ? "a file" : `${violations.length} files`;
  throw new BareonError("source", `${count} of the actions cannot be fetched`, {
    violations,
    hint: "Nothing was written. Files are fetched before the deploy, also those that an action would make.",
  });
}

/** Removes the results of an earlier deploy. Throws BareonError "failure" if what is there is no file. */
export async function clearResults({ host }: Pick<Context, "host">, path: string): Promise<void> {
  const kind = (await host.facts(path))?.kind;
  if (kind === undefined) return;
  if (kind !== "file" && kind !== "symlink")
    throw new BareonError("failure", `The results of actions cannot be written to ${path}: what is there is no file.`);
  await host.removeFile(path);
}

/** Puts the file in its place. The last folder on the way there is made if it is missing, and none of them may be a link. */
async function placeResource({ host }: Context, { target }: Resource, bytes: Uint8Array): Promise<void> {
  const folder = dirname(target);
  let path = "";
  for (const name of pathNames(folder)) {
    path += `/${name}`;
    const kind = (await host.facts(path))?.kind;
    if (kind === undefined && path === folder) await host.makeDirectory(folder);
    else if (kind !== "directory")
      throw new BareonError("failure", `${path} is ${kind === undefined ? "not there" : "no folder of its own"}`);
  }
  await host.writeFile(target, bytes, 0o600);
}

/** Undefined if all went well, else what did not. */
async function runAction(ctx: Context, action: Action, fetched: FetchedResources): Promise<string | undefined> {
  const { name, command, limit, resources } = action;
  for (const resource of resources) {
    const bytes = fetched.get(resource);
    if (bytes === undefined) throw new Error(`the resource ${resource.name} was not fetched`);
    try {
      await placeResource(ctx, resource, bytes);
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (!(error instanceof BareonError)) throw error;
      return `resource ${resource.name} cannot be put at ${resource.target}: ${error.message}`;
    }
  }
  return await runUserProgram(ctx, { what: `action ${name}`, command, limit });
}

export interface ActionRun {
  readonly actions: readonly Action[];
  /** What fetchResources returned for them. */
  readonly fetched: FetchedResources;
  /** The file that gets the results, anew after each action. */
  readonly resultsPath: string;
}

/** Writes results; that they cannot be written is a warning, once: they are only told, and the actions are to be done. */
function createWriter({ host, report }: Context, path: string): (results: ActionResults) => Promise<void> {
  let hasFailed = false;
  return async (results) => {
    try {
      await host.writeFile(path, `${JSON.stringify(results, null, 2)}\n`, 0o600);
    } catch (error) {
      if (!(error instanceof BareonError)) throw error;
      if (!hasFailed)
        report({ event: "warning", message: `The results of the actions are not written: ${error.message}` });
      hasFailed = true;
    }
  };
}

/** Runs them until one fails that ends the deploy. */
export async function runActions(
  ctx: Context,
  { actions, fetched, resultsPath }: ActionRun,
  now = (): Date => new Date(),
): Promise<ActionResults> {
  let results: ActionResults = { version: 1, time: now().toISOString(), stopped_by: null, results: [] };
  const write = createWriter(ctx, resultsPath);
  await write(results);
  for (const action of actions) {
    const { name, isFatal } = action;
    ctx.signal.throwIfAborted();
    ctx.report({ event: "notice", message: `action ${name}` });
    const problem = await runAction(ctx, action, fetched);
    const result = { name, passed: problem === undefined, ...(problem === undefined ? {} : { exception: problem }) };
    const isStopped = isFatal && problem !== undefined;
    results = {
      ...results,
      time: now().toISOString(),
      stopped_by: isStopped ? name : null,
      results: [...results.results, result],
    };
    await write(results);
    if (isStopped) break;
    if (problem !== undefined) ctx.report({ event: "warning", message: `action ${name} failed: ${problem}` });
  }
  return results;
}

/** The BareonError "action" of one that failed and so ends the deploy; undefined if none did. */
export function failureOf({ stopped_by: name, results }: ActionResults, resultsPath: string): BareonError | undefined {
  if (name === null) return undefined;
  return new BareonError("action", `action ${name} failed: ${results.at(-1)?.exception ?? ""}`, {
    hint: `The node is deployed and boots. ${resultsPath} says how each action ended, and the log what it printed.`,
  });
}

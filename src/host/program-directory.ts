/** A directory of programs that somebody may put things into: which of them are to be run, and whether others than root could have written one. Running them is not here. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { resolveInRoot } from "./path-in-root.ts";
import type { FileFacts, Host } from "./host.ts";

/** As run-parts(8) takes them, so that what editors and package managers leave behind is not run. */
const name = /^[\w-][\w.-]*$/u;
const leftover = /(?:\.dpkg-\w+|\.ucf-\w+|\.rpm(?:save|new|orig)|\.bak|\.orig|~)$/u;

export interface FoundProgram {
  readonly path: string;
  /** "script" is one that is not executable; a text says why it cannot be run. */
  readonly state: "executable" | "script" | { readonly problem: string };
}

/** Undefined for what is no program. */
async function stateOf(host: Host, path: string): Promise<FoundProgram["state"] | undefined> {
  try {
    const found = await resolveInRoot(host, "/", path);
    const facts = await host.facts(found);
    if (facts === undefined) return { problem: "It is a link that leads nowhere." };
    if (facts.kind !== "file") return undefined;
    if ((facts.mode & 0o111) !== 0) return "executable";
    return Buffer.from(await host.readBytes(found, 0, 2)).toString("latin1") === "#!" ? "script" : undefined;
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return { problem: error.message };
  }
}

/** The programs in the order of their names; none if there is no such directory. */
export async function listPrograms(host: Host, directory: string): Promise<FoundProgram[]> {
  const programs: FoundProgram[] = [];
  for (const file of await host.list(directory)) {
    const path = `${directory}/${file}`;
    const state = name.test(file) && !leftover.test(file) ? await stateOf(host, path) : undefined;
    if (state !== undefined) programs.push({ path, state });
  }
  return programs;
}

/** What is told of a script that is not executable. */
export function tellScript({ path }: Pick<FoundProgram, "path">): string {
  return `${path} does not run, because it is not executable.`;
}

function distrust(path: string, facts: FileFacts | undefined): string | undefined {
  if (facts === undefined) return `${path} is not there`;
  if (facts.owner !== 0) return `${path} does not belong to root`;
  return (facts.mode & 0o022) === 0 ? undefined : `${path} may be written by others than root`;
}

/** Why somebody else than root decides what the program does, without a full stop: by the program, by the folder that it lies in, or by that of a link to it. Undefined if nobody else does. */
export async function findDistrust(host: Host, path: string): Promise<string | undefined> {
  const found = await resolveInRoot(host, "/", path);
  const folder = await resolveInRoot(host, "/", dirname(path));
  for (const place of new Set([folder, dirname(found), found])) {
    const problem = distrust(place, await host.facts(place));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

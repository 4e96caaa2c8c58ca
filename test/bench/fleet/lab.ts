/** Where a run keeps its files, and the programs that it starts in the namespaces of the source and of nodes. */
import { spawn, type ChildProcess } from "node:child_process";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { RunRequest } from "./run.ts";

/** The folder of a run, for what runs in the root of tools. */
export const folderInRoot = "/mnt";

export interface Lab {
  readonly request: RunRequest;
  /** In memory, and gone with the namespaces. */
  readonly folder: string;
  /** Aborted at the end of the run, which ends what serves and what goes on sharing. */
  readonly end: AbortSignal;
}

/** argv of a program of the root of tools. */
export function ofTools({ request }: Lab, argv: readonly string[]): readonly string[] {
  if (request.toolRoot === undefined) throw new Error(`${argv[0] ?? ""} needs the root of tools`);
  return ["chroot", request.toolRoot, ...argv];
}

/** Starts what serves. What it says goes to this process's standard error. */
export function startServer({ end }: Lab, [program = "", ...args]: readonly string[]): void {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"], signal: end, killSignal: "SIGKILL" });
  child.on("error", (error) => {
    if (!end.aborted) console.error(error.message);
  });
}

/** Resolves when the program has ended well; rejects with the end of what it said. */
export async function ended(child: ChildProcess, name: string): Promise<void> {
  const said = child.stderr === null ? Promise.resolve("") : text(child.stderr);
  const code = await new Promise<number | string>((done, fail) => {
    child.once("error", fail);
    child.once("close", (status, signal) => done(status ?? signal ?? ""));
  });
  if (code === 0) return;
  const last = (await said).trim().split("\n").at(-1) ?? "";
  throw new Error(`${name} ended with ${code}: ${last}`);
}

/** Whether something listens there, as seen from the router. */
export async function listens(address: string, port: number): Promise<boolean> {
  return await new Promise((done) => {
    const socket = connect(port, address);
    const finish = (answer: boolean) => (): void => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(2000, finish(false)).once("error", finish(false)).once("connect", finish(true));
  });
}

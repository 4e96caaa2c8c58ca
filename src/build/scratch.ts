/** Places for what is made on the way to a result: they are gone afterwards, also if a signal ends the program before. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

const howToRemove = { recursive: true, force: true, maxRetries: 10 } as const;

export interface Temporary extends AsyncDisposable {
  readonly path: string;
}

/** Removes what is at the path then, a file or a folder, when it is disposed or a signal ends the program, whichever is first. */
export function temporary(path: string): Temporary {
  const leave = (signal: NodeJS.Signals): void => {
    rmSync(path, howToRemove);
    forget();
    // Whoever listens last, such as execa for its children, ends the program by it.
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of signals) process.off(signal, leave);
  };
  for (const signal of signals) process.on(signal, leave);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, howToRemove);
      forget();
    },
  };
}

/** A new folder whose name begins with the prefix, in the folder, which is that for temporary files if absent. */
export async function scratchIn(prefix: string, folder = tmpdir()): Promise<Temporary> {
  return temporary(await mkdtemp(join(folder, prefix)));
}

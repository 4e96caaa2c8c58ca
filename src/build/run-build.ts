/** How the commands that build something end: what their user can put right is told in a line, and all else has a trace. */
import { BareonError } from "../base/errors.ts";

export interface BuildFailure {
  readonly text: string;
  readonly exitCode: 1 | 2;
}

/** As Node words what the system refused. */
const refused = /^E[A-Z0-9]+: (?<reason>.*), \w+ '(?<path>[^']*)'/u;

/** Undefined for a mistake in the program itself. */
export function describeBuildFailure(command: string, error: unknown): BuildFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith("ERR_PARSE_ARGS") === true)
    return { text: `${error.message.split("\n")[0] ?? ""}\nHint: Try: npm run ${command} -- --help`, exitCode: 2 };
  // Other classes, such as TypeError, are of mistakes.
  if (error.constructor !== Error && !(error instanceof BareonError)) return undefined;
  const { reason, path } = refused.exec(error.message)?.groups ?? {};
  return { text: reason === undefined ? error.message : `${path}: ${reason}`, exitCode: 1 };
}

/** `command` is its name for npm run. */
export async function runBuild(command: string, main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const failure = describeBuildFailure(command, error);
    if (failure === undefined) throw error;
    process.stderr.write(`${command}: error: ${failure.text}\n`);
    process.exitCode = failure.exitCode;
  }
}

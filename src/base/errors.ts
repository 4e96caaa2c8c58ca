/** Errors that a user can cause, and the one table of exit codes; a thrown value of any other class is a bug. */

/**
 * Exit codes of both programs; `man/` and `--help` print this table.
 * After a signal that ended the program it is 128 + the signal's number, as in a shell, which is not listed here.
 */
export const exitCodes = {
  done: { code: 0, meaning: "Done, or nothing had to be done." },
  failure: { code: 1, meaning: "Failed for a reason without a code of its own." },
  usage: { code: 2, meaning: "The command line is wrong." },
  invalid: { code: 3, meaning: "The deploy config, plan or inventory was refused; nothing was written." },
  unsupported: {
    code: 4,
    meaning: "The deploy config is valid, but asks for something not supported yet; nothing was written.",
  },
  mismatch: {
    code: 5,
    meaning:
      "The machine does not fit the config or the plan (disk missing, ambiguous, changed, too small or laid out otherwise); nothing was written.",
  },
  unsafe: { code: 6, meaning: "Refused because a disk is in use, read-only or shared; nothing was written." },
  source: { code: 7, meaning: "An image's source cannot be read or does not fit its volumes; nothing was written." },
  storage: {
    code: 20,
    meaning: "Partitioning or making filesystems failed; after that of a deploy the node does not boot.",
  },
  transfer: { code: 21, meaning: "Deploying an image failed; after that of a deploy the node does not boot." },
  bootloader: { code: 22, meaning: "Installing or proving the boot loader failed." },
  action: { code: 23, meaning: "An action after the deploy failed; the node is deployed and boots." },
  entry: { code: 30, meaning: "The entry is unknown, or its name matches several." },
  nothing: { code: 31, meaning: "No trial, one-time boot or update is in progress." },
  unbootable: { code: 32, meaning: "The entry is not bootable." },
  readonly: { code: 33, meaning: "The boot state cannot be written." },
  locked: { code: 34, meaning: "Another process holds the lock." },
  root: { code: 35, meaning: "Root is needed." },
  unverified: { code: 36, meaning: "What was read back differs from what was written, or the boot state is damaged." },
  conflict: { code: 37, meaning: "The state is not the one that the caller expected." },
  nopartition: { code: 38, meaning: "The multiboot partition was not found, or several were." },
  incomplete: {
    code: 39,
    meaning:
      "Done, but an image has no kernel or could not be looked into, or the default or what was armed had to change; the warnings say which.",
  },
} as const;

export type ExitName = keyof typeof exitCodes;

/** The name of an exit code; "signal" for that of a program that a signal ended, and "failure" for one that is in no table. */
export function nameOfExit(code: number): string {
  const found = Object.entries(exitCodes).find(([, exit]) => exit.code === code)?.[0];
  return found ?? (code > 128 ? "signal" : "failure");
}

/** The name of an exit code; "failure" for any that is in no table. */
export function exitOfCode(code: number): ExitName {
  const names = Object.keys(exitCodes) as ExitName[];
  return names.find((name) => exitCodes[name].code === code) ?? "failure";
}

/** One violation in a document that a user wrote. */
export interface Violation {
  /** JSON pointer (RFC 6901) of the place; "" is the document itself. */
  readonly pointer: string;
  /** What is wrong there, with the value if that helps. */
  readonly problem: string;
  /** What would be right. */
  readonly expected: string;
}

/** One thing of a machine that is not what a deploy config asks for. */
export interface Difference {
  /** The device. */
  readonly where: string;
  /** What of it, such as "start" or "filesystem". */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  /** JSON pointer of the place in the config that asks for it. */
  readonly pointer: string;
}

export interface ErrorDetails {
  /** What the user should do next. */
  readonly hint?: string;
  readonly cause?: unknown;
  readonly violations?: readonly Violation[];
  readonly differences?: readonly Difference[];
}

/** An error that a user can cause or repair: says what was attempted, on what, and what to do next. */
export class BareonError extends Error {
  override readonly name = "BareonError";
  readonly exit: ExitName;
  readonly hint: string | undefined;
  readonly violations: readonly Violation[];
  readonly differences: readonly Difference[];

  constructor(exit: ExitName, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.exit = exit;
    this.hint = details.hint;
    this.violations = details.violations ?? [];
    this.differences = details.differences ?? [];
  }

  get exitCode(): number {
    return exitCodes[this.exit].code;
  }
}

/** Throws what was caught elsewhere, as it is, whatever it is. */
export function rethrow(error: unknown): never {
  // oxlint-disable-next-line typescript/only-throw-error
  throw error;
}

/**
 * What made something fail if taking it back failed too (`await using` then throws a SuppressedError): the first error,
 * its message followed by the others'. Any other value is returned as it is.
 */
export function firstError(error: unknown): unknown {
  if (!(error instanceof SuppressedError)) return error;
  const first = firstError(error.suppressed);
  const later: unknown = firstError(error.error);
  if (!(first instanceof BareonError) || !(later instanceof Error) || later === first) return first;
  const { exit, hint, violations } = first;
  return new BareonError(exit, `${first.message}\nAfter that: ${later.message}`, {
    cause: error,
    violations,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The `code` of a system error, such as ENOENT; undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

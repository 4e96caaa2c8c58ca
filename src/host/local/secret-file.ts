/** A file for secrets that the user names, which are written to it at once and to nowhere else. */
import { closeSync, constants, fsyncSync, openSync, writeSync } from "node:fs";
import { BareonError, systemErrorCode } from "../../base/errors.ts";

export interface SecretFile {
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** A pipe or a terminal cannot be flushed. */
function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/**
 * Makes the file, which only its owner can read; a pipe or a descriptor of the caller's is there. Throws BareonError "usage" if the file
 * is there already, so that no secret is lost, or cannot be made; `what` is to be written.
 */
export function openSecretFile(path: string, what: string): SecretFile {
  const isPlace = /^\/(?:dev|proc)\//u.test(path);
  const how = isPlace ? constants.O_WRONLY : constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  try {
    const file = openSync(path, how, 0o600);
    return {
      write: (text) => {
        writeSync(file, text);
        flush(file);
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new BareonError("usage", `${what} cannot be written to ${path} (${code}).`, {
      hint: code === "EEXIST" ? "Nothing was changed. Name a file that is not there yet." : "Nothing was changed.",
      cause: error,
    });
  }
}

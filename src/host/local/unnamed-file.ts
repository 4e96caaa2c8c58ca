/** A file that is read although the command line does not name it: only root may have put it there. */
import { lstat } from "node:fs/promises";
import { BareonError } from "../../base/errors.ts";

/** Throws BareonError "invalid" if the process is root's and another user owns the file, or may write it. What is not there is not judged. */
export async function refuseOthersFile(path: string, hint: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  // Reading it says what is wrong if it cannot even be looked at.
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return;
  const isWritable = !facts.isSymbolicLink() && (facts.mode & 0o002) !== 0;
  if (facts.uid === 0 && !isWritable) return;
  throw new BareonError("invalid", `${path} may have been written by another user than root.`, { hint });
}

/** Answers that go to a file which the user names. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";

/**
 * Writes the whole file, or leaves what was there. Throws BareonError "usage" for a path of something else than a file: the new file
 * would take the place of a device, such as /dev/null, or of a link, such as /dev/stdout.
 */
export async function writeResult({ host }: Context, path: string, text: string, mode = 0o644): Promise<void> {
  const facts = await host.facts(path);
  if (facts !== undefined && facts.kind !== "file")
    throw new BareonError("usage", `${path} is no regular file, and is not replaced.`, {
      hint: "Name a file, or - for standard output.",
    });
  await host.writeFile(path, text, mode);
}

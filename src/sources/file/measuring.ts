/** The error of an image that cannot be measured, whatever its source is. */
import { redact } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import type { SourcedImage } from "../source.ts";

/** Throws BareonError "source" in place of any other BareonError of `measure`. */
export async function measuring<T>(ctx: Context, image: SourcedImage, measure: () => Promise<T>): Promise<T> {
  try {
    return await measure();
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    const hint = error.hint ?? "Check the image's address, the network and the server.";
    const subject = `image ${image.name} at ${redact(image.source)}`;
    // The messages of a transfer name the image as well.
    throw new BareonError("source", `cannot use ${subject}: ${error.message.replace(`${subject}: `, "")}`, {
      cause: error,
      hint,
    });
  }
}

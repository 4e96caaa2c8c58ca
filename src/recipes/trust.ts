/** Says of which images nothing proves that they are the right ones, or refuses them. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { findDoubts, type JudgedImage } from "../plan/trust.ts";

/** Reports one warning for all of them, and returns it. Throws BareonError "invalid" instead if they are to be refused. */
export function judgeTrust(ctx: Context, images: readonly JudgedImage[], isRequired: boolean): string | undefined {
  const doubts = findDoubts(images);
  if (doubts.length === 0) return undefined;
  const message = `nothing proves that these images are the right ones: ${doubts.join(", ")}`;
  if (isRequired)
    throw new BareonError("invalid", `${message}, and --require-verified asks for it`, {
      hint: "Give a checksum or a signature, or the digest of a container image; or use https:// or ssh.",
    });
  const warning = `N${message.slice(1)}.`;
  ctx.report({ event: "warning", message: warning });
  return warning;
}

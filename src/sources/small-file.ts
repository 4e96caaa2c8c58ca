/** A small file that is no image, read whole from where it is. */
import type { Context } from "../host/host.ts";
import { readSmall } from "./file/start.ts";

/**
 * A whole file by its absolute path or its address. Throws BareonError "failure" if it cannot be read, or if it has more than
 * `limit` bytes; `what` names it in messages.
 */
export async function readSmallFile(ctx: Context, what: string, place: string, limit: number): Promise<Uint8Array> {
  return await readSmall(ctx, { what, place, limit });
}

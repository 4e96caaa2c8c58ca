/** Reads the environment block of a mounted partition as GRUB does, whatever lies in its place: what cannot be read arms nothing. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Host } from "../../host/host.ts";
import { findInRoot } from "../../host/path-in-root.ts";
import { environmentPath, idleEnvironment, parseEnvironment, type ParsedGrubEnv } from "../state/environment.ts";

/** Bytes that are looked at. GRUB reads the whole file; nothing that writes one makes it so large. */
const limit = MiB;

function nothingArmed(problem: string): ParsedGrubEnv {
  return { env: idleEnvironment(""), problem: `${environmentPath} ${problem}` };
}

/** `directory` is the top of the partition. Never throws for what lies there. */
export async function readEnvironment(host: Host, directory: string): Promise<ParsedGrubEnv> {
  try {
    const { place, facts } = await findInRoot(host, directory, environmentPath);
    if (facts === undefined) return parseEnvironment(undefined);
    if (facts.kind !== "file") return nothingArmed("is no regular file");
    // GRUB reads such a file but refuses to write it (check_blocklists of GRUB's loadenv.c), and boots the default then.
    if (facts.sparse === true) return nothingArmed("is a sparse file, which GRUB cannot write");
    const bytes = await host.readBytes(place, 0, Math.min(facts.size, limit));
    return parseEnvironment(bytes, facts.size);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return nothingArmed(`cannot be read: ${error.message}`);
  }
}

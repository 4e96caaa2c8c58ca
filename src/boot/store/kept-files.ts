/** Files of the multiboot partition that no change removes: what one copy has lost, or has damaged, another has. */
import { multibootType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { sectorSize } from "../../base/sizes.ts";
import type { Host } from "../../host/host.ts";
import { readTextInRoot } from "../../host/path-in-root.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { FoundCopy } from "./copies.ts";

/** Whether such a file, which is a document in JSON, with that text is as a program left it, as far as that can be seen in any such file. */
export function isWhole(text: string | undefined): text is string {
  try {
    const document: unknown = JSON.parse(text ?? "");
    return typeof document === "object" && document !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** True if all but the first sector is the same, in which the default and the mark are: then the entries are. */
export function isSameBeyondFirst(one: string | undefined, other: string): boolean {
  const [was, now] = [new TextEncoder().encode(one ?? ""), new TextEncoder().encode(other)];
  return was.length === now.length && Buffer.compare(was.subarray(sectorSize), now.subarray(sectorSize)) === 0;
}

/** What lies at the path on the first of the copies that has it whole, of those with the same entries. */
export async function readFromCopies(
  { host, mounts }: { readonly host: Host; readonly mounts: PrivateMounts },
  copies: readonly FoundCopy[],
  { menuText, path }: { readonly menuText: string; readonly path: string },
): Promise<{ readonly device: string; readonly uuid: string; readonly text: string } | undefined> {
  for (const { device, uuid } of copies.filter((copy) => isSameBeyondFirst(copy.menuText, menuText))) {
    try {
      const directory = await mounts.mount({ source: device, type: multibootType, access: "read" });
      const text = await readTextInRoot(host, directory, path);
      if (isWhole(text)) return { device, uuid, text };
    } catch (error) {
      if (!(error instanceof BareonError)) throw error;
    }
  }
  return undefined;
}

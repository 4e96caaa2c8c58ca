/** Whether two files have the same content, however large they are. */
import { MiB } from "../base/sizes.ts";
import { areSame, compareFiles } from "../programs/cmp.ts";
import type { Host } from "./host.ts";

/** Bytes that are read at once where there is no program. */
const piece = 4 * MiB;

/** False unless both are regular files, and no links to such. Reads up to the first difference. Throws "failure" if one cannot be read. */
export async function haveSameContent(host: Host, one: string, other: string): Promise<boolean> {
  const [facts, otherFacts] = [await host.facts(one), await host.facts(other)];
  if (facts?.kind !== "file" || otherFacts?.kind !== "file" || facts.size !== otherFacts.size) return false;
  // Many megabytes go through it in less than half the time.
  if (await host.hasProgram("cmp")) return areSame(await host.run(compareFiles(one, other)));
  for (let offset = 0; offset < facts.size; offset += piece) {
    const bytes = await host.readBytes(one, offset, piece);
    if (Buffer.compare(bytes, await host.readBytes(other, offset, piece)) !== 0) return false;
  }
  return true;
}

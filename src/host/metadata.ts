/** What a folder is apart from what it holds: owner, mode, ACL and attributes, carried from one folder to another. */
import {
  type Ownership,
  parseAttributes,
  parseOwnership,
  setAttribute,
  setOwnership,
  showAttributes,
  showOwnership,
} from "../programs/attr.ts";
import type { Host } from "./host.ts";

export interface Metadata extends Ownership {
  readonly attributes: ReadonlyMap<string, string>;
}

export async function readMetadata(host: Host, path: string): Promise<Metadata> {
  const ownership = parseOwnership((await host.run(showOwnership(path))).stdout);
  const hasProgram = await host.hasProgram("getfattr");
  const attributes = hasProgram ? parseAttributes((await host.run(showAttributes(path))).stdout) : new Map();
  return { ...ownership, attributes };
}

/** Whether a folder that was just made is the same. */
export function isPlain({ owner, mode, attributes }: Metadata): boolean {
  return owner === "0:0" && mode === "755" && attributes.size === 0;
}

/** The mode comes after ACLs, which change it. */
export async function writeMetadata(host: Host, path: string, metadata: Metadata): Promise<void> {
  for (const [name, value] of metadata.attributes) await host.run(setAttribute(path, name, value));
  for (const command of setOwnership(path, metadata)) await host.run(command);
}

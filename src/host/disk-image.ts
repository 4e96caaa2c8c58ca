/** The filesystems of a disk image, each a loop device for as long as the scope is open. */
import { multibootName } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "./host.ts";
import type { Scope } from "./scope.ts";
import { type Filesystem, listFilesystems, parseFilesystems } from "../programs/blkid.ts";
import { attachLoop, detachLoop } from "../programs/losetup.ts";
import { parseTable, readTable, type TablePartition } from "../programs/sfdisk.ts";

/** Only the multiboot partition can be written to. Throws "nopartition" if the file has no GPT. */
export async function openImage({ host }: Context, scope: Scope, path: string): Promise<readonly Filesystem[]> {
  if ((await host.facts(path)) === undefined)
    throw new BareonError("nopartition", `The disk image ${path} is missing.`);
  const table = parseTable((await host.run(readTable(path))).stdout);
  if (table?.type !== "gpt") throw new BareonError("nopartition", `${path} is no disk image with a GPT.`);
  const attach = async ({ start: offset, size, name }: TablePartition): Promise<readonly [string, string | null]> => {
    const readOnly = name !== multibootName;
    const device = (await host.run(attachLoop({ path, offset, size, readOnly }), { unabortable: true })).stdout.trim();
    scope.defer(async () => void (await host.run(detachLoop(device), { unabortable: true })));
    return [device, name];
  };
  const names = new Map<string, string | null>();
  for (const partition of table.partitions) names.set(...(await attach(partition)));
  if (names.size === 0) return [];
  const { stdout } = await host.run(listFilesystems([...names.keys()]));
  // A loop device is no partition, so only the table knows its name.
  return parseFilesystems(stdout).map((filesystem) => ({
    ...filesystem,
    partitionName: names.get(filesystem.device) ?? null,
  }));
}

/** Updates of an idle system in a virtual machine whose running system writes all the time, with every write to the disk recorded. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Update } from "../../../src/schema/update.ts";
import type { Disk } from "../vm/disk.ts";
import type { UpdateNode } from "../vm/update-node.ts";
import { DiskHistory, type Mark } from "./disk-history.ts";
import { findVolumes, takeTree, type Volume } from "./ext-volumes.ts";
import { sectorSize } from "./write-log.ts";

/** Marks are written into the sector so many before the disk's end, which no partition has. */
const markDistance = 16_384;
/** The writer's two files: in the running system's tree and on the shared volume. */
export const [ownLog, sharedLog] = ["var/lib/own/log", "log"];

export const writtenLine = (number: number): string => `${String(number).padStart(255, "0")}\n`;

/** For each version of the systems. The writer adds a line to one of its files after the other, each flushed, and then marks that they are there. */
export const writerFiles: Readonly<Record<string, string>> = {
  "etc/mark": `#!/bin/sh
exec 9>/run/mark.lock
# Of two at a time the cache would write only the later one.
flock 9
place=$(($(cat /sys/block/vda/size) - ${markDistance}))
printf '%-512s' "$1" | dd of=/dev/vda bs=512 seek=$place iflag=fullblock conv=notrunc,fsync status=none
`,
  "etc/writer": `#!/bin/sh
i=0
while :; do
  i=$((i+1))
  for file in /srv/shared/${sharedLog} /${ownLog}; do
    printf '%0255d\\n' $i | dd of=$file iflag=fullblock oflag=append conv=notrunc,fsync status=none || exit
  done
  sh /etc/mark "ack $i"
  sleep 0.1
done
`,
  "etc/report": `#!/bin/sh
sum() { cat "$1" 2> /dev/null | sha256sum | cut -c1-64; }
echo "tiny: wrote $(sum /srv/shared/${sharedLog}) $(sum /${ownLog})" > /dev/ttyS0
`,
};

/** At the end of a version's own script: at each boot it says what its writer has on the disk; of a file that is not there what an empty one has. */
export const writerScript = "mkdir -p var/lib/own; echo '::wait:/etc/report' >> etc/inittab";

export async function startWriter({ vm }: UpdateNode): Promise<void> {
  await vm.run("setsid nohup sh /etc/writer >/dev/null 2>&1 </dev/null &");
}

/** Updates blue with these words of the command, and disarms it again; `name` is for openRecording. */
export async function recordUpdate(node: UpdateNode, name: string, words: string): Promise<Update> {
  await node.vm.run(`sync; sh /etc/mark 'begin ${name}'`);
  const update = await node.update(words);
  await node.vm.run(`sh /etc/mark 'end ${name}'; bareon-boot cancel; sync; sh /etc/mark done`);
  return update;
}

/** All that was recorded of a node. */
export interface NodeHistory {
  readonly disk: Disk;
  readonly history: DiskHistory;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly folder: string;
}

/** Of a machine that does not run any more; files are made in the folder. */
export async function openHistory({ recorded }: Pick<UpdateNode, "recorded">, folder: string): Promise<NodeHistory> {
  if (recorded === undefined) throw new Error("the node is not recorded");
  const { before: disk, log } = recorded;
  const markSector = (await stat(disk.path)).size / sectorSize - markDistance;
  const volumes = await findVolumes(disk.path);
  for (const [name, { end }] of volumes) if (end > markSector) throw new Error(`the marks are in ${name}`);
  const history = await DiskHistory.open(join(folder, "cut.img"), { before: disk.path, log, markSector });
  return { disk, history, volumes, folder };
}

/** One update of a node's history. */
export interface Recording extends NodeHistory {
  readonly begin: Mark;
  readonly end: Mark;
}

export function findRecording(node: NodeHistory, name: string): Recording {
  return { ...node, begin: node.history.mark(`begin ${name}`), end: node.history.mark(`end ${name}`) };
}

export function volumeOf({ volumes }: NodeHistory, label: string): Volume {
  const volume = volumes.get(label);
  if (volume === undefined) throw new Error(`the disk has no volume ${label}: ${[...volumes.keys()].join(", ")}`);
  return volume;
}

/** The files of the volume as the history shows it now, or as another image has it, in a folder of that name. */
export async function treeOf(node: NodeHistory, label: string, name: string, image?: string): Promise<string> {
  return await takeTree(image ?? node.history.path, volumeOf(node, label), join(node.folder, name));
}

/** What a power cut during a recorded update left on the disk, as far as that can be seen without a boot. */
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { LinuxEntry } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { parseEnvironment } from "../../../src/boot/state/environment.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { seenByGrub } from "./crash-check.ts";
import { type DiskHistory, isBefore, type Place } from "./disk-history.ts";
import { compareTrees, copyVolume } from "./ext-volumes.ts";
import { ownLog, type Recording, sharedLog, treeOf, volumeOf, writtenLine } from "./update-recording.ts";

/** What a recorded update began and ended with, as folders. */
export interface Trees {
  readonly old: string;
  readonly new: string;
  readonly running: string;
  readonly shared: string;
}

/** Those of the moment when the update begins, and the idle one of its end. */
export async function takeTrees(recording: Recording): Promise<Trees> {
  const { history, begin, end, folder } = recording;
  const finished = await history.copyAt(end, join(folder, "end.raw"));
  const idle = await treeOf(recording, "blue", "new", finished);
  await rm(finished);
  await history.show(begin);
  return {
    old: await treeOf(recording, "blue", "old"),
    new: idle,
    running: await treeOf(recording, "red", "running"),
    shared: await treeOf(recording, "shared", "shared"),
  };
}

/** What a power cut left. */
export interface Cut {
  readonly place: Place;
  readonly lost: number;
  /** What GRUB offers of the idle system, and whether it is armed. */
  readonly offered: "old" | "new" | "no";
  readonly armed: boolean;
  /** Lines of which the writer was told that they are on the disk. */
  readonly acknowledged: number;
  /** What the running system has to say of its writer's two files. */
  readonly sums: string;
  readonly problems: readonly string[];
}

function acknowledgedAt({ marks }: DiskHistory, place: Place): number {
  const [last] = marks.filter((mark) => mark.text.startsWith("ack ") && isBefore(mark, place)).slice(-1);
  return Number(last?.text.slice(4) ?? 0);
}

/** The lines of the writer's file: all that were acknowledged, and perhaps the one that was just being written. */
async function checkLines(path: string, least: number, problems: string[]): Promise<string> {
  const text = await readFile(path, "latin1").catch(() => "");
  const wanted = Array.from({ length: Math.ceil(text.length / 256) }, (_, index) => writtenLine(index + 1)).join("");
  if (text !== wanted) problems.push(`${path} is not what was written`);
  if (text.length / 256 < least)
    problems.push(`${path} has ${text.length / 256} lines, and ${least} were told to be there`);
  if (text.length / 256 > least + 1)
    problems.push(`${path} has ${text.length / 256} lines, and only ${least} were written`);
  return createHash("sha256").update(text, "latin1").digest("hex");
}

/** Whether GRUB, which replays no journal, reads the files of the offered entry as they are in the tree. */
async function checkKernel(image: string, tree: string, paths: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const path of paths) {
    const sum = `grub-fstest -- "$1" cat "$2" | cmp -- - "$3"`;
    const { exitCode, all } = await execa("sh", ["-c", sum, "sh", image, path, join(tree, path)], {
      reject: false,
      all: true,
    });
    if (exitCode !== 0) problems.push(`GRUB reads another ${path}: ${all}`);
  }
  return problems;
}

/** The idle system if GRUB offers it: the old one or the new one, all of it, and GRUB can read what it boots. */
async function examineIdle(
  recording: Recording,
  trees: Trees,
  entries: readonly LinuxEntry[],
  problems: string[],
): Promise<Cut["offered"]> {
  if (entries.length === 0) return "no";
  const { history, folder } = recording;
  const idle = await treeOf(recording, "blue", "idle");
  const differences = { old: await compareTrees(trees.old, idle), new: await compareTrees(trees.new, idle) };
  const volume = join(folder, "blue.img");
  await copyVolume(history.path, volumeOf(recording, "blue"), volume);
  const files = entries.flatMap(({ kernel, initrd }) => [kernel, ...(initrd === null ? [] : [initrd])]);
  problems.push(...(await checkKernel(volume, idle, files)));
  if (differences.old.length === 0) return "old";
  if (differences.new.length > 0)
    problems.push(
      "what is offered is not the old one:",
      ...differences.old.slice(0, 9),
      "nor the new one:",
      ...differences.new.slice(0, 9),
    );
  return "new";
}

/** What GRUB, which replays no journal, makes of the multiboot partition. */
async function examineMenu(
  recording: Recording,
  problems: string[],
): Promise<{ readonly bootable: readonly LinuxEntry[]; readonly armed: boolean }> {
  const multiboot = join(recording.folder, "multiboot.img");
  await copyVolume(recording.history.path, volumeOf(recording, "bareon-boot"), multiboot);
  const seen = await seenByGrub(multiboot);
  const menu = parseMenu(seen.menu);
  const { env } = parseEnvironment(Buffer.from(seen.environment, "latin1"));
  const root = (JSON.parse(seen.info) as BootInfo).elements.find(({ os_id: id }) => id === "blue")?.root_uuid;
  const entries = menu.entries.filter((entry) => entry.kind !== "chain" && entry.rootUuid === root);
  if (entries.length === 0) problems.push("blue has no entry");
  const armed = env.generation === menu.generation && (env.trial !== null || env.once !== null);
  return { bootable: entries.filter((entry) => entry.kind === "linux"), armed };
}

/** Looks at the disk that the history shows now; so many sectors of it are lost. */
export async function examine(recording: Recording, trees: Trees, place: Place, lost: number): Promise<Cut> {
  const problems: string[] = [];
  const { bootable, armed } = await examineMenu(recording, problems);
  const offered = await examineIdle(recording, trees, bootable, problems);
  if (armed && offered !== "new") problems.push("blue is armed and is not the new one");
  const acknowledged = acknowledgedAt(recording.history, place);
  const running = await treeOf(recording, "red", "now");
  const shared = await treeOf(recording, "shared", "shared-now");
  const changed = [
    ...(await compareTrees(trees.running, running, ["/var/lib/own", "/var/log/bareon.log"])),
    ...(await compareTrees(trees.shared, shared, [`/${sharedLog}`])),
  ];
  problems.push(...changed.slice(0, 9));
  const sums = [
    await checkLines(join(shared, sharedLog), acknowledged, problems),
    await checkLines(join(running, ownLog), acknowledged, problems),
  ].join(" ");
  return { place, lost, offered, armed, acknowledged, sums, problems };
}

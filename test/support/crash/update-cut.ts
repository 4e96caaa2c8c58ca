/** The power is cut at random moments of a recorded update, and what is on the disk then is looked at and booted. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { type Disk, overlay } from "../vm/disk.ts";
import { startVm, type Vm } from "../vm/vm.ts";
import { createRandom } from "./crash-states.ts";
import { losing } from "./disk-history.ts";
import { compareTrees } from "./ext-volumes.ts";
import { type Cut, examine, takeTrees } from "./update-examine.ts";
import { type Recording, treeOf, volumeOf } from "./update-recording.ts";

/** What a system says of itself on the serial line at the end of its boot. */
const booted =
  /tiny: os-release PRETTY_NAME="(?<name>[^"\n]*)"[^]*tiny: cmdline (?<cmdline>.*)[^]*tiny: mount \S+ \/srv\/shared ext4 rw[^]*tiny: wrote (?<sums>\w+ \w+)/u;

interface Boot {
  readonly name: string;
  /** `ENTRY REASON` */
  readonly choice: string;
  readonly sums: string;
  readonly seconds: number;
  readonly problems: readonly string[];
}

interface Again {
  readonly command: string;
  /** What the idle system's tree is afterwards. */
  readonly idle: string;
}

/** The command succeeds in the running system, or what is armed runs already. */
async function repeat(recording: Recording, vm: Vm, copy: Disk, { command, idle }: Again): Promise<string[]> {
  const { folder } = recording;
  await vm.ready();
  const { exitCode, stderr } = await vm.run(`bareon-provision update ${command} --json >/run/update.json && sync`, {
    check: false,
    timeoutSeconds: 900,
  });
  await vm.cutPower();
  if (exitCode !== 0) return [`the same command ends with ${exitCode}: ${stderr.slice(-2000)}`];
  const image = join(folder, "again.raw");
  await execa("qemu-img", ["convert", "-O", "raw", "--", copy.path, image]);
  const differences = await compareTrees(idle, await treeOf(recording, "blue", "again", image));
  await rm(image);
  return differences.length === 0
    ? []
    : ["after the same command blue is not the new one:", ...differences.slice(0, 10)];
}

/** Boots the disk that the history shows now, and repeats the command there if the running system has booted. */
async function bootCut(
  recording: Recording,
  { name, again }: { readonly name: string; readonly again?: Again },
): Promise<Boot> {
  const { history, disk, folder } = recording;
  const start = performance.now();
  const copy = await overlay({ ...disk, path: history.path }, folder);
  try {
    await using vm = await startVm({ name: `cut-${name}-boot`, disks: [copy], boot: "disk", memoryMiB: 768 });
    await vm.said(booted, 300);
    const groups = booted.exec(await vm.serial())?.groups ?? {};
    const seconds = (performance.now() - start) / 1000;
    const value = (word: string): string =>
      new RegExp(`bareon\\.${word}=(?<value>\\S+)`, "u").exec(groups["cmdline"] ?? "")?.groups?.["value"] ?? "?";
    const choice = `${value("entry")} ${value("reason")}`;
    const problems = again === undefined || choice !== "0 default" ? [] : await repeat(recording, vm, copy, again);
    return { name: groups["name"] ?? "", choice, sums: groups["sums"] ?? "", seconds, problems };
  } catch (error) {
    // One of many cuts: it is told with the others.
    return { name: "nothing", choice: "?", sums: "", seconds: 0, problems: [String(error)] };
  } finally {
    await rm(copy.path);
  }
}

export interface UpdateCuts {
  readonly cuts: number;
  /** One line for the whole and one for each cut. */
  readonly told: string;
  readonly bad: readonly string[];
}

interface Wanted {
  readonly name: string;
  readonly cuts: number;
  /** After so many of the cuts, evenly, the command is given again. */
  readonly reruns: number;
  readonly seed: number;
  readonly command: string;
}

function judge(cut: Cut, boot: Boot): string[] {
  const wanted = cut.armed ? ["blue", "1 trial"] : ["red", "0 default"];
  const problems = [...cut.problems];
  if (boot.name.split(" ")[0] !== wanted[0] || boot.choice !== wanted[1])
    problems.push(`${boot.name} booted as ${boot.choice}`);
  if (!cut.armed && boot.sums !== cut.sums)
    problems.push("the running system sees other lines than its replayed journal has");
  return problems;
}

/** Cuts the power at random moments of the recorded update, looks at the disk and boots it each time. */
export async function cutUpdate(
  recording: Recording,
  { name, cuts, reruns, seed, command }: Wanted,
): Promise<UpdateCuts> {
  const { history, begin, end } = recording;
  const random = createRandom(seed);
  const trees = await takeTrees(recording);
  const range = volumeOf(recording, "bareon-boot");
  const places = history.places(begin, end, cuts, { random, range });
  const lines: string[] = [];
  const bad: string[] = [];
  const repeated = new Set(Array.from({ length: reruns }, (_, index) => Math.floor(((index + 0.5) * cuts) / reruns)));
  for (const [index, place] of places.entries()) {
    const density = random() < 0.3 ? 1 : random();
    const lost = await history.show(
      place,
      losing(range, () => random() < density),
    );
    const [cut, boot] = await Promise.all([
      examine(recording, trees, place, lost),
      bootCut(recording, { name, ...(repeated.has(index) ? { again: { command, idle: trees.new } } : {}) }),
    ]);
    const problems = [...judge(cut, boot), ...boot.problems];
    const where = `${(history.bytesUntil(place) / 2 ** 20).toFixed(1)} MiB, flush ${place.epoch}`;
    const what = `${lost} sectors lost, ${cut.acknowledged} lines, blue ${cut.offered}${cut.armed ? " and armed" : ""}`;
    const again = repeated.has(index) ? ", updated again" : "";
    const told = `${where}: ${what}: ${boot.name} booted as ${boot.choice} in ${boot.seconds.toFixed(0)} s${again}`;
    lines.push(`  ${told}`);
    console.log([`${name} ${index + 1}: ${told}`, ...problems].join("\n"));
    if (problems.length > 0) bad.push([told, ...problems].join("\n"));
  }
  const total = `${name}: ${cuts} cuts of an update of ${((history.bytesUntil(end) - history.bytesUntil(begin)) / 2 ** 20).toFixed(0)} MiB and ${end.epoch - begin.epoch} flushes, ${bad.length} bad`;
  return { cuts: places.length, told: [total, ...lines].join("\n"), bad };
}

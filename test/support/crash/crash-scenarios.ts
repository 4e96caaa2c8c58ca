/** Every command of bareon-boot that writes, one after another on one multiboot partition, with its block writes recorded. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { openBootSession } from "../../../src/boot/store/session.ts";
import { cancel, confirm, once, reject, rollback, setDefault, tryEntry } from "../../../src/recipes/boot-change.ts";
import type { ChangeOptions } from "../../../src/recipes/change.ts";
import { beginUpdate, endUpdate, noteWritten } from "../../../src/recipes/boot-updating.ts";
import { idleEnvironment, parseEnvironment } from "../../../src/boot/state/environment.ts";
import { menuPath } from "../../../src/boot/menu/menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { writeSpare } from "../../../src/boot/store/spare-file.ts";
import { replaceMenu } from "../../../src/boot/store/write.ts";
import type { Context } from "../../../src/host/host.ts";
import { Scope } from "../../../src/host/scope.ts";
import { checkCrashes, type CrashFinding, type Recorded, type Seen, seenByGrub } from "./crash-check.ts";
import { localContext } from "../hosts/local-context.ts";
import { createMultibootDisk, menuEntry, type MultibootDisk } from "../disks/multiboot-disk.ts";
import { recordImages } from "../systems/image-record.ts";
import { runningContext } from "../hosts/running-context.ts";
import { scratchFolder } from "../files/scratch.ts";
import { recordWrites } from "./write-log.ts";

/** Other entries, and an image of another name, as after an update of a system. */
async function remakeMenu(ctx: Context, options: ChangeOptions, disk: MultibootDisk): Promise<void> {
  await using scope = new Scope();
  const { store, content } = await openBootSession(ctx, scope, options);
  const entries = disk.roots.map(menuEntry);
  const more = entries.map((entry) => ({ ...entry, id: `${entry.id}+old` }));
  const menu = renderMenu({ defaultIndex: 1, timeout: 5, serial: null, modules: [], entries: [...entries, ...more] });
  const line = { time: new Date().toISOString(), who: "root", what: "refresh", from: null, to: null, why: "kernel" };
  if (content.info === null) throw new Error("there is no boot-info");
  const [updated, ...others] = content.info.elements;
  if (updated === undefined) throw new Error("boot-info has no image");
  const info = { ...content.info, elements: [{ ...updated, image_name: "new" }, ...others] };
  const record = recordImages(disk.roots);
  const images = record.images.map((image, index) => (index === 0 ? { ...image, imageName: "new" } : image));
  const environment = idleEnvironment("");
  await replaceMenu(ctx, store, { menu, environment, info, record: { ...record, images }, line });
  await scope.close();
}

/** As around a deploy that adds a system: what is about to be made is noted, and the note taken away. */
async function notePlaces(ctx: Context, options: ChangeOptions): Promise<void> {
  await using scope = new Scope();
  const { store } = await openBootSession(ctx, scope, options);
  await writeSpare(ctx, store, [{ place: "PARTUUID=00000000-0000-4000-8000-000000000001", images: ["green"] }]);
  await writeSpare(ctx, store, []);
  await scope.close();
}

/** An update ends: what the image is made of changes with the menu. */
async function endWithRecord(ctx: Context, options: ChangeOptions, disk: MultibootDisk): Promise<void> {
  const record = recordImages(disk.roots);
  const names = { imageName: "centos-8", imageUuid: "8" };
  const images = record.images.map((image) => (image.name === "centos" ? { ...image, ...names } : image));
  const version = { image_name: names.imageName, image_uuid: names.imageUuid, record: { ...record, images } };
  await endUpdate(ctx, options, "centos", version);
}

async function damageEnvironment(image: string): Promise<void> {
  await execa("debugfs", ["-w", "-R", "rm boot/grub2/grubenv", image]);
}

interface Scenario {
  readonly name: string;
  readonly work: (ctx: Context, options: ChangeOptions, disk: MultibootDisk) => Promise<unknown>;
  /** The root that runs. */
  readonly runs?: number;
  /** Done to the image before it is recorded. */
  readonly prepare?: (image: string) => Promise<void>;
  /** How many times as many states as the others it gets; 1 where absent. */
  readonly weight?: number;
  /** GRUB may also see an environment, or none, in which nothing is armed. */
  readonly mends?: boolean;
}

const threeTries = { tries: 3, reset: false };

/** Each starts where the one before ended. */
const scenarios: readonly Scenario[] = [
  { name: "set-default", work: async (ctx, options) => await setDefault(ctx, options, "ubuntu") },
  { name: "once", work: async (ctx, options) => await once(ctx, options, "centos") },
  { name: "once --clear", work: async (ctx, options) => await once(ctx, options, null) },
  { name: "trial", work: async (ctx, options) => await tryEntry(ctx, options, "centos", threeTries) },
  { name: "confirm", runs: 0, work: async (ctx, options) => await confirm(ctx, options, false) },
  { name: "trial again", work: async (ctx, options) => await tryEntry(ctx, options, "ubuntu", threeTries) },
  { name: "reject", work: async (ctx, options) => await reject(ctx, options) },
  {
    name: "trial, then cancel",
    work: async (ctx, options) => await tryEntry(ctx, options, "ubuntu", { tries: 1, reset: false }),
  },
  { name: "cancel", work: async (ctx, options) => await cancel(ctx, options) },
  { name: "rollback", work: async (ctx, options) => await rollback(ctx, options, null) },
  {
    name: "trial before set-default",
    work: async (ctx, options) => await tryEntry(ctx, options, "centos", threeTries),
  },
  { name: "set-default during a trial", work: async (ctx, options) => await setDefault(ctx, options, "centos") },
  {
    name: "once without an environment",
    prepare: damageEnvironment,
    mends: true,
    weight: 3,
    work: async (ctx, options) => await once(ctx, options, "ubuntu"),
  },
  { name: "a new menu", weight: 4, work: remakeMenu },
  {
    name: "an update begins",
    weight: 4,
    work: async (ctx, options) => await beginUpdate(ctx, options, "centos", { what: "from 7 to 8" }),
  },
  { name: "an update writes", work: async (ctx, options) => await noteWritten(ctx, options, "centos", "partly") },
  { name: "an update has written", work: async (ctx, options) => await noteWritten(ctx, options, "centos", "whole") },
  {
    name: "an update ends",
    weight: 4,
    work: endWithRecord,
  },
  { name: "places noted", work: async (ctx, options) => await notePlaces(ctx, options) },
];

/** As the existing client does it. */
const byClient: Scenario = {
  name: "sed -i",
  async work(_ctx, { device = "" }, { directory }) {
    const target = join(directory, "client");
    await execa("mkdir", ["--parents", target]);
    await execa("mount", ["--types", "ext4", "--source", device ?? "", "--target", target]);
    await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\11/`, join(target, menuPath)]);
    await execa("umount", [target]);
  },
};

/** Whether nothing is armed, of what GRUB reads. */
function isIdle(environment: string): boolean {
  const { once: one, trial } = parseEnvironment(Buffer.from(environment, "latin1")).env;
  return one === null && trial === null;
}

/**
 * What may be seen while one state becomes another: first the menu changes, then the environment, each of them at once, and last
 * boot-info with the record, both at once.
 */
function allowed(before: Seen, after: Seen, mends: boolean): (seen: Seen) => boolean {
  const withMenu = { ...before, menu: after.menu };
  const states = [before, withMenu, { ...withMenu, environment: after.environment }, after];
  return ({ menu, environment, info, record }) =>
    states.some(
      (state) =>
        state.menu === menu &&
        state.info === info &&
        state.record === record &&
        (state.environment === environment || (mends && isIdle(environment))),
    );
}

export interface CrashReport extends CrashFinding {
  readonly name: string;
  /** Sectors that the command wrote. */
  readonly sectors: number;
}

export function describeReports(reports: readonly CrashReport[]): string {
  const total = reports.reduce((sum, { states }) => sum + states, 0);
  const bad = reports.reduce((sum, report) => sum + report.bad.length, 0);
  return `${total} crash states, ${bad} of them bad: ${reports.map(({ name, states, sectors }) => `${name} ${states} (${sectors} sectors written)`).join(", ")}`;
}

/** A scenario that was played once; reading its crash states needs nothing but the files. */
interface Played extends Recorded {
  readonly scenario: Scenario;
  readonly isAllowed: (seen: Seen) => boolean;
}

async function play(scenario: Scenario, disk: MultibootDisk, image: string, before: string): Promise<Played> {
  const { work, runs, prepare, mends = false } = scenario;
  await prepare?.(image);
  await copyFile(image, before);
  const ctx = runs === undefined ? localContext() : await runningContext(disk, runs, "trial");
  const epochs = await recordWrites(
    image,
    async (device) => void (await work(ctx, { uuid: null, device, who: "root" }, disk)),
  );
  return { scenario, before, epochs, isAllowed: allowed(await seenByGrub(before), await seenByGrub(image), mends) };
}

/** One after another on the partition of a disk that is gone afterwards, loop devices and all. */
async function playAll(chosen: readonly Scenario[], folder: string): Promise<Played[]> {
  await using disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  const image = join(folder, "multiboot.img");
  await execa("dd", [`if=${disk.multiboot}`, `of=${image}`, "bs=1M", "status=none"]);
  const played: Played[] = [];
  for (const scenario of chosen)
    played.push(await play(scenario, disk, image, join(folder, `before-${played.length}.img`)));
  return played;
}

async function crash(chosen: readonly Scenario[], most: number): Promise<CrashReport[]> {
  await using folder = await scratchFolder();
  const reports: CrashReport[] = [];
  for (const { scenario, isAllowed, ...recorded } of await playAll(chosen, folder.path)) {
    const finding = await checkCrashes(recorded, { see: seenByGrub, isAllowed }, most * (scenario.weight ?? 1));
    reports.push({ name: scenario.name, sectors: recorded.epochs.flat().length, ...finding });
  }
  return reports;
}

/** About `most` crash states of each command. */
export async function crashCommands(most: number): Promise<CrashReport[]> {
  return await crash(scenarios, most);
}

/** The same for what must not be safe: the proof that the check can fail. */
export async function crashClient(most: number): Promise<CrashReport> {
  const [report] = await crash([byClient], most);
  if (report === undefined) throw new Error("nothing was recorded");
  return report;
}

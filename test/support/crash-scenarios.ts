/** Every command of bareon-boot that writes, one after another on one multiboot partition, with its block writes recorded. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { openOverview } from "../../src/apply/boot-overview.ts";
import { cancel, type ChangeOptions, confirm, once, reject, rollback, setDefault, tryEntry } from "../../src/boot-change.ts";
import { idleEnvironment, parseEnvironment } from "../../src/boot/environment.ts";
import { menuPath, renderMenu } from "../../src/boot/menu.ts";
import { replaceMenu } from "../../src/boot/store-write.ts";
import type { Context } from "../../src/host/host.ts";
import { Scope } from "../../src/host/scope.ts";
import { checkCrashes, type CrashFinding, type Seen, seenByGrub } from "./crash-check.ts";
import { localContext } from "./local-context.ts";
import { createMultibootDisk, menuEntry, type MultibootDisk } from "./multiboot-disk.ts";
import { runningContext } from "./running-context.ts";
import { recordWrites } from "./write-log.ts";

/** Adds an entry, as a kernel update does. */
async function remakeMenu(ctx: Context, options: ChangeOptions, disk: MultibootDisk): Promise<void> {
  await using scope = new Scope();
  const { store, state } = await openOverview(ctx, scope, options);
  const entries = disk.roots.map(menuEntry);
  const more = entries.map((entry) => ({ ...entry, id: `${entry.id}+old` }));
  const text = renderMenu({ defaultIndex: 1, timeout: 5, serial: null, modules: [], entries: [...entries, ...more] });
  const line = { time: new Date().toISOString(), who: "root", what: "refresh", from: null, to: null, why: "kernel" };
  await replaceMenu(ctx, store, { text, environment: idleEnvironment(""), info: state.info, line });
  await scope.close();
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
  { name: "reject", work: async (ctx, options) => await reject(ctx, options, false) },
  { name: "trial, then cancel", work: async (ctx, options) => await tryEntry(ctx, options, "ubuntu", { tries: 1, reset: false }) },
  { name: "cancel", work: async (ctx, options) => await cancel(ctx, options) },
  { name: "rollback", work: async (ctx, options) => await rollback(ctx, options, null) },
  { name: "trial before set-default", work: async (ctx, options) => await tryEntry(ctx, options, "centos", threeTries) },
  { name: "set-default during a trial", work: async (ctx, options) => await setDefault(ctx, options, "centos") },
  { name: "once without an environment", prepare: damageEnvironment, mends: true, weight: 3, work: async (ctx, options) => await once(ctx, options, "ubuntu") },
  { name: "a new menu", weight: 4, work: remakeMenu },
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
  const { once: one, trial } = parseEnvironment(Buffer.from(environment, "latin1")).environment;
  return one === null && trial === null;
}

/** What GRUB may see while one state becomes another: the menu changes first, and each of the two at once. */
function allowed(before: Seen, after: Seen, mends: boolean): (seen: Seen) => boolean {
  const states = [before, { menu: after.menu, environment: before.environment }, after];
  return ({ menu, environment }) => states.some((state) => state.menu === menu && (state.environment === environment || (mends && isIdle(environment))));
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

async function runScenario({ name, work, runs, prepare, mends = false, weight = 1 }: Scenario, disk: MultibootDisk, image: string, most: number): Promise<CrashReport> {
  await prepare?.(image);
  const before = `${image}.before`;
  await copyFile(image, before);
  const ctx = runs === undefined ? localContext() : await runningContext(disk, runs, "trial");
  const epochs = await recordWrites(image, async (device) => void (await work(ctx, { uuid: null, device, who: "root" }, disk)));
  const isAllowed = allowed(await seenByGrub(before), await seenByGrub(image), mends);
  return { name, sectors: epochs.flat().length, ...(await checkCrashes({ before, epochs }, isAllowed, most * weight)) };
}

async function withImage(run: (disk: MultibootDisk, image: string) => Promise<void>): Promise<void> {
  await using disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
  const image = join(disk.directory, "multiboot.img");
  await execa("dd", [`if=${disk.multiboot}`, `of=${image}`, "bs=1M", "status=none"]);
  await run(disk, image);
}

/** About `most` crash states of each command. */
export async function crashCommands(most: number): Promise<CrashReport[]> {
  const reports: CrashReport[] = [];
  await withImage(async (disk, image) => {
    for (const scenario of scenarios) reports.push(await runScenario(scenario, disk, image, most));
  });
  return reports;
}

/** The same for what must not be safe: the proof that the check can fail. */
export async function crashClient(most: number): Promise<CrashReport> {
  let report: CrashReport | undefined;
  await withImage(async (disk, image) => void (report = await runScenario(byClient, disk, image, most)));
  if (report === undefined) throw new Error("nothing was recorded");
  return report;
}

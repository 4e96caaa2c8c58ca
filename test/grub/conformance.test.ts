/** The generated menu on real GRUB, in hundreds of random states, against an independent model. BAREON_GRUB_STATES=1000 makes it a thousand. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEnvironment } from "../../src/boot/state/environment.ts";
import { loadable, type ModelMenu, type ModelState, modelBoot } from "../support/grub/boot-model.ts";
import { createRandom } from "../support/crash/crash-states.ts";
import { GrubMachine } from "../support/grub/grub-machine.ts";
import {
  createStateDisk,
  modelMenu,
  readDiskEnvironment,
  type StateDisk,
  writeDiskState,
} from "../support/grub/grub-states.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";

/** What a person asks for comes before the sample of `npm test`. */
const states = Number(process.env["BAREON_GRUB_STATES"] ?? process.env["BAREON_GRUB_SAMPLE"] ?? 200);
const seed = Number(process.env["BAREON_GRUB_SEED"] ?? 1);

/** The first entry, one with an older kernel, that kernel, and one with a number of two digits. */
const updating = [0, 1, 5, 10];
const testMenu = modelMenu();
let folder: Scratch;
let original: StateDisk;
let withUpdates: StateDisk;

beforeAll(async () => {
  folder = await scratchFolder();
  original = await createStateDisk(folder.path);
  withUpdates = await createStateDisk(folder.path, updating);
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

/** A machine with a copy of the disk for itself. */
async function withMachine<T>(
  name: string,
  readOnly: boolean,
  work: (machine: GrubMachine, disk: StateDisk) => Promise<T>,
  from = original,
): Promise<T> {
  const disk = { ...from, path: join(folder.path, `${name}.img`) };
  await copyFile(from.path, disk.path);
  await using machine = await GrubMachine.start({
    disk: disk.path,
    readOnly,
    socket: join(folder.path, `${name}.sock`),
  });
  return await work(machine, disk);
}

function pick<T>(random: () => number, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

function block(lines: readonly string[]): Buffer {
  return Buffer.from(["# GRUB Environment Block", ...lines, ""].join("\n").padEnd(1024, "#"), "latin1");
}

function environmentOf(state: Omit<ModelState, "standard" | "sameMenu" | "writable">, generation: string): Buffer {
  return block([
    `bareon_once=${state.once}`,
    `bareon_trial=${state.trial}`,
    `bareon_left=${state.left}`,
    `bareon_gen=${generation}`,
    `bareon_base=${state.base}`,
  ]);
}

const noEntries = ["--", "--", "12", "99", "x.", "..", "1 "] as const;

/** A default that cannot be loaded is rare, since GRUB waits for some seconds before it falls back. */
function randomState(random: () => number, writable: boolean): ModelState {
  const any = (): string => String(Math.floor(random() * testMenu.length)).padEnd(2, ".");
  const standard = pick(random, ["0", "1", "2", "3", "8", "9", "10", "12", "99", "5", "6"]);
  const base = Number(standard) < testMenu.length ? standard.padEnd(2, ".") : "0.";
  return {
    standard,
    writable,
    once: random() < 0.25 ? any() : pick(random, noEntries),
    trial: random() < 0.8 ? any() : pick(random, noEntries),
    left: random() < 0.85 ? String(Math.floor(random() * 10)) : pick(random, ["-", "x", "a"]),
    base: random() < 0.8 ? base : random() < 0.5 ? any() : "--",
    sameMenu: random() < 0.9,
  };
}

/** Boots so many random states; resolves with how often each reason came. */
async function compare(
  name: string,
  writable: boolean,
  count: number,
  first: number,
  { disk: from, menu }: { readonly disk: StateDisk; readonly menu: ModelMenu } = { disk: original, menu: testMenu },
): Promise<Map<string, number>> {
  const reasons = new Map<string, number>();
  const work = async (machine: GrubMachine, disk: StateDisk): Promise<void> => {
    const random = createRandom(first);
    for (let done = 0; done < count; done += 1) {
      const state = randomState(random, writable);
      await writeDiskState(
        disk,
        state.standard,
        environmentOf(
          state,
          state.sameMenu ? disk.generation : pick(random, ["00000000", "", disk.generation.slice(1)]),
        ),
      );
      const booted = await machine.boot();
      const after = (await readDiskEnvironment(disk)).toString("latin1");
      const { onceAfter, leftAfter, ...expected } = modelBoot(state, menu);
      expect({ state, ...booted }).toEqual({ state, ...expected });
      expect({ state, after: after.split("\n").slice(1, 4) }).toEqual({
        state,
        after: [`bareon_once=${onceAfter}`, `bareon_trial=${state.trial}`, `bareon_left=${leftAfter}`],
      });
      reasons.set(booted.reason, (reasons.get(booted.reason) ?? 0) + 1);
    }
  };
  await withMachine(name, !writable, work, from);
  return reasons;
}

test(`GRUB does in ${states} random states what the model says`, { timeout: 60_000 + states * 4000 }, async () => {
  const [some, more] = [Math.floor(states * 0.45), Math.ceil(states * 0.45)];
  const [one, other] = await Promise.all([compare("one", true, some, seed), compare("other", true, more, seed + 1000)]);
  const readOnly = await compare("read-only", false, states - some - more, seed + 2000);
  const total = new Map(
    [...new Set([one, other, readOnly].flatMap((counts) => [...counts.keys()]))].map((reason) => [
      reason,
      [one, other, readOnly].reduce((sum, counts) => sum + (counts.get(reason) ?? 0), 0),
    ]),
  );
  console.log(`${states} states agree: ${[...total].map(([reason, count]) => `${reason} ${count}`).join(", ")}`);
  expect([...total.keys()].toSorted()).toEqual([
    "confirmed",
    "default",
    "envfail",
    "fallback",
    "once",
    "superseded",
    "trial",
  ]);
});

test(
  "whatever names a system that is being updated, GRUB passes it over as the model does",
  { timeout: 120_000 + states * 2000 },
  async () => {
    const lab = { disk: withUpdates, menu: modelMenu(updating) };
    // Fewer states than 40 leave a reason out.
    const reasons = await compare("updating", true, Math.max(40, Math.ceil(states / 4)), seed + 4000, lab);
    expect([...reasons.keys()]).toEqual(expect.arrayContaining(["default", "once", "trial", "superseded"]));
  },
);

const hostile = [
  "prefix=(hd0)/nowhere",
  "root=hd9",
  "default=7",
  "timeout=60",
  "bareon_menu=x",
  "bareon_unloaded=yes",
  "bareon_pick=9",
  "fallback=3",
  "pager=1",
  "bareon_once=$(reboot)",
  "bareon_trial='",
  'bareon_left="; reboot; "',
  "bareon_once=0.\nbareon_once=1.",
  "bareon_left=3\\",
  "=",
  "\u0000\u0001",
  "bareon_gen=",
];

/** Noise, a header with noise, an armed block with bytes changed, and one with variables that are not ours. */
function fuzzedBlock(random: () => number, generation: string): Buffer {
  const noise = (): Buffer => Buffer.from(Array.from({ length: 1024 }, () => Math.floor(random() * 256)));
  const armed = environmentOf(
    { once: pick(random, ["--", "3.", "10"]), trial: "2.", left: "3", base: "0." },
    generation,
  );
  const kind = random();
  if (kind < 0.15) return noise();
  if (kind < 0.3) return Buffer.concat([block([]).subarray(0, 25), noise()]).subarray(0, 1024);
  if (kind < 0.6) {
    for (let count = Math.floor(random() * 12); count >= 0; count -= 1)
      armed[25 + Math.floor(random() * 130)] = Math.floor(random() * 256);
    return armed;
  }
  return block(
    [...armed.toString("latin1").split("\n").slice(1, -1), ...hostile].toSorted(() => random() - 0.5),
  ).subarray(0, 1024);
}

test(
  "whatever the environment block holds, an entry of the menu boots",
  { timeout: 60_000 + states * 1000 },
  async () => {
    await withMachine("fuzz", false, async (machine, disk) => {
      const random = createRandom(seed + 3000);
      const problems = new Set<string | null>();
      for (let done = 0; done < Math.ceil(states / 5); done += 1) {
        const bytes = fuzzedBlock(random, disk.generation);
        problems.add(parseEnvironment(bytes).problem);
        await writeDiskState(disk, "0", bytes);
        const { entry } = await machine.boot();
        const booted = testMenu[entry];
        expect(booted !== undefined && loadable(booted) > 0, bytes.toString("latin1")).toBe(true);
      }
      expect(problems.size).toBeGreaterThan(1);
    });
  },
);

test(
  "where the first kernel of the default cannot be loaded, the next one of the same system is, then its other entries, then other systems",
  { timeout: 90_000 },
  async () => {
    await withMachine("broken-default", false, async (machine, disk) => {
      const idle = environmentOf({ once: "--", trial: "--", left: "0", base: "--" }, disk.generation);
      const boot = async (standard: string): Promise<unknown> => {
        await writeDiskState(disk, standard, idle);
        return await machine.boot(60_000);
      };
      const fallback = { attempt: 1, reason: "fallback", left: 0, panic: false };
      expect(await boot("3")).toEqual({ entry: 3, attempt: 4, reason: "default", left: 0, panic: false });
      expect(await boot("5")).toEqual({ ...fallback, entry: 1 });
      expect(await boot("6")).toEqual({ ...fallback, entry: 2, attempt: 2 });
      const trial = environmentOf({ once: "--", trial: "2.", left: "3", base: "0." }, disk.generation);
      await writeDiskState(disk, "0", trial);
      expect(await machine.boot()).toEqual({ entry: 2, attempt: 2, reason: "trial", left: 2, panic: true });
      // Against another kernel of its own system, it is the kernel that is on trial.
      await writeDiskState(
        disk,
        "9",
        environmentOf({ once: "--", trial: "2.", left: "3", base: "9." }, disk.generation),
      );
      expect(await machine.boot()).toEqual({ ...fallback, entry: 9 });
      expect(await boot("7")).toEqual({ entry: 7, attempt: 3, reason: "default", left: 0, panic: false });
      expect(await boot("11")).toEqual({ ...fallback, entry: 7, attempt: 3 });
    });
  },
);

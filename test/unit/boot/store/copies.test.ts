/** Copies of the multiboot partition: whatever disk is away and whenever the power goes, GRUB and bareon-boot see the state before a change, one that the single partition allows within it, or the one after it. */
import { expect, test } from "vitest";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { menuPath } from "../../../../src/boot/menu/menu.ts";
import { environmentPath, parseEnvironment, renderEnvironment } from "../../../../src/boot/state/environment.ts";
import { type Decision, decideNext } from "../../../../src/boot/state/trial.ts";
import { repairCopies } from "../../../../src/boot/store/align-copies.ts";
import { openStore, readContent } from "../../../../src/boot/store/store.ts";
import { cancel, confirm, once, reject, setDefault, tryEntry } from "../../../../src/recipes/boot-change.ts";
import { BareonError } from "../../../../src/base/errors.ts";
import type { Context } from "../../../../src/host/host.ts";
import { Scope } from "../../../../src/host/scope.ts";
import { createCopies, type CopyDisk, grubBoots, leaderOf, runWith } from "../../../support/hosts/copied-node.ts";

const options = { uuid: null, force: true };
const threeTries = { tries: 3, reset: false };

/** The default has nothing to return to, so that it is not tried, and nothing is written. */
async function unlessDefault(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof BareonError) || error.exit !== "conflict") throw error;
  });
}

type Change = (ctx: Context) => Promise<unknown>;

const changes: Readonly<Record<string, Change>> = {
  "set-default b": async (ctx) => await setDefault(ctx, options, "b"),
  "set-default a": async (ctx) => await setDefault(ctx, options, "a"),
  "once b": async (ctx) => await once(ctx, options, "b", {}),
  "trial b": async (ctx) => await unlessDefault(tryEntry(ctx, options, "b", threeTries)),
  confirm: async (ctx) => await confirm(ctx, options, true),
  reject: async (ctx) => await reject(ctx, options, {}, true),
  cancel: async (ctx) => await cancel(ctx, options),
};

/** A copy of the disks, so that one beginning serves many ends. */
function clone(disks: readonly CopyDisk[]): CopyDisk[] {
  return disks.map((disk) => ({ ...disk }));
}

/** What bareon-boot takes for the next boot. */
async function bareonSees(disks: readonly CopyDisk[]): Promise<Decision> {
  let seen: Decision | undefined;
  await runWith(disks, async (ctx) => {
    await using scope = new Scope();
    const { menu, environment } = await readContent(ctx, await openStore(ctx, scope, { uuid: null }));
    seen = decideNext({ menu, environment: environment.env });
    await scope.close();
  });
  if (seen === undefined) throw new Error("nothing was read");
  return seen;
}

async function repair(disks: readonly CopyDisk[]): Promise<void> {
  await runWith(disks, async (ctx) => {
    await using scope = new Scope();
    const { written, warnings } = await repairCopies(ctx, await openStore(ctx, scope, { uuid: null }), new Date(0));
    expect(warnings).toEqual([]);
    expect(written.length).toBeLessThan(disks.length);
    await scope.close();
  });
}

function texts({ content }: CopyDisk): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(content).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

function expectAlike(disks: readonly CopyDisk[]): void {
  const [first, ...others] = disks.map(texts);
  for (const other of others) expect(other).toEqual(first);
}

/** Every choice of one disk or more. */
function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, bits) =>
    items.filter((_item, index) => ((bits + 1) >> index) % 2 === 1),
  );
}

/** What a change on one partition can be seen to be, if the power goes within it. */
async function allowedOf(begin: readonly CopyDisk[], change: Change): Promise<Decision[]> {
  const seen: Decision[] = [];
  for (let cut = 0; ; cut += 1) {
    const [disk] = clone(begin);
    if (disk === undefined) throw new Error("there is no disk");
    const isDone = await runWith([disk], change, cut);
    const decision = grubBoots([disk]);
    if (decision !== undefined) seen.push(decision);
    if (isDone) return seen;
  }
}

const beginnings: readonly (readonly (keyof typeof changes)[])[] = [[], ["trial b"], ["trial b", "once b"]];

test.for(beginnings.map((names) => [names.join(", ") || "nothing armed", names] as const))(
  "each change, cut at each of its writes, with each disk away before or after: %s",
  { timeout: 180_000 },
  async ([, names]) => {
    const begin = createCopies();
    for (const name of names) await runWith(begin, changes[name] ?? (async () => undefined));
    expectAlike(begin);
    let states = 0;
    for (const change of Object.values(changes)) {
      const allowed = await allowedOf(begin, change);
      const after = clone(begin);
      await runWith(after, change);
      expectAlike(after);
      let last: Decision | undefined;
      for (let cut = 0, isDone = false; !isDone; cut += 1) {
        const disks = clone(begin);
        isDone = await runWith(disks, change, cut);
        for (const there of subsets(disks)) {
          states += 1;
          expect(allowed).toContainEqual(grubBoots(there));
          expect(allowed).toContainEqual(await bareonSees(there));
        }
        await repair(disks);
        expectAlike(disks);
        expect(allowed).toContainEqual(grubBoots(disks));
        last = grubBoots(disks);
      }
      expect(last).toEqual(grubBoots(after));
    }
    expect(states).toBeGreaterThan(100);
  },
);

test("a repair that is cut off at each of its writes leaves what was there or what is to be there, and is done again", async () => {
  const begin = createCopies();
  await runWith(begin.slice(1), changes["set-default b"] ?? (async () => undefined));
  const wanted = grubBoots(begin.slice(1));
  expect(wanted).toMatchObject({ index: 1 });
  for (let cut = 0, isDone = false; !isDone; cut += 1) {
    const disks = clone(begin);
    isDone = await runWith(
      disks,
      async (ctx) => {
        await using scope = new Scope();
        await repairCopies(ctx, await openStore(ctx, scope, { uuid: null }), new Date(0));
        await scope.close();
      },
      cut,
    );
    for (const there of subsets(disks))
      expect(
        there.length === 1 && there[0] === disks[0] ? [{ index: 0, reason: "default" }, wanted] : [wanted],
      ).toContainEqual(grubBoots(there));
    await repair(disks);
    expectAlike(disks);
  }
});

test("disks come and go, and whatever was changed last by one that knew all before is what boots", async () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const disks = createCopies();
  let newest = new Set(disks);
  const names = Object.keys(changes).filter((name) => !["confirm", "reject"].includes(name));
  for (let step = 0; step < 150; step += 1) {
    const choices = subsets(disks).filter((there) => there.some((disk) => newest.has(disk)));
    const there = choices[random(choices.length)] ?? disks;
    const known = grubBoots(disks.filter((disk) => newest.has(disk)));
    expect(grubBoots(there)).toEqual(known);
    expect(await bareonSees(there)).toEqual(known);
    if (random(4) === 0) await repair(there);
    else await runWith(there, changes[names[random(names.length)] ?? ""] ?? (async () => undefined));
    newest = new Set(
      disks.filter(
        (disk) => JSON.stringify(texts(disk)) === JSON.stringify(texts(there.find((one) => newest.has(one)) ?? disk)),
      ),
    );
  }
});

/** GRUB boots and uses up what is armed in the copy that it takes. */
function useUp(there: readonly CopyDisk[]): Decision | undefined {
  const decision = grubBoots(there);
  const leader = leaderOf(there);
  if (leader === undefined) return decision;
  const { env } = parseEnvironment(leader.content[environmentPath]);
  const used =
    decision?.reason === "once"
      ? { ...env, once: null }
      : decision?.reason === "trial"
        ? { ...env, left: env.left - 1 }
        : env;
  leader.content = { ...leader.content, [environmentPath]: renderEnvironment(used) };
  return decision;
}

test("what is armed boots once, or so many times, as long as one disk is always there; each that is started alone adds its own count at most", async () => {
  const disks = createCopies();
  const [first, second, third] = disks;
  if (first === undefined || second === undefined || third === undefined) throw new Error("there are no three disks");
  await runWith(disks, changes["trial b"] ?? (async () => undefined));
  expect(useUp([second, first])).toMatchObject({ reason: "trial" });
  expect(await bareonSees(disks)).toMatchObject({ reason: "trial" });
  expect(useUp(disks)).toMatchObject({ reason: "trial" });
  expect(useUp([first])).toMatchObject({ reason: "trial" });
  expect(useUp(disks)).toMatchObject({ reason: "fallback" });
  expect(await bareonSees(disks)).toMatchObject({ reason: "fallback" });
  await repair(disks);
  expectAlike(disks);
  expect(useUp([third])).toMatchObject({ reason: "fallback" });
  await runWith(disks, changes["once b"] ?? (async () => undefined));
  expect(useUp([third])).toMatchObject({ reason: "once" });
  expect(await bareonSees(disks)).toMatchObject({ reason: "fallback" });
});

test("another program's edit of one copy counts, and a second one after it too", async () => {
  const disks = createCopies();
  const edit = (disk: CopyDisk | undefined, index: number): void => {
    if (disk === undefined) throw new Error("there is no disk");
    const text = new TextDecoder().decode(disk.content[menuPath]);
    const edited = text.replace(/(set default=)[0-9]*/u, `$1${index}`);
    disk.content = { ...disk.content, [menuPath]: new TextEncoder().encode(edited) };
  };
  edit(disks[1], 1);
  expect(await bareonSees(disks)).toEqual({ index: 1, reason: "default" });
  await repair(disks);
  expectAlike(disks);
  edit(disks[2], 0);
  expect(await bareonSees(disks)).toEqual({ index: 0, reason: "default" });
  edit(disks[0], 0);
  await repair(disks);
  expectAlike(disks);
  expect(parseMenu(texts(disks[0] ?? { device: "", uuid: "", content: {} })[menuPath] ?? "").defaultIndex).toBe(0);
});

/** A disk of several with a copy of the multiboot partition fails: the others take the change; and what one copy has lost it gets from another. */
import { expect, test } from "vitest";
import { infoPath, menuPath } from "../../../../src/boot/menu/menu.ts";
import { alignCopies, repairCopies } from "../../../../src/boot/store/align-copies.ts";
import { recordPath } from "../../../../src/boot/store/deploy-record.ts";
import { environmentPath, idle } from "../../../../src/boot/state/environment.ts";
import { historyPath } from "../../../../src/boot/state/history.ts";
import { openStore, readContent } from "../../../../src/boot/store/store.ts";
import { replaceMenu } from "../../../../src/boot/store/write.ts";
import { cancel, confirm, once, setDefault, tryEntry } from "../../../../src/recipes/boot-change.ts";
import { Scope } from "../../../../src/host/scope.ts";
import type { Context } from "../../../../src/host/host.ts";
import { createCopies, type CopyDisk, grubBoots, leaderOf, runWith } from "../../../support/hosts/copied-node.ts";

const options = { uuid: null, force: true };

type Change = (ctx: Context) => Promise<{ readonly warnings: readonly string[] }>;

const changes: Readonly<Record<string, readonly [before: readonly Change[], change: Change]>> = {
  "set-default": [[], async (ctx) => await setDefault(ctx, options, "b")],
  once: [[], async (ctx) => await once(ctx, options, "b", {})],
  trial: [[], async (ctx) => await tryEntry(ctx, options, "b", { tries: 2, reset: false })],
  confirm: [
    [async (ctx) => await tryEntry(ctx, options, "b", { tries: 2, reset: false })],
    async (ctx) => await confirm(ctx, options, true),
  ],
  cancel: [[async (ctx) => await once(ctx, options, "b", {})], async (ctx) => await cancel(ctx, options)],
};

function clone(disks: readonly CopyDisk[]): CopyDisk[] {
  return disks.map((disk) => ({ ...disk }));
}

async function repair(disks: readonly CopyDisk[]): Promise<void> {
  await runWith(disks, async (ctx) => {
    await using scope = new Scope();
    await repairCopies(ctx, await openStore(ctx, scope, { uuid: null }), new Date(0));
    await scope.close();
  });
}

function fileOf({ content }: CopyDisk, path: string): string | undefined {
  const bytes = content[path];
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function without({ content, ...disk }: CopyDisk, path: string): CopyDisk {
  const { [path]: _, ...left } = content;
  return { ...disk, content: left };
}

test.for(Object.entries(changes))(
  "%s is done although any disk, or all but one, fail from any of their writes on, and these are told",
  { timeout: 60_000 },
  async ([, [before, change]]) => {
    const begin = createCopies();
    for (const one of before) await runWith(begin, one);
    const good = clone(begin);
    await runWith(good, change);
    const wanted = grubBoots(good);
    for (const bad of [[0], [1], [2], [0, 1], [0, 2], [1, 2]]) {
      const devices = bad.map((index) => begin[index]?.device ?? "");
      for (const from of [1, 2, 3]) {
        const disks = clone(begin);
        let warnings: readonly string[] = [];
        const fails = ({ device }: CopyDisk, count: number): boolean => devices.includes(device) && count >= from;
        const work = async (ctx: Context): Promise<void> => void ({ warnings } = await change(ctx));
        await runWith(disks, work, undefined, fails);
        expect(grubBoots(disks), `${devices.join(" ")} from ${from}`).toEqual(wanted);
        // Later it may be done before a disk fails.
        const told = devices.filter((device) => warnings.join("\n").includes(`on ${device} is not up to date`));
        expect(from > 1 || told.length === devices.length, warnings.join(" ")).toBe(true);
        await repair(disks);
        const [first, ...others] = disks;
        for (const other of others) expect(other.content).toEqual(first?.content);
        expect(grubBoots(disks)).toEqual(wanted);
      }
    }
  },
);

test(
  "a menu that is replaced is on the others, whenever a disk fails, with its boot-info",
  { timeout: 60_000 },
  async () => {
    const infoOn = (disk: CopyDisk): string => (fileOf(disk, infoPath) ?? "").replaceAll(/\s/gu, "");
    for (const bad of [0, 1]) {
      for (let from = 1; from < 16; from += 1) {
        const disks = createCopies();
        const failing = disks[bad]?.device;
        const work = async (ctx: Context): Promise<void> => {
          await using scope = new Scope();
          const store = await openStore(ctx, scope, { uuid: null });
          const { menuText, menu, info } = await readContent(ctx, store);
          if (info === null) throw new Error("there is no boot-info");
          const elements = info.elements.map((element) => ({ ...element, boot_name: "another" }));
          const line = {
            time: new Date(0).toISOString(),
            who: "",
            what: "refresh",
            from: null,
            to: null,
            why: "",
          } as const;
          const { generation } = menu;
          await replaceMenu(ctx, store, {
            ...{ menu: { text: menuText, generation }, environment: idle, info: { ...info, elements }, line },
          });
          // As some commands do afterwards, with the store as it was opened: it must not undo that.
          await alignCopies(ctx, store);
          await scope.close();
        };
        await runWith(disks, work, undefined, ({ device }, count) => device === failing && count >= from);
        const seen = leaderOf(disks);
        expect(seen === undefined ? "" : infoOn(seen), `${failing} from ${from}`).toContain("another");
        await repair(disks);
        // Names beside these, of what was begun, are taken away by the next replacement.
        const read = (disk: CopyDisk): unknown[] =>
          [menuPath, environmentPath, infoPath, recordPath, historyPath].map((path) => fileOf(disk, path));
        const [first, ...others] = disks.map(read);
        for (const other of others) expect(other).toEqual(first);
        expect(disks.map(infoOn).every((text) => text.includes("another"))).toBe(true);
      }
    }
  },
);

test("if no disk takes it, the change is refused, and nothing else is booted", async () => {
  const disks = createCopies();
  const before = grubBoots(disks);
  const change = async (ctx: Context): Promise<unknown> => await setDefault(ctx, options, "b");
  await expect(runWith(disks, change, undefined, () => true)).rejects.toMatchObject({ exit: "readonly" });
  expect(grubBoots(disks)).toEqual(before);
});

test.for([
  [infoPath, "lost"],
  [infoPath, "garbage"],
  [recordPath, "lost"],
  [recordPath, "garbage"],
] as const)("%s that is %s on the newest copy is taken from another, and never from there", async ([path, how]) => {
  for (const act of [
    repair,
    async (disks: readonly CopyDisk[]) => {
      await runWith(disks, async (ctx) => await setDefault(ctx, options, "b"));
    },
  ]) {
    const [first, second, third] = createCopies();
    if (first === undefined || second === undefined || third === undefined) throw new Error("there are three");
    const whole = fileOf(second, path);
    const damaged =
      how === "lost" ? without(first, path) : { ...first, content: { ...first.content, [path]: new Uint8Array(9) } };
    const disks = [damaged, without(second, path), third];
    await runWith(disks, async (ctx) => {
      await using scope = new Scope();
      const { info, warnings } = await readContent(ctx, await openStore(ctx, scope, { uuid: null }));
      expect(info?.elements.length).toBe(2);
      expect(warnings.join("\n").includes("That of /dev/vdc2 is taken for it")).toBe(path === infoPath);
      await scope.close();
    });
    await act(disks);
    for (const disk of disks) expect(fileOf(disk, path)).toBe(whole);
  }
});

test.for(["9999999999", "9000000000", "zzzzzzzzzz"])(
  "a copy with the number %s, which no change has had, is none that later changes lose to",
  async (number) => {
    const disks = createCopies();
    const [first] = disks;
    if (first === undefined) throw new Error("there are three");
    for (const path of [menuPath, environmentPath]) {
      const text = (fileOf(first, path) ?? "").replace(/(?<=bareon_seq=|bareon-copy )\d{10}/u, number);
      first.content = { ...first.content, [path]: new TextEncoder().encode(text) };
    }
    const set =
      (name: string) =>
      async (ctx: Context): Promise<unknown> =>
        await setDefault(ctx, options, name);
    await runWith(disks, set("b"));
    // It is away meanwhile.
    await runWith(disks.slice(1), set("a"));
    expect(grubBoots(disks)).toMatchObject({ index: 0 });
    await repair(disks);
    for (const disk of disks) expect(disk.content).toEqual(disks[1]?.content);
    expect(grubBoots(disks)).toMatchObject({ index: 0 });
  },
);

test("what all copies have lost stays lost, and another menu's boot-info is none", async () => {
  const disks = createCopies().map((disk) => without(disk, infoPath));
  await repair(disks);
  for (const disk of disks) expect(fileOf(disk, infoPath)).toBeUndefined();
});

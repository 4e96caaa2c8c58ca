/** Copies of the multiboot partition on real GRUB: which of them boots the node, and what bareon-boot makes of those that differ. */
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { infoPath, menuPath } from "../../src/boot/menu/menu.ts";
import { environmentPath } from "../../src/boot/state/environment.ts";
import { recordPath } from "../../src/boot/store/deploy-record.ts";
import { once, setDefault, tryEntry } from "../../src/recipes/boot-change.ts";
import { list, status } from "../../src/recipes/boot-show.ts";
import { refresh, verify } from "../../src/recipes/boot-upkeep.ts";
import type { ChangeOptions } from "../../src/recipes/change.ts";
import { type CopiedMenu, createCopiedMenu, type MenuDisk } from "../support/disks/copied-menu.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { bootGrub } from "../support/grub/talking-kernel.ts";
import { localContext } from "../support/hosts/local-context.ts";

let node: CopiedMenu;
const pristine = new Map<string, Buffer>();

beforeAll(async () => {
  node = await createCopiedMenu();
  for (const { path, device } of [node.first, node.second]) {
    await execa("blockdev", ["--flushbufs", device]);
    pristine.set(path, await readFile(path));
  }
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  for (const { path, device } of [node.first, node.second]) {
    await execa("dd", [`of=${path}`, "bs=1M", "conv=notrunc", "status=none"], { input: pristine.get(path) ?? "" });
    await execa("blockdev", ["--flushbufs", device]);
  }
});

/** With the disks in this order, the firmware's, those that are named alone; GRUB writes to them. Returns what the kernel was told. */
async function boot(...disks: readonly MenuDisk[]): Promise<string> {
  const { output } = await bootGrub({
    disks: [...disks.map(({ path }) => path), node.roots],
    writable: true,
  });
  for (const { device } of disks) await execa("blockdev", ["--flushbufs", device]);
  return /bareon\.entry=\d+ bareon\.reason=\w+ bareon\.left=\d/u.exec(output)?.[0] ?? output.slice(-2000);
}

const told = (entry: number, reason: string, left = 0): string =>
  `bareon.entry=${entry} bareon.reason=${reason} bareon.left=${left}`;

/** For a command that sees that one disk alone, as if the other was away. */
function alone({ path }: MenuDisk): ChangeOptions {
  return { uuid: null, image: path, force: true };
}

/** For a command that sees both. */
function both(): ChangeOptions {
  return { uuid: node.first.uuid };
}

/** What is alike on copies. */
async function contentOf({ device }: MenuDisk): Promise<readonly string[]> {
  return await withMounted(device, "ro", async (directory) => {
    const paths = [menuPath, environmentPath, infoPath, recordPath, "bareon/history"];
    return await Promise.all(paths.map(async (path) => await readFile(join(directory, path), "latin1")));
  });
}

async function expectAlike(): Promise<void> {
  expect(await contentOf(node.second)).toEqual(await contentOf(node.first));
}

test("each disk boots the node, whichever is there and comes first", async () => {
  const { first, second } = node;
  await expectAlike();
  expect(node.info.multiboot_copies).toEqual([first.uuid, second.uuid]);
  for (const disks of [[first, second], [second, first], [first], [second]])
    expect(await boot(...disks)).toBe(told(0, "default"));
});

test("by UEFI each disk boots the node as well, also with a stale disk first", { timeout: 600_000 }, async () => {
  const { first, second, roots } = node;
  await setDefault(localContext(), alone(second), "two");
  await using folder = await scratchFolder();
  const start = async (...disks: readonly MenuDisk[]): Promise<string> => {
    const uefi = await createUefi(folder.path);
    const { output } = await bootGrub({ disks: [...disks.map(({ path }) => path), roots], uefi });
    return /bareon\.entry=\d+ bareon\.reason=\w+/u.exec(output)?.[0] ?? output.slice(-2000);
  };
  expect(await start(first)).toBe("bareon.entry=0 bareon.reason=default");
  expect(await start(second)).toBe("bareon.entry=1 bareon.reason=default");
  expect(await start(first, second)).toBe("bareon.entry=1 bareon.reason=default");
});

test("a change is on both disks", async () => {
  const { first, second } = node;
  await setDefault(localContext(), both(), "two");
  await expectAlike();
  expect(await boot(first)).toBe(told(1, "default"));
  expect(await boot(second)).toBe(told(1, "default"));
});

test("a disk that was away boots nothing by what it remembers, and is brought up to date", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await setDefault(ctx, alone(second), "two");
  expect(await boot(first), "alone it knows no better").toBe(told(0, "default"));
  expect(await boot(first, second)).toBe(told(1, "default"));
  const { entries } = await list(ctx, both(), false);
  expect(entries.find((entry) => entry.default)?.os_id).toBe("two");
  const before = await status(ctx, both(), null);
  expect(before.multiboot.copies).toEqual([
    { uuid: first.uuid, device: first.device, state: "stale" },
    { uuid: second.uuid, device: second.device, state: "alike" },
  ]);
  expect(before.warnings.join("\n")).toContain(`on ${first.device} is stale`);
  const { findings } = await verify(ctx, both(), true);
  expect(findings.filter(({ check }) => check.startsWith("copy of"))).toMatchObject([
    { problem: "it is not up to date", repaired: true },
  ]);
  await expectAlike();
  expect(await boot(first)).toBe(told(1, "default"));
  expect((await status(ctx, both(), null)).multiboot.copies?.map(({ state }) => state)).toEqual(["alike", "alike"]);
});

test("what is armed is used up once, whichever disk the firmware starts", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await once(ctx, both(), "two", {});
  await expectAlike();
  expect(await boot(second, first)).toBe(told(1, "once"));
  expect(await boot(first, second)).toBe(told(0, "default"));
  expect((await status(ctx, both(), null)).once).toBeNull();
  await refresh(ctx, both());
  await expectAlike();
  expect(await boot(second)).toBe(told(0, "default"));
  await tryEntry(ctx, both(), "two", { tries: 2, reset: false });
  expect(await boot(second, first)).toBe(told(1, "trial", 1));
  expect(await boot(first, second)).toBe(told(1, "trial", 0));
  expect(await boot(second, first)).toBe(told(0, "fallback"));
  expect((await status(ctx, both(), null)).trial).toMatchObject({ left: 0 });
});

test("what GRUB has used up while the other disk was away stays used up", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await once(ctx, both(), "two", {});
  expect(await boot(second)).toBe(told(1, "once"));
  expect((await status(ctx, both(), null)).once).toBeNull();
  await refresh(ctx, both());
  await expectAlike();
  expect(await boot(first, second)).toBe(told(0, "default"));
});

test("a default that another program has edited in one copy becomes that of all", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await withMounted(second.device, "rw", async (directory) => {
    await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\11/`, join(directory, menuPath)]);
  });
  expect((await status(ctx, both(), null)).default.os_id).toBe("two");
  await refresh(ctx, both());
  await expectAlike();
  expect(await boot(first)).toBe(told(1, "default"));
});

test("a disk that takes no writes boots nothing by what it has, and a change is made on the other", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await execa("blockdev", ["--setro", first.device]);
  try {
    const { warnings } = await setDefault(ctx, both(), "two");
    expect(warnings.join("\n")).toContain(`on ${first.device} is not up to date`);
    expect((await status(ctx, both(), null)).default.os_id).toBe("two");
    expect(await boot(first, second)).toBe(told(1, "default"));
  } finally {
    await execa("blockdev", ["--setrw", first.device]);
  }
  await refresh(ctx, both());
  await expectAlike();
});

test("what one copy has lost that GRUB does not read comes back from the other, and is not removed there", async () => {
  const { first, second } = node;
  const ctx = localContext();
  const before = await contentOf(second);
  await withMounted(first.device, "rw", async (directory) => {
    await execa("rm", [join(directory, infoPath), join(directory, recordPath)]);
  });
  expect((await list(ctx, both(), false)).entries.map(({ os_id: name }) => name)).toEqual(["one", "two"]);
  const { findings } = await verify(ctx, both(), true);
  expect(findings.filter(({ check }) => check.startsWith("copy of"))).toMatchObject([
    { problem: "it is not up to date", repaired: true },
    { problem: null },
  ]);
  await expectAlike();
  expect(await contentOf(first)).toEqual(before);
});

test("a copy without a menu or an environment is passed over, and repaired", async () => {
  const { first, second } = node;
  const ctx = localContext();
  await withMounted(first.device, "rw", async (directory) => {
    await execa("rm", [join(directory, environmentPath)]);
  });
  await setDefault(ctx, alone(second), "two");
  expect(await boot(first, second)).toBe(told(1, "default"));
  await withMounted(first.device, "rw", async (directory) => {
    await execa("rm", [join(directory, menuPath)]);
  });
  // By the one whose menu says which belong together, as a system knows by /etc/bareon/multiboot.
  const other = { uuid: second.uuid };
  expect((await status(ctx, other, null)).default.os_id).toBe("two");
  await verify(ctx, other, true);
  await expectAlike();
  expect(await boot(first)).toBe(told(1, "default"));
});

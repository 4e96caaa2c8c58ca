/** The power is cut while a stale copy of the multiboot partition is brought up to date: GRUB sees on it what was there, a step that the single partition has as well, or what is to be there. */
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { idle, environmentPath, idleEnvironment, renderEnvironment } from "../../src/boot/state/environment.ts";
import { infoPath, menuPath } from "../../src/boot/menu/menu.ts";
import { withMark } from "../../src/boot/menu/copies.ts";
import { renderMenu } from "../../src/boot/menu/render-menu.ts";
import { alignCopies } from "../../src/boot/store/align-copies.ts";
import { openBootSession } from "../../src/boot/store/session.ts";
import { openStore } from "../../src/boot/store/store.ts";
import { replaceMenu } from "../../src/boot/store/write.ts";
import { setDefault, tryEntry } from "../../src/recipes/boot-change.ts";
import type { ChangeOptions } from "../../src/recipes/change.ts";
import { Scope } from "../../src/host/scope.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { checkCrashes, type Seen, seenByGrub } from "../support/crash/crash-check.ts";
import { recordWrites } from "../support/crash/write-log.ts";
import { createMultibootDisk, menuEntry, type MultibootDisk, withMounted } from "../support/disks/multiboot-disk.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { localContext } from "../support/hosts/local-context.ts";

const otherUuid = "11111111-2222-4333-8444-555555555555";

/** The disk's own menu with copies, as a deploy would have written it. */
async function giveCopies({ multiboot, uuid, roots }: MultibootDisk): Promise<void> {
  const copies = [uuid, otherUuid];
  const menu = { defaultIndex: 0, timeout: 5, serial: null, modules: [], copies, entries: roots.map(menuEntry) };
  const { text, generation } = renderMenu(menu);
  await withMounted(multiboot, "rw", async (directory) => {
    const info = JSON.parse(await readFile(join(directory, infoPath), "utf8")) as BootInfo;
    await writeFile(join(directory, infoPath), JSON.stringify({ ...info, multiboot_copies: copies }));
    await writeFile(join(directory, menuPath), withMark(text, { sequence: 7, written: 0 }));
    await writeFile(
      join(directory, environmentPath),
      renderEnvironment({ ...idleEnvironment(generation), sequence: 7 }),
    );
  });
}

/** Entries of older kernels come into the menu, so that all of it is written anew, and boot-info with it. */
async function remake(options: ChangeOptions, { roots }: MultibootDisk): Promise<void> {
  const ctx = localContext();
  await using scope = new Scope();
  const { store, content } = await openBootSession(ctx, scope, options);
  const entries = roots.map(menuEntry);
  const more = entries.map((entry) => ({ ...entry, id: `${entry.id}+old` }));
  const { info } = content;
  if (info?.multiboot_copies === undefined) throw new Error("boot-info has no copies");
  const [first, ...others] = info.elements;
  if (first === undefined) throw new Error("boot-info has no image");
  await replaceMenu(ctx, store, {
    menu: renderMenu({
      ...{ defaultIndex: 1, timeout: 5, serial: null, modules: [], copies: info.multiboot_copies },
      entries: [...entries, ...more],
    }),
    environment: idle,
    info: { ...info, elements: [{ ...first, boot_name: "another" }, ...others] },
    line: { time: new Date(0).toISOString(), who: "", what: "refresh", from: null, to: null, why: "" },
  });
  await scope.close();
}

const changes: Readonly<Record<string, (options: ChangeOptions, disk: MultibootDisk) => Promise<unknown>>> = {
  "another default": async (options) => await setDefault(localContext(), options, "ubuntu"),
  "a trial": async (options) => await tryEntry(localContext(), options, "centos", { tries: 3, reset: false }),
  "another menu": remake,
};

/** First the menu, then the environment, and last what GRUB does not read. */
function allowed(before: Seen, after: Seen): (seen: Seen) => boolean {
  const withMenu = { ...before, menu: after.menu };
  const states = [before, withMenu, { ...withMenu, environment: after.environment }, after];
  return (seen) => states.some((state) => JSON.stringify(state) === JSON.stringify(seen));
}

test(
  "whatever a stale copy lacks, GRUB sees no torn state on it while it gets that",
  { timeout: 400_000 },
  async () => {
    await using folder = await scratchFolder();
    await using disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" });
    await giveCopies(disk);
    const copy = join(folder.path, "copy.img");
    await execa("dd", [`if=${disk.multiboot}`, `of=${copy}`, "bs=1M", "status=none"]);
    const options = { uuid: null, device: disk.multiboot };
    const counts: Record<string, number> = {};
    for (const [name, change] of Object.entries(changes)) {
      await change(options, disk);
      const before = join(folder.path, "before.img");
      await rm(before, { force: true });
      await copyFile(copy, before);
      const epochs = await recordWrites(copy, async (device) => {
        const ctx = localContext();
        await using scope = new Scope();
        const store = await openStore(ctx, scope, options);
        const environment = { env: idleEnvironment(""), problem: null };
        const stale = { device, uuid: otherUuid, menuText: undefined, environment };
        expect(await alignCopies(ctx, { ...store, copies: [stale] })).toEqual({ written: [device], warnings: [] });
        await scope.close();
      });
      const [old, now] = [await seenByGrub(before), await seenByGrub(copy)];
      const truth = join(folder.path, "truth.img");
      await execa("dd", [`if=${disk.multiboot}`, `of=${truth}`, "bs=1M", "status=none"]);
      expect(now).toEqual(await seenByGrub(truth));
      expect(now).not.toEqual(old);
      const { states, bad } = await checkCrashes(
        { before, epochs },
        { see: seenByGrub, isAllowed: allowed(old, now) },
        60,
      );
      expect(bad).toEqual([]);
      counts[name] = states;
    }
    console.log(counts);
    expect(Object.values(counts).every((count) => count >= 10)).toBe(true);
  },
);

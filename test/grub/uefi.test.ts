/** One disk with GRUB for both firmwares, and what a PC boots from it by each: one default, and one trial that both count. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { idleEnvironment } from "../../src/boot/state/environment.ts";
import { openBootState } from "../support/grub/boot-state.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { bootGrub } from "../support/grub/talking-kernel.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { makeUefiImage } from "../support/disks/uefi-disk.ts";

test("UEFI boots the default; a try of a trial is spent under BIOS, the next under UEFI, and both then fall back", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "disk.img");
  const { menu, roots, multiboot } = await makeUefiImage(path);
  const uefi = await createUefi(folder.path);
  const state = await openBootState(path, multiboot);
  const boot = async (firmware: "bios" | "uefi"): Promise<string> => {
    const { output } = await bootGrub({
      disks: [path],
      writable: true,
      ...(firmware === "uefi" ? { uefi } : {}),
    });
    return /root=UUID=.*/u.exec(output)?.[0].trim() ?? output;
  };
  const line = (index: number, words: string): string =>
    `root=UUID=${roots[index]} ro console=ttyS0,115200 bareon.entry=${index} ${words}|initrd of 6.1.0|`;
  expect(await boot("uefi")).toBe(line(0, "bareon.reason=default bareon.left=0"));
  await state.write(0, { ...idleEnvironment(menu.generation), trial: 1, left: 2, tries: 2, base: 0 });
  expect(await boot("bios")).toBe(line(1, "bareon.reason=trial bareon.left=1 panic=30"));
  expect(await boot("uefi")).toBe(line(1, "bareon.reason=trial bareon.left=0 panic=30"));
  expect(await boot("bios")).toBe(line(0, "bareon.reason=fallback bareon.left=0"));
  expect(await boot("uefi")).toBe(line(0, "bareon.reason=fallback bareon.left=0"));
  await state.write(1, idleEnvironment(menu.generation));
  expect(await boot("uefi")).toBe(line(1, "bareon.reason=default bareon.left=0"));
});

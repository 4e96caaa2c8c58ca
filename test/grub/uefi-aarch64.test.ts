/** GRUB for aarch64 with the generated menu and its state machine, on an emulated machine of that kind; what it boots is a program that talks. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { idleEnvironment } from "../../src/boot/state/environment.ts";
import { cached } from "../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../src/build/debian.ts";
import type { Context } from "../../src/host/host.ts";
import { openBootState } from "../support/grub/boot-state.ts";
import { localContext } from "../support/hosts/local-context.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { talkingArmKernel } from "../support/grub/talking-arm-kernel.ts";
import { makeUefiImage } from "../support/disks/uefi-disk.ts";
import { runArmMachine } from "../support/vm/arm-machine.ts";

const recipe: DebianRecipe = {
  suite: "bookworm",
  variant: "extract",
  architecture: "arm64",
  packages: ["grub-efi-arm64-bin"],
};
const modules = "/usr/lib/grub/arm64-efi";

/** This machine with the modules that an aarch64 ramdisk has. */
async function armContext(): Promise<Context> {
  const tree = await cached("grub-arm64", recipe, async (path) => {
    const whole = `${path}-whole`;
    await buildDebian(recipe, whole, console.error);
    await execa("cp", ["--recursive", "--", join(whole, modules), path]);
    await rm(whole, { recursive: true });
  });
  const ctx = localContext();
  const { host } = ctx;
  return {
    ...ctx,
    host: {
      ...host,
      list: async (path) => await host.list(path === modules ? tree : path),
      run: async (command, options) =>
        await host.run(
          { ...command, args: command.args.map((word) => word.replace(`=${modules}`, `=${tree}`)) },
          options,
        ),
    },
  };
}

/** The start of the command line that the machine's program was given. */
async function boot(path: string, folder: string): Promise<string> {
  const devices = ["-drive", `if=none,id=disk,format=raw,file=${path}`, "-device", "virtio-blk-pci,drive=disk"];
  const said = await runArmMachine({ folder, devices });
  return /root=UUID=[^|]*/u.exec(said)?.[0].trim() ?? said;
}

test("the default boots, a trial is counted and falls back, a one-time boot is cleared", async () => {
  await using folder = await scratchFolder();
  const path = join(folder.path, "disk.img");
  const context = await armContext();
  const { menu, roots, multiboot } = await makeUefiImage(path, {
    kernel: talkingArmKernel(),
    kernelParams: "console=ttyAMA0",
    architecture: "aarch64",
    context,
  });
  const state = await openBootState(path, multiboot);
  const idle = idleEnvironment(menu.generation);
  const line = (index: number, words: string): string =>
    `root=UUID=${roots[index]} ro console=ttyAMA0 bareon.entry=${index} ${words}`;
  expect(await boot(path, folder.path)).toBe(line(0, "bareon.reason=default bareon.left=0"));
  await state.write(0, { ...idle, trial: 1, left: 1, tries: 1, base: 0 });
  expect(await boot(path, folder.path)).toBe(line(1, "bareon.reason=trial bareon.left=0 panic=30"));
  expect(await boot(path, folder.path)).toBe(line(0, "bareon.reason=fallback bareon.left=0"));
  await state.write(0, { ...idle, once: 1 });
  expect(await boot(path, folder.path)).toBe(line(1, "bareon.reason=once bareon.left=0 panic=30"));
  expect((await state.readEnvironment()).once).toBeNull();
});

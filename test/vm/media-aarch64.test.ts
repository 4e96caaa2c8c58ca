/** The medium of 64-bit ARM as CD and as stick, with Secure Boot on and off: Debian's kernel for it, and an initrd that says which it is. */
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cached } from "../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../src/build/debian.ts";
import { buildMedium } from "../../src/build/media.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { makeTalkingInitrd } from "../support/media/small-medium.ts";
import { runArmMachine } from "../support/vm/arm-machine.ts";

const recipe: DebianRecipe = {
  suite: "bookworm",
  variant: "extract",
  architecture: "arm64",
  packages: ["linux-image-arm64", "busybox-static"],
  excluded: ["/lib/modules/*"],
};

let scratch: Scratch;
let medium: string;

/** A folder with the kernel and busybox. */
async function armFiles(): Promise<string> {
  return await cached("media-arm64", recipe, async (path) => {
    const whole = `${path}-whole`;
    await buildDebian(recipe, whole, console.error);
    const kernel = (await readdir(join(whole, "boot"))).find((name) => name.startsWith("vmlinuz-")) ?? "vmlinuz";
    await mkdir(path);
    await copyFile(join(whole, "boot", kernel), join(path, "vmlinuz"));
    await copyFile(join(whole, "bin/busybox"), join(path, "busybox"));
    await rm(whole, { recursive: true });
  });
}

beforeAll(async () => {
  scratch = await scratchFolder();
  const files = await armFiles();
  medium = join(scratch.path, "bareon.iso");
  const initrd = join(scratch.path, "initrd.img");
  await makeTalkingInitrd(initrd, "arm", join(files, "busybox"));
  await buildMedium({ kernel: join(files, "vmlinuz"), initrd, output: medium, epoch: 1_700_000_000 }, console.error);
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

const devices = {
  cd: ["-device", "virtio-scsi-pci", "-device", "scsi-cd,drive=medium"],
  usb: ["-device", "qemu-xhci", "-device", "usb-storage,drive=medium"],
} as const;

test.each([
  ["cd", false],
  ["usb", false],
  ["cd", true],
  ["usb", true],
] as const)("as %s, with Secure Boot: %s", async (drive, secure) => {
  await using folder = await scratchFolder();
  const said = await runArmMachine({
    ...{ folder: folder.path, secure, memoryMiB: 1024, limitSeconds: 400 },
    devices: ["-drive", `if=none,id=medium,format=raw,readonly=on,file=${medium}`, ...devices[drive]],
  });
  const groups = /small initrd: arm, arguments (?<words>.*), lockdown (?<lockdown>.*), UEFI yes\./u.exec(said)?.groups;
  expect(groups?.["words"], said.slice(-2000)).toMatch(/ console=tty0 console=ttyAMA0,115200 bareon\.console-login$/u);
  expect(groups?.["lockdown"]).toContain(secure ? "[integrity]" : "[none]");
});

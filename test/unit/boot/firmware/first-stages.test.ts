/** The boot sector and the core image come out as grub-bios-setup writes them for an image in one piece. */
import { expect, test } from "vitest";
import { coreStart, isStarted, renderBootCode, renderCore } from "../../../../src/boot/firmware/first-stages.ts";

const MiB = 1024 * 1024;

/** boot.img as GRUB has it: its message, and a jump over the check of the drive. */
function bootImage(): Uint8Array {
  const image = new Uint8Array(512);
  image.set([0xeb, 0x63], 0);
  image.set([0xeb, 0x05], 0x66);
  image.set(new TextEncoder().encode("GRUB \0Geom\0Hard Disk\0Read\0 Error"), 0x180);
  image.set([0x55, 0xaa], 0x1fe);
  return image;
}

test("the boot sector starts the core image at its place, from the drive that was started, and keeps what is not code", () => {
  const former = new Uint8Array(512).fill(7);
  const code = renderBootCode(bootImage(), former, 3 * MiB);
  expect(code).toHaveLength(440);
  expect([...code.slice(0, 3)]).toEqual([0xeb, 0x63, 0]);
  expect(code.slice(3, 0x5a).every((byte) => byte === 7)).toBe(true);
  expect([...code.slice(0x5c, 0x68)]).toEqual([0, 0x18, 0, 0, 0, 0, 0, 0, 0xff, 0, 0x90, 0x90]);
  expect(coreStart(code)).toBe(3 * MiB);
});

test("a sector that is not GRUB's starts no core image, and one without code or mark starts nothing", () => {
  expect(coreStart(new Uint8Array(512).fill(1))).toBeUndefined();
  expect(coreStart(bootImage())).toBeUndefined();
  expect(isStarted(bootImage())).toBe(true);
  expect(isStarted(new Uint8Array(512))).toBe(false);
  const protective = new Uint8Array(512);
  protective.set([0x55, 0xaa], 0x1fe);
  expect(isStarted(protective)).toBe(false);
});

test("the core image is in whole sectors, and its first one says where the others are", () => {
  const core = renderCore(new Uint8Array(1300).fill(5), 3 * MiB);
  expect(core).toHaveLength(1536);
  const view = new DataView(core.buffer);
  expect([view.getBigUint64(0x1f4, true), view.getUint16(0x1fc, true)]).toEqual([0x1801n, 2]);
  expect([...core.slice(1299, 1301)]).toEqual([5, 0]);
});

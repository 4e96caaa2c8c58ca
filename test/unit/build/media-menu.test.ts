/** The menu of a medium as a text, and the script of a release for iPXE. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { consoleArguments } from "../../../src/build/architecture.ts";
import { renderMediumMenu } from "../../../src/build/media/menu.ts";
import { renderIpxeScript } from "../../../src/build/release-ramdisk.ts";
import { projectRoot } from "../../support/files/paths.ts";

test("the menu shows itself on the serial line of the machine, and starts the ramdisk after five seconds", () => {
  const menu = renderMediumMenu("x86_64", true);
  expect(menu).toContain(
    "\nset default=0\nset timeout=5\nif serial --unit=0 --speed=115200 --word=8 --parity=no; then\n",
  );
  expect(menu).toContain(
    "  linux ($medium)/boot/vmlinuz console=tty0 console=ttyS0,115200 bareon.console-login\n  initrd ($medium)/boot/initrd.img\n",
  );
  // GRUB does not drive the serial line of such a machine; its firmware does.
  expect(renderMediumMenu("aarch64", true)).not.toContain("serial");
});

test("the menu of a closed medium opens no console, and no menu looks for anything on disks", () => {
  expect(renderMediumMenu("x86_64", false)).toContain(" console=tty0 console=ttyS0,115200\n");
  for (const machine of ["x86_64", "aarch64"] as const) {
    const menu = renderMediumMenu(machine, true);
    expect(menu).not.toMatch(/search|configfile|source|UUID|LABEL/u);
    // Of the places that it names, one is the first disk, which a person chose.
    expect(menu.match(/\(\$\w+\)/gu)).toEqual(["($medium)", "($medium)", "($first)"]);
  }
});

const names = {
  kernel: "bareon-1-aarch64.vmlinuz",
  initrd: "bareon-1-aarch64.initrd.img",
  machine: "aarch64",
} as const;

test("the script of a release has its names and the consoles of its machine, and is otherwise the one of src/integrations", () => {
  const script = readFileSync(join(projectRoot, "src/integrations/ipxe/bareon.ipxe"), "utf8");
  const changed = renderIpxeScript(script, names);
  expect(changed).toContain(
    `\nkernel ${names.kernel} initrd=${names.initrd} console=tty0 console=ttyAMA0,115200 BOOTIF=`,
  );
  const back = changed.replaceAll(names.kernel, "vmlinuz").replaceAll(names.initrd, "initrd.img");
  expect(back.replace(consoleArguments("aarch64"), consoleArguments("x86_64"))).toBe(script);
});

test("a script without the lines that name the files is refused", () => {
  expect(() => renderIpxeScript("#!ipxe\nkernel linux\n", names)).toThrow(
    'has no line that begins with "kernel vmlinuz initrd=initrd.img console=tty0 console=ttyS0,115200"',
  );
});

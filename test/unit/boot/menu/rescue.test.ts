/** The rescue system in the menu: the last entry, no image, never the default and never what GRUB falls back to. */
import { expect, test } from "vitest";
import { findCurrent, matchEntries } from "../../../../src/boot/menu/entries.ts";
import { planFirstMenu } from "../../../../src/boot/menu/first-menu.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { planMenu, type PlannedMenu } from "../../../../src/boot/menu/plan.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { otherPlace, rescueFiles, rescueParameters } from "../../../../src/boot/menu/rescue.ts";

const kernels = [
  { version: "6.1", bootUuid: "root", bootType: "ext4", kernel: "/vmlinuz", initrd: "/initrd", parameters: "ro" },
];
const deployed = ["red", "Rescue"].map((name) => ({
  name,
  imageName: name,
  imageUuid: "",
  rootUuid: `root-${name}`,
  device: "/dev/vda5",
  title: name,
  systemName: name,
  mounts: [],
  kernels,
}));
const rescue = {
  entry_id: "rescue",
  boot_name: "Rescue system (on /dev/vda3)",
  boot_uuid: "rescue-uuid",
  ...rescueFiles("/rescue/a"),
  kernel_params: "console=ttyS0",
};
const first = planFirstMenu({
  deployed,
  others: [{ kind: "chain", device: "/dev/sdb2", title: "Windows", uuid: "ABCD", type: "ntfs" }],
  defaultImage: "red",
  timeout: 4,
  kernelParams: "quiet",
  bootInterface: "01-aa",
  multibootUuid: "mb",
  modules: [],
  rescue,
});

function refresh(text: string, info = first.info): PlannedMenu {
  const images = deployed.map(
    ({ systemName }) => ({ kind: "read", device: "/dev/vda5", systemName, kernels }) as const,
  );
  return planMenu({ former: parseMenu(text), info, images, others: "former" });
}

const { text } = renderMenu(first.menu);

test("it is the last entry, keeps its id where an image is called alike, and gets its own arguments alone", () => {
  expect(first.menu.entries.map(({ id }) => id)).toEqual(["red", "rescue-2", "other-sdb2", "rescue"]);
  expect(first.info.elements.map(({ os_id: name }) => name)).toEqual(["red", "Rescue"]);
  expect(first.info.rescue).toEqual(rescue);
  expect(text).toMatch(/^menuentry 'Rescue system \(on \/dev\/vda3\)' --id rescue --class bareon-rescue \{$/mu);
  expect(text).toMatch(/^ .*linux \/rescue\/a\/vmlinuz console=ttyS0 bareon\.entry=3 /mu);
  const entries = matchEntries(parseMenu(text), first.info);
  expect(entries.map(({ kind }) => kind)).toEqual(["image", "image", "foreign", "rescue"]);
});

test("GRUB falls back to the images alone", () => {
  const fallbacks = Array.from(
    text.matchAll(/for bareon_n in (?<numbers>[\d ]+); .*fallback/gu),
    ({ groups }) => groups?.["numbers"],
  );
  expect(fallbacks).toEqual(["0 1"]);
});

test("a refresh keeps it, makes it anew where the menu lost it, and follows boot-info", () => {
  expect(renderMenu(refresh(text).menu)).toEqual(renderMenu(first.menu));
  expect(refresh(text).info).toEqual(first.info);
  const without = renderMenu({ ...first.menu, entries: first.menu.entries.slice(0, 3) });
  expect(renderMenu(refresh(without.text).menu)).toEqual(renderMenu(first.menu));
  const newer = { ...rescue, ...rescueFiles(otherPlace(rescue)) };
  expect(refresh(text, { ...first.info, rescue: newer }).menu.entries.at(-1)).toMatchObject({
    id: "rescue",
    kernel: "/rescue/b/vmlinuz",
    initrd: "/rescue/b/initrd.img",
  });
  expect(otherPlace(newer)).toBe("/rescue/a");
});

test("where it became the default by another tool, the menu made anew has an image as its default", () => {
  const { menu, notes } = refresh(renderMenu({ ...first.menu, defaultIndex: 3 }).text);
  expect(menu.defaultIndex).toBe(0);
  expect(notes).toEqual(["The default was the rescue system, which cannot be one; it is now red."]);
});

test("it is what runs where the command line names it and the root is on no disk", () => {
  const entries = matchEntries(first.menu, first.info);
  expect(findCurrent(entries, { entry: 3, rootUuid: null })).toEqual({ index: 3, warning: null });
  expect(findCurrent(entries, { entry: 0, rootUuid: null })).toMatchObject({ index: null });
});

test.each([
  [
    "BOOT_IMAGE=vmlinuz initrd=initrd.img console=tty0 console=ttyS0,115200 BOOTIF=01-aa ip=dhcp token=x",
    "",
    "console=tty0 console=ttyS0,115200",
  ],
  [
    "console=tty0",
    "root=/dev/sda1 init=/bin/sh quiet nomodeset console=tty0 net.ifnames=0",
    "console=tty0 nomodeset net.ifnames=0",
  ],
  ["consoles=1 xconsole=2", "", ""],
])("of %o and %o it gets %o", (commandLine, params, expected) => {
  expect(rescueParameters(commandLine, params)).toBe(expected);
});

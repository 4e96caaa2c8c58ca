/** A menu that gets systems more, or one fewer: the others keep numbers, ids, entries, the default and what is armed. */
import { expect, test } from "vitest";
import { type DeployedSystem, planFirstMenu } from "../../../../src/boot/menu/first-menu.ts";
import type { MenuKernel } from "../../../../src/boot/menu/menu.ts";
import { planMenuWith, planMenuWithout } from "../../../../src/boot/menu/other-images.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { remapArmed } from "../../../../src/boot/state/remap-armed.ts";

function kernel(root: string, version: string): MenuKernel {
  const files = { kernel: `/boot/vmlinuz-${version}`, initrd: `/boot/initrd.img-${version}` };
  return { ...files, version, bootUuid: `root-${root}`, bootType: "ext4", parameters: "ro" };
}

function system(name: string, ...versions: string[]): DeployedSystem {
  return {
    ...{ name, imageName: `${name}.img`, imageUuid: "", rootUuid: `root-${name}`, device: "/dev/vda3", title: name },
    ...{ systemName: name, mounts: [{ mount: "/", uuid: `root-${name}`, type: "ext4" }] },
    kernels: versions.map((version) => kernel(name, version)),
  };
}

const windows = { kind: "chain", device: "/dev/sdb2", title: "Windows", uuid: "ABCD", type: "ntfs" } as const;
const planned = planFirstMenu({
  deployed: [system("red", "6.1", "6.0"), system("blue", "6.12")],
  others: [windows],
  ...{ defaultImage: "blue", timeout: 4, kernelParams: "quiet", bootInterface: null, multibootUuid: "mb" },
  modules: ["lvm"],
});
const known = { menu: parseMenu(renderMenu(planned.menu).text), info: planned.info };
const ids = ({ entries }: { readonly entries: readonly { readonly id: string }[] }): string[] =>
  entries.map(({ id }) => id);

test("new systems come behind those that are there, before older kernels, and no other entry changes", () => {
  const more = planMenuWith(known, [system("green", "6.5", "6.4"), system("red-2", "6.1")], ["mdraid1x", "lvm"]);
  expect(ids(known.menu)).toEqual(["red", "blue", "red+6.0", "other-sdb2"]);
  expect(ids(more.menu)).toEqual(["red", "blue", "green", "red-2", "red+6.0", "green+6.4", "other-sdb2"]);
  expect(more.places).toEqual([0, 1, 4, 6]);
  expect(more.menu.defaultIndex).toBe(1);
  expect(more.info.current_element).toBe(1);
  for (const [index, place] of more.places.entries())
    expect(more.menu.entries[place ?? -1]).toEqual(known.menu.entries[index]);
  expect(more.menu).toMatchObject({ timeout: 4, modules: ["lvm", "mdraid1x"] });
  expect(more.info.menu?.grub_modules).toEqual(["lvm", "mdraid1x"]);
  expect(more.info.elements.slice(0, 2)).toEqual(known.info.elements);
  expect(more.info.elements[2]).toMatchObject({
    ...{ grub_id: 2, entry_id: "green", os_id: "green", root_uuid: "root-green", kernel: "/boot/vmlinuz-6.5" },
    ...{ boot_name: "green (on /dev/vda3)", mounts: [{ mount: "/", uuid: "root-green", type: "ext4" }] },
  });
});

test("what is armed follows its entry, also that of an older kernel", () => {
  const { menu, info } = known;
  const environment = { generation: menu.generation, once: 2, trial: 0, left: 2, tries: 3, base: 1 };
  const more = planMenuWith({ menu, info }, [system("green", "6.5")], []);
  expect(remapArmed({ menu, environment }, more.places, more.menu.defaultIndex)).toEqual({
    environment: { once: 3, trial: 0, left: 2, tries: 3, base: 1 },
    ended: [],
  });
});

test("cut off between menu and boot-info, it has one entry when it is added again", () => {
  const cut = planMenuWith(known, [system("green", "6.5", "6.4")], []);
  const again = { ...system("green", "6.5"), rootUuid: "root-of-now" };
  const half = { menu: parseMenu(renderMenu(cut.menu).text), info: known.info };
  const more = planMenuWith(half, [again], [], (uuid) => uuid !== "root-green");
  expect(ids(more.menu)).toEqual(["red", "blue", "green", "red+6.0", "other-sdb2"]);
  expect(more.menu.entries[2]).toMatchObject({ rootUuid: "root-of-now" });
  expect(more.places).toEqual([0, 1, null, 3, null, 4]);
  expect(more.info.elements.map(({ grub_id: id, entry_id: name }) => `${id} ${name}`)).toEqual([
    ...["0 red", "1 blue", "2 green"],
  ]);
  // Another's stays.
  expect(ids(planMenuWith(half, [again], []).menu)).toContain("green-2");
});

test("a name that is taken by an entry gets a number", () => {
  const more = planMenuWith(known, [system("other-sdb2", "6.5")], []);
  expect(ids(more.menu)).toEqual(["red", "blue", "other-sdb2-2", "red+6.0", "other-sdb2"]);
});

test("a removed system takes its older kernels along, and those behind it get lower numbers", () => {
  const more = planMenuWith(known, [system("green", "6.5", "6.4")], []);
  const [red] = more.info.elements;
  if (red === undefined) throw new Error("there is no red");
  const fewer = planMenuWithout(more, red);
  expect(ids(fewer.menu)).toEqual(["blue", "green", "green+6.4", "other-sdb2"]);
  expect(fewer.places).toEqual([null, 0, 1, null, 2, 3]);
  expect(fewer.menu.defaultIndex).toBe(0);
  expect(fewer.info.elements.map(({ grub_id: id, entry_id: name }) => [id, name])).toEqual([
    [0, "blue"],
    [1, "green"],
  ]);
  const [, , green] = more.info.elements;
  if (green === undefined) throw new Error("there is no green");
  const back = planMenuWithout(more, green);
  expect(renderMenu(back.menu).text).toBe(renderMenu({ ...planned.menu, modules: ["lvm"] }).text);
  expect(back.info.elements).toEqual(known.info.elements);
});

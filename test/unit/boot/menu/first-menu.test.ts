/** Order, numbers, ids and arguments of the menu, and the boot-info that goes with it. */
import { expect, test } from "vitest";
import { type DeployedSystem, type DeployFacts, planFirstMenu } from "../../../../src/boot/menu/first-menu.ts";
import type { MenuKernel } from "../../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { validate } from "../../../../src/schema/boot-info.validate.js";

const kernel: MenuKernel = {
  version: "6.1",
  bootUuid: "b1",
  bootType: "ext4",
  kernel: "/vmlinuz",
  initrd: "/initrd.img",
  parameters: "ro bareon.entry=7",
};
const older: MenuKernel = { ...kernel, version: "6.0~rc1", kernel: "/boot/vmlinuz-6.0~rc1" };

function deployed(name: string, more: Partial<DeployedSystem> = {}): DeployedSystem {
  return {
    name,
    imageName: `${name}.img`,
    imageUuid: `uuid of ${name}`,
    rootUuid: `root-${name}`,
    device: "/dev/vda3",
    title: null,
    systemName: null,
    mounts: [],
    kernels: [kernel],
    ...more,
  };
}

const facts: DeployFacts = {
  deployed: [deployed("centos", { kernels: [kernel, older] }), deployed("centos 7", { title: "CentOS\nLinux 7" })],
  others: [
    {
      kind: "linux",
      device: "/dev/sdb1",
      title: "Old",
      rootUuid: "c1",
      kernels: [{ ...kernel, parameters: "root=/dev/sdb1 ro single" }],
    },
    { kind: "chain", device: "/dev/sdb2", title: "Windows", uuid: "ABCD", type: "ntfs" },
  ],
  defaultImage: "centos 7",
  timeout: 5,
  kernelParams: "console=ttyS0,115200",
  bootInterface: "01-52-54-00-12-34-56",
  multibootUuid: "mb",
  modules: [],
};

test("default kernels in config order, then older kernels, then other systems; grub_id is the place in the menu", () => {
  const { menu, info } = planFirstMenu(facts);
  const parsed = parseMenu(renderMenu(menu).text);
  expect(parsed.entries.map(({ id, title }) => [id, title])).toEqual([
    ["centos", "centos (on /dev/vda3)"],
    ["centos-7", "CentOS Linux 7 (on /dev/vda3)"],
    ["centos+6.0-rc1", "centos (on /dev/vda3), kernel 6.0~rc1"],
    ["other-sdb1", "Old (on /dev/sdb1)"],
    ["other-sdb2", "Windows (on /dev/sdb2)"],
  ]);
  expect(parsed.defaultIndex).toBe(1);
  expect(info).toMatchObject({ current_element: 1, multiboot_partition: "mb" });
  expect(
    info.elements.map(({ grub_id, entry_id, os_id, image_name }) => [grub_id, entry_id, os_id, image_name]),
  ).toEqual([
    [0, "centos", "centos", "centos.img"],
    [1, "centos-7", "centos 7", "centos 7.img"],
  ]);
  for (const element of info.elements)
    expect(parsed.entries[element.grub_id]).toMatchObject({
      id: element.entry_id,
      title: element.boot_name,
      rootUuid: element.root_uuid,
    });
  expect(validate(info)).toBe(true);
});

test("only deployed kernels get the config's arguments and BOOTIF; nobody but the menu says bareon.*", () => {
  const { entries } = parseMenu(renderMenu(planFirstMenu(facts).menu).text);
  const lines = entries.map((entry) =>
    entry.kind === "linux" ? `root=UUID=${entry.rootUuid} ${entry.parameters}` : null,
  );
  expect(lines[2]).toBe("root=UUID=root-centos ro console=ttyS0,115200 BOOTIF=01-52-54-00-12-34-56");
  expect(lines[3]).toBe("root=UUID=c1 ro single");
});

test("ids stay unique where names are alike, and are never numbers", () => {
  const names = ["a b", "A.b", "a-b", "7", "--", "ünï"];
  const { menu } = planFirstMenu({
    ...facts,
    deployed: names.map((name) => deployed(name)),
    others: [],
    defaultImage: "7",
  });
  const ids = menu.entries.map(({ id }) => id);
  expect(ids).toEqual(["a-b", "a.b", "a-b-2", "os-7", "os", "n"]);
  expect(parseMenu(renderMenu(menu).text).entries.map(({ id }) => id)).toEqual(ids);
});

test("an image without a kernel, or a default that was not deployed, is an error", () => {
  expect(() => planFirstMenu({ ...facts, deployed: [deployed("x", { kernels: [] })], defaultImage: "x" })).toThrow(
    /Image x has no kernel/u,
  );
  expect(() => planFirstMenu({ ...facts, defaultImage: "cent" })).toThrow(/cent, is not among/u);
});

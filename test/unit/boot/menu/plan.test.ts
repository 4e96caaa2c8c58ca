/** The menu made anew: what stays, what follows the kernels, and where the default goes. */
import { expect, test } from "vitest";
import { type DeployedSystem, planFirstMenu } from "../../../../src/boot/menu/first-menu.ts";
import { attemptsOf, type MenuKernel } from "../../../../src/boot/menu/menu.ts";
import { type ImageFinding, planMenu, type PlannedMenu } from "../../../../src/boot/menu/plan.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import type { Element } from "../../../../src/schema/boot-info.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";

function kernel(version: string, more: Partial<MenuKernel> = {}): MenuKernel {
  return {
    version,
    bootUuid: "boot-a",
    bootType: "ext4",
    kernel: `/boot/vmlinuz-${version}`,
    initrd: `/boot/initrd.img-${version}`,
    parameters: "ro quiet",
    ...more,
  };
}

function system(name: string, kernels: readonly MenuKernel[]): DeployedSystem {
  return {
    name,
    imageName: `${name}.img`,
    imageUuid: "",
    rootUuid: `root-${name}`,
    device: "/dev/vda3",
    title: `${name} (by os-prober)`,
    systemName: name,
    mounts: [],
    kernels,
  };
}

const foreign = [
  {
    kind: "linux",
    device: "/dev/sdb1",
    title: "Old",
    rootUuid: "c1",
    kernels: [kernel("5.10", { bootUuid: "c1", bootType: "xfs", parameters: "ro single" })],
  },
  { kind: "chain", device: "/dev/sdb2", title: "Windows", uuid: "ABCD", type: "ntfs" },
] as const;

const first = planFirstMenu({
  deployed: [system("red", [kernel("6.1"), kernel("6.0")]), system("blue", [kernel("6.12")])],
  others: foreign,
  defaultImage: "red",
  timeout: 4,
  kernelParams: "console=ttyS0,115200",
  bootInterface: "01-aa",
  multibootUuid: "mb",
  modules: ["lvm"],
});

function read(name: string, kernels: readonly MenuKernel[], systemName = name): ImageFinding {
  return { kind: "read", device: "/dev/vdz9", systemName, kernels };
}

const unchanged = [read("red", [kernel("6.1"), kernel("6.0")]), read("blue", [kernel("6.12")])];

/** Refreshes the first menu with entry `defaultIndex` as its default. */
function refresh(images: readonly ImageFinding[], defaultIndex = 0): PlannedMenu {
  return planMenu({
    former: parseMenu(renderMenu({ ...first.menu, defaultIndex }).text),
    info: first.info,
    images,
    others: "former",
  });
}

function ids({ menu }: PlannedMenu): string[] {
  return menu.entries.map(({ id }) => id);
}

test("where nothing changed the menu and boot-info come out as they were, other systems and a changed timeout included", () => {
  const refreshed = refresh(unchanged);
  expect(renderMenu(refreshed.menu)).toEqual(renderMenu(first.menu));
  expect(refreshed.info).toEqual(first.info);
  expect(refreshed.notes).toEqual([]);
  const slower = parseMenu(renderMenu(first.menu).text.replace("timeout=4", "timeout=9"));
  expect(planMenu({ former: slower, info: first.info, images: unchanged, others: "former" }).menu.timeout).toBe(9);
});

test("a new kernel takes its image's entry, the old one keeps an entry of its own, and the default follows its id", () => {
  const upgraded = refresh(
    [read("red", [kernel("6.2"), kernel("6.1"), kernel("6.0")]), unchanged[1] as ImageFinding],
    2,
  );
  expect(ids(upgraded)).toEqual(["red", "blue", "red+6.1", "red+6.0", "other-sdb1", "other-sdb2"]);
  expect(upgraded.menu.entries[0]).toMatchObject({
    kernel: "/boot/vmlinuz-6.2",
    title: "red (by os-prober) (on /dev/vda3)",
    parameters: "ro quiet console=ttyS0,115200 BOOTIF=01-aa",
  });
  // The default was the kernel 6.0, whose number has changed.
  expect(upgraded.menu.defaultIndex).toBe(3);
  expect(upgraded.places).toEqual([0, 1, 3, 4, 5]);
  expect(upgraded.info.elements.map(({ grub_id: id, kernel: path }) => [id, path])).toEqual([
    [0, "/boot/vmlinuz-6.2"],
    [1, "/boot/vmlinuz-6.12"],
  ]);
  expect(upgraded.notes).toEqual([]);
});

test("an image's own entry tries its other complete kernels before it is given up, and its links last; an older kernel's is itself alone", () => {
  const wanted = kernel("6.2", { links: { kernel: "/vmlinuz", initrd: "/initrd.img" } });
  const incomplete = kernel("6.3", { initrd: null });
  const kernels = [
    wanted,
    kernel("6.1"),
    kernel("6.0", { parameters: "rw" }),
    kernel("5.9"),
    kernel("5.8"),
    incomplete,
  ];
  const { menu } = refresh([read("red", kernels), unchanged[1] as ImageFinding]);
  const [red, blue, ...others] = menu.entries.map((entry) =>
    entry.kind === "linux" ? attemptsOf(entry).map(({ kernel: path, initrd }) => [path, initrd]) : [],
  );
  const files = (version: string): string[] => [`/boot/vmlinuz-${version}`, `/boot/initrd.img-${version}`];
  expect(red).toEqual([files("6.2"), files("6.1"), files("6.0"), files("5.9"), ["/vmlinuz", "/initrd.img"]]);
  expect([blue, others[0]]).toEqual([[files("6.12")], [files("6.1")]]);
  expect(menu.entries[0]).toMatchObject({
    fallbacks: [
      { parameters: "ro quiet console=ttyS0,115200 BOOTIF=01-aa" },
      { parameters: "rw console=ttyS0,115200 BOOTIF=01-aa" },
      {},
      {},
    ],
  });
});

test("a default that is gone becomes its image's own entry, and that is said", () => {
  const removed = refresh([read("red", [kernel("6.1")]), unchanged[1] as ImageFinding], 2);
  expect(removed.menu.defaultIndex).toBe(0);
  expect(removed.places).toEqual([0, 1, null, 2, 3]);
  expect(removed.notes).toEqual(["The default, red+6.0, is no longer there; it is now red."]);
});

test("an image that cannot be read or lost its kernels keeps its entry, so that no image's number changes", () => {
  const unread = refresh([
    { kind: "unread", problem: "no filesystem has the UUID root-red" },
    unchanged[1] as ImageFinding,
  ]);
  expect(renderMenu(unread.menu)).toEqual(renderMenu(first.menu));
  expect(unread.notes).toEqual([
    "Image red was not looked into, so its entries stay as they are: no filesystem has the UUID root-red.",
  ]);
  const empty = refresh([read("red", []), unchanged[1] as ImageFinding]);
  expect(ids(empty)).toEqual(["red", "blue", "other-sdb1", "other-sdb2"]);
  expect(empty.info.elements).toEqual(first.info.elements);
});

test("a system that calls itself otherwise gets a new title; one that does not keeps the title of the deploy", () => {
  const renamed = refresh([read("red", [kernel("6.1"), kernel("6.0")], "Red 2"), unchanged[1] as ImageFinding]);
  expect(renamed.menu.entries.map(({ title }) => title).slice(0, 3)).toEqual([
    "Red 2 (on /dev/vdz9)",
    "blue (by os-prober) (on /dev/vda3)",
    "Red 2 (on /dev/vdz9), kernel 6.0",
  ]);
  expect(renamed.info.elements[0]).toMatchObject({
    boot_name: "Red 2 (on /dev/vdz9)",
    system_name: "Red 2",
    entry_id: "red",
  });
});

test("without a menu it is made from boot-info and the images; without what it was made with it is refused", () => {
  const made = planMenu({
    former: null,
    info: { ...first.info, current_element: 1 },
    images: unchanged,
    others: "former",
  });
  expect(ids(made)).toEqual(["red", "blue", "red+6.0"]);
  expect(made.menu).toMatchObject({ defaultIndex: 1, timeout: 4, serial: { unit: 0 } });
  const kept = planMenu({
    former: null,
    info: first.info,
    images: [{ kind: "unread", problem: "x" }, unchanged[1] as ImageFinding],
    others: "former",
  });
  expect(kept.menu.entries[0]).toMatchObject({
    id: "red",
    kernel: "/boot/vmlinuz-6.1",
    parameters: "ro console=ttyS0,115200 BOOTIF=01-aa",
  });
  const { menu: _record, ...older } = first.info;
  expect(() => planMenu({ former: null, info: older, images: unchanged, others: "former" })).toThrow(
    /does not say what the menu was made with/u,
  );
});

/** The ids of the menu's entries with the kernels that they boot. */
function kernelsById({ menu }: PlannedMenu): Map<string, string> {
  return new Map(menu.entries.map((entry) => [entry.id, entry.kind === "linux" ? entry.kernel : ""]));
}

test("an id names a kernel: neither the order in which kernels are found nor others that come and go change it", () => {
  const token = (name: string): MenuKernel => kernel("6.8", { kernel: `/boot/${name}/6.8/linux` });
  const unnamed = kernel("", { version: null, kernel: "/boot/bzImage" });
  const others = [token("a"), token("b"), kernel("6.0"), unnamed];
  const [one, other] = [others, others.toReversed()].map((list) =>
    kernelsById(refresh([read("red", [kernel("6.9"), ...list]), unchanged[1] as ImageFinding])),
  );
  expect(other).toEqual(one);
  expect(one?.get("red+6.0")).toBe("/boot/vmlinuz-6.0");
  expect(one?.get("red+bzImage")).toBe("/boot/bzImage");
  const tokens = [...(one ?? [])].filter(([, path]) => path.endsWith("linux")).map(([id]) => id);
  expect(tokens).toHaveLength(2);
  for (const id of tokens) expect(id).toMatch(/^red\+6\.8-[0-9a-f]{8}$/u);
});

test("a default on an older kernel stays on that kernel, and is said to have moved where its entry has another id now", () => {
  const update = refresh([read("red", [kernel("6.2"), kernel("6.1"), kernel("6.0")]), unchanged[1] as ImageFinding], 2);
  expect(update.menu.entries[update.menu.defaultIndex]).toMatchObject({ id: "red+6.0", kernel: "/boot/vmlinuz-6.0" });
  expect(update.notes).toEqual([]);
  const own = refresh([read("red", [kernel("6.0"), kernel("6.1")]), unchanged[1] as ImageFinding], 2);
  expect(own.menu.entries[own.menu.defaultIndex]).toMatchObject({ id: "red", kernel: "/boot/vmlinuz-6.0" });
  expect(own.notes.join()).toContain("The default, red+6.0, boots the same kernel as before by the entry red.");
});

test("an image that is being updated keeps its number and id, and has no other entry; title, kernel and default are safe", () => {
  const updating = { since: "2026-01-02T03:04:05Z", what: "from red 1\nto red 2" };
  const [red, blue] = first.info.elements as [Element, Element];
  const plan = (defaultIndex: number): PlannedMenu =>
    planMenu({
      former: parseMenu(renderMenu({ ...first.menu, defaultIndex }).text),
      info: { ...first.info, elements: [{ ...red, updating }, blue] },
      images: [unchanged[0] as ImageFinding, { kind: "kept" }],
      others: "former",
    });
  const { menu, info, places, notes } = plan(1);
  expect(ids({ menu } as PlannedMenu)).toEqual(["red", "blue", "other-sdb1", "other-sdb2"]);
  expect(menu.entries[0]).toEqual({
    kind: "updating",
    id: "red",
    title: `${red.boot_name}, being updated`,
    rootUuid: "root-red",
    since: updating.since,
    what: "from red 1 to red 2",
  });
  expect(info.elements).toEqual([{ ...red, updating }, blue]);
  expect([menu.defaultIndex, places, notes]).toEqual([1, [null, 1, null, 2, 3], []]);
  // Another tool may have made it the default.
  for (const index of [0, 2]) {
    const moved = plan(index);
    expect(moved.menu.defaultIndex).toBe(1);
    expect(moved.notes.join()).toMatch(/^The default, red.*, is no longer there; it is now blue\.$/u);
  }
  const ended = planMenu({
    former: menu,
    info: first.info,
    images: [unchanged[0] as ImageFinding, { kind: "kept" }],
    others: "former",
  });
  expect(renderMenu({ ...ended.menu, defaultIndex: 0 })).toEqual(renderMenu(first.menu));
  expect(ended.info).toEqual(first.info);
});

test("a menu in which every image is being updated is refused", () => {
  const elements = first.info.elements.map((element) => ({ ...element, updating: { since: "", what: "" } }));
  expect(() => planMenu({ former: null, info: { ...first.info, elements }, images: [], others: "former" })).toThrow(
    /nothing could be booted/u,
  );
});

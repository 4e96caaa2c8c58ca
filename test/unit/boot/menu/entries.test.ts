/** Entries put together from the menu and boot-info, and which of them runs. */
import { parseRunningAttempt, parseRunningEntry, parseRunningReason } from "../../../../src/machine/running-entry.ts";
import { expect, test } from "vitest";
import { defaultIndex, describeEntry, findCurrent, matchEntries } from "../../../../src/boot/menu/entries.ts";
import type { MenuEntry, ParsedMenu } from "../../../../src/boot/menu/menu.ts";
import type { BootInfo } from "../../../../src/schema/boot-info.ts";

function linux(id: string, rootUuid: string): MenuEntry {
  return {
    kind: "linux",
    id,
    title: `${id} title`,
    rootUuid,
    bootUuid: rootUuid,
    bootType: "ext4",
    kernel: "/vmlinuz",
    initrd: null,
    parameters: "",
  };
}

function menuOf(entries: readonly MenuEntry[], defaultEntry = 0): ParsedMenu {
  return {
    defaultIndex: defaultEntry,
    timeout: 5,
    serial: null,
    modules: [],
    generation: "0000000a",
    entries,
  };
}

function element(
  id: number,
  name: string,
  root: string,
  more: Record<string, unknown> = {},
): BootInfo["elements"][number] {
  return {
    grub_id: id,
    image_name: `${name}-image`,
    image_uuid: "",
    os_id: name,
    boot_name: name,
    root_uuid: root,
    ...more,
  };
}

function infoOf(...elements: BootInfo["elements"]): BootInfo {
  return { elements, current_element: 0, multiboot_partition: "M" };
}

test("entries are an image's, and the running one is known, whatever the letters of UUIDs are", () => {
  const matched = matchEntries(
    menuOf([linux("a", "AB-12"), linux("a+5.15", "ab-12")]),
    infoOf(element(0, "a", "aB-12", { entry_id: "a" })),
  );
  expect(matched.map(({ kind, element: own }) => [kind, own?.os_id])).toEqual([
    ["image", "a"],
    ["kernel", "a"],
  ]);
  for (const entry of [0, null])
    expect(findCurrent(matched, { entry, rootUuid: "Ab-12" })).toEqual({ index: 0, warning: null });
});

const menu = menuOf([
  linux("centos", "C"),
  linux("ubuntu", "U"),
  linux("ubuntu+5.15", "U"),
  linux("osprober", "X"),
  { kind: "chain", id: "windows", title: "Windows", bootUuid: "W", bootType: "ntfs" },
]);
const info = infoOf(
  element(0, "centos", "C", { entry_id: "centos" }),
  element(1, "ubuntu", "U", { entry_id: "ubuntu" }),
);

test("an entry is an image's own, an older kernel of one, or foreign", () => {
  expect(matchEntries(menu, info).map(({ kind, element: image }) => `${kind} ${image?.os_id ?? "-"}`)).toEqual([
    "image centos",
    "image ubuntu",
    "kernel ubuntu",
    "foreign -",
    "foreign -",
  ]);
});

test("the stable id goes before the number, and the number stands only where the root agrees", () => {
  const moved = infoOf(element(7, "ubuntu", "U", { entry_id: "ubuntu" }));
  expect(matchEntries(menu, moved)[1]).toMatchObject({ kind: "image", menu: { index: 1 } });
  const old = infoOf(element(0, "centos", "C"), element(2, "lost", "gone"));
  const entries = matchEntries(menu, old);
  expect(entries[0]).toMatchObject({ kind: "image" });
  expect(entries[2]).toMatchObject({ kind: "foreign" });
  expect(entries.at(-1)).toMatchObject({ menu: null, kind: "image", element: { os_id: "lost" } });
});

test("an image that the menu lacks is described without a number", () => {
  const known = matchEntries(menu, infoOf(element(2, "lost", "gone"))).at(-1);
  if (known === undefined) throw new Error("no entry");
  expect(
    describeEntry(known, { problem: "not in the menu", unchecked: null, isDefault: false, isCurrent: false }),
  ).toMatchObject({
    grub_id: null,
    entry_id: null,
    os_id: "lost",
    root_uuid: "gone",
    valid: false,
    problem: "not in the menu",
  });
});

test.each([
  { line: "root=UUID=U quiet bareon.entry=1 bareon.left=0\n", entry: 1 },
  { line: "bareon.entry=0", entry: 0 },
  { line: "bareon.entry=1 bareon.entry=2", entry: 2 },
  { line: "xbareon.entry=1 bareon.entry=-", entry: null },
  { line: "root=/dev/sda1", entry: null },
])("the running entry of %o", ({ line, entry }) => {
  expect(parseRunningEntry(line)).toBe(entry);
});

test.each([
  ["bareon.entry=1 bareon.reason=trial bareon.left=2\n", "trial"],
  ["bareon.reason=default bareon.reason=once", "once"],
  ["xbareon.reason=once", null],
  ["bareon.reason=$x", null],
] as const)("why the running system was booted, of %o", (line, reason) => {
  expect(parseRunningReason(line)).toBe(reason);
});

test.each([
  { says: "the command line and the root agree", running: { entry: 1, rootUuid: "U" }, index: 1, warns: false },
  { says: "an older kernel of the same root", running: { entry: 2, rootUuid: "U" }, index: 2, warns: false },
  {
    says: "the root is another entry's: the root is right",
    running: { entry: 0, rootUuid: "U" },
    index: 1,
    warns: true,
  },
  { says: "no such entry: the root is right", running: { entry: 9, rootUuid: "U" }, index: 1, warns: true },
  {
    says: "nothing on the command line: the root tells",
    running: { entry: null, rootUuid: "U" },
    index: 1,
    warns: false,
  },
  { says: "the root is unknown to the menu", running: { entry: 0, rootUuid: "Z" }, index: null, warns: true },
  { says: "a ramdisk", running: { entry: null, rootUuid: null }, index: null, warns: false },
  { says: "a root without a UUID", running: { entry: 0, rootUuid: null }, index: null, warns: true },
])("what runs: $says", ({ running, index, warns }) => {
  const current = findCurrent(matchEntries(menu, info), running);
  expect(current.index).toBe(index);
  expect(current.warning !== null).toBe(warns);
});

test("a default that the menu does not have is entry 0, as for GRUB", () => {
  expect(defaultIndex(menuOf(menu.entries, 4))).toBe(4);
  expect(defaultIndex(menuOf(menu.entries, 5))).toBe(0);
});

test.for([
  ["quiet bareon.entry=0 bareon.reason=default", undefined],
  ["quiet bareon.attempt=3 bareon.entry=0 bareon.reason=default", 3],
  ["bareon.attempt=2 bareon.attempt=3", 3],
  ["bareon.attempt=1 x", undefined],
  ["xbareon.attempt=2", undefined],
] as const)("%j says which attempt of its entry runs: %j", ([line, attempt]) => {
  expect(parseRunningAttempt(line)).toBe(attempt);
});

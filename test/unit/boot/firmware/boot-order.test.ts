/** The firmware's boot list: which of its entries stay, go and come in what order. */
import { expect, test } from "vitest";
import { findDeadEntries, findEntry, judgeEntries, planOrder } from "../../../../src/boot/firmware/boot-order.ts";
import type { Nvram, NvramEntry } from "../../../../src/formats/boot-variables.ts";

const place = { partuuid: "AAAAAAAA-0000-0000-0000-000000000001", file: String.raw`\EFI\bareon\grubx64.efi` };

function entry(id: string, facts: Partial<NvramEntry> = {}): NvramEntry {
  return { id, label: "bareon", active: true, partuuid: place.partuuid, file: place.file, network: false, ...facts };
}

function list(entries: readonly NvramEntry[], order = entries.map(({ id }) => id)): Nvram {
  return { entries, order, current: null };
}

const there = [place.partuuid, "AAAAAAAA-0000-0000-0000-000000000002"];
const foreign = entry("0001", { label: "debian", file: String.raw`\EFI\debian\shimx64.efi` });
const network = entry("0002", { label: "PXE", partuuid: null, file: null, network: true });

test("the entry of a former deploy is found, whatever the case of its letters; a switched-off one is none", () => {
  const small = entry("0005", { partuuid: place.partuuid.toLowerCase(), file: place.file.toUpperCase() });
  expect(findEntry(list([foreign, small]), place)?.id).toBe("0005");
  expect(findEntry(list([entry("0007"), entry("0005")], ["0005", "0007"]), place)?.id).toBe("0005");
  expect(findEntry(list([entry("0005", { active: false }), foreign]), place)).toBeUndefined();
});

test("entries of ours go where their partition is gone, or another one is for the same; no other ever", () => {
  const dead = (entries: readonly NvramEntry[]): string[] =>
    findDeadEntries(list(entries), place, there).map(({ id }) => id);
  expect(
    dead([foreign, network, entry("0003"), entry("0004", { partuuid: "AAAAAAAA-0000-0000-0000-00000000000F" })]),
  ).toEqual(["0004"]);
  expect(dead([entry("0003"), entry("0004"), entry("0005", { file: String.raw`\EFI\bareon\shimx64.efi` })])).toEqual([
    "0004",
    "0005",
  ]);
  // Another disk of this node, deployed on its own; somebody else's entry for a partition that is gone; our label on another's file.
  const others = [
    { partuuid: there[1] ?? null },
    { label: "debian", partuuid: null },
    { file: String.raw`\EFI\other\grubx64.efi`, partuuid: null },
  ];
  expect(dead(others.map((facts, index) => entry(`001${index}`, facts)))).toEqual([]);
});

test("the entry gets its place, and the others keep their order", () => {
  const nvram = list(
    [foreign, network, entry("0003"), entry("0004", { label: "other" })],
    ["0001", "0002", "0003", "0004"],
  );
  expect(planOrder(nvram, ["0003"], [], "first")).toEqual(["0003", "0001", "0002", "0004"]);
  expect(planOrder(nvram, ["0003"], [], "after-network")).toEqual(["0001", "0002", "0003", "0004"]);
  expect(planOrder(nvram, ["0003"], [], "keep")).toEqual(nvram.order);
  expect(planOrder(nvram, ["0009"], ["0003"], "keep"), "in the place of the one that is gone").toEqual([
    "0001",
    "0002",
    "0009",
    "0004",
  ]);
  expect(planOrder(nvram, ["0009"], [], "keep"), "a new one").toEqual(["0001", "0002", "0003", "0004", "0009"]);
  expect(planOrder(list([foreign]), ["0009"], [], "after-network")).toEqual(["0009", "0001"]);
  expect(planOrder(list([], []), ["0009"], [], "keep")).toEqual(["0009"]);
});

test("why the firmware does not start the loader as it was asked to: no list, no entry, or not in its place", () => {
  const ours = entry("0003");
  expect(judgeEntries(undefined, [place], "first")).toMatch(/cannot be read/u);
  expect(judgeEntries(list([foreign]), [place], "first")).toMatch(/no entry for this node/u);
  expect(judgeEntries(list([foreign, ours]), [place], "first")).toMatch(/begins with "debian"$/u);
  expect(judgeEntries(list([foreign, ours]), [place], "keep")).toBeNull();
});

test("several entries of ours stand one behind the other, and one that is lost is told", () => {
  const second = { ...place, partuuid: "AAAAAAAA-0000-0000-0000-000000000002" };
  const ours = entry("0003");
  const other = entry("0005", { partuuid: second.partuuid });
  const nvram = list([foreign, network, ours, other], ["0001", "0005", "0002", "0003"]);
  expect(planOrder(nvram, ["0003", "0005"], [], "first")).toEqual(["0003", "0005", "0001", "0002"]);
  expect(planOrder(nvram, ["0003", "0005"], [], "after-network")).toEqual(["0001", "0002", "0003", "0005"]);
  expect(planOrder(nvram, ["0003", "0005"], [], "keep")).toEqual(nvram.order);
  expect(planOrder(nvram, ["0003", "0009"], ["0005"], "keep")).toEqual(["0001", "0003", "0009", "0002"]);
  expect(judgeEntries(list([ours, other, foreign]), [place, second], "first")).toBeNull();
  expect(judgeEntries(list([other, ours, foreign]), [place, second], "first")).toMatch(/not in its place/u);
  expect(judgeEntries(list([ours, foreign]), [place, second], "first")).toMatch(/lacks the entry of a disk/u);
});

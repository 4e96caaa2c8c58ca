/** The firmware's boot list: its variables as bytes, and which of its entries stay, go and come in what order. */
import { expect, test } from "vitest";
import { findDeadEntries, findEntry, judgeEntry, planOrder } from "../../../../src/boot/firmware/boot-order.ts";
import {
  type Nvram,
  type NvramEntry,
  bootNumber,
  parseEntry,
  parseIds,
} from "../../../../src/formats/boot-variables.ts";
import { parseSecureBoot } from "../../../../src/formats/efivars.ts";

function utf16(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf16le");
}

function node(type: number, kind: number, content: Uint8Array): Buffer {
  const head = Buffer.from([type, kind, 0, 0]);
  head.writeUInt16LE(4 + content.byteLength, 2);
  return Buffer.concat([head, content]);
}

/** A partition of a GPT, as EFI_LOAD_OPTION has it. */
function hardDrive(guid: string): Buffer {
  return node(4, 1, Buffer.concat([Buffer.alloc(20), Buffer.from(guid, "hex"), Buffer.from([2, 2])]));
}

function variable(label: string, nodes: readonly Buffer[], attributes = 1): Buffer {
  const path = Buffer.concat([...nodes, node(0x7f, 0xff, Buffer.alloc(0))]);
  const head = Buffer.alloc(10);
  head.writeUInt32LE(7, 0);
  head.writeUInt32LE(attributes, 4);
  head.writeUInt16LE(path.length, 8);
  return Buffer.concat([head, utf16(label), path, Buffer.from("more that the firmware is given")]);
}

test("an entry has its label, partition, file and whether it is from the network", () => {
  const disk = variable("bareon", [
    hardDrive("04030201060508070910111213141516"),
    node(4, 4, utf16(String.raw`\EFI\bareon\grubx64.efi`)),
  ]);
  expect(parseEntry("0003", disk)).toEqual({
    id: "0003",
    label: "bareon",
    active: true,
    partuuid: "01020304-0506-0708-0910-111213141516",
    file: String.raw`\EFI\bareon\grubx64.efi`,
    network: false,
  });
  const mac = variable("UEFI PXEv4", [node(3, 11, Buffer.alloc(33)), node(3, 12, Buffer.alloc(23))], 0);
  expect(parseEntry("0001", mac)).toEqual({
    id: "0001",
    label: "UEFI PXEv4",
    active: false,
    partuuid: null,
    file: null,
    network: true,
  });
});

test("bytes that are cut anywhere are read as far as they go, without an error", () => {
  const whole = variable("bareon", [hardDrive("00".repeat(16)), node(4, 4, utf16("\\x"))]);
  for (let length = 0; length <= whole.length; length += 1)
    expect(parseEntry("0000", whole.subarray(0, length)).id).toBe("0000");
});

test("ids, names and Secure Boot are read from their variables", () => {
  expect(parseIds(Buffer.from([7, 0, 0, 0, 0x0a, 0, 0x01, 0x20]))).toEqual(["000A", "2001"]);
  expect(parseIds(undefined)).toEqual([]);
  expect(bootNumber("Boot000A-8be4df61-93ca-11d2-aa0d-00e098032b8c")).toBe("000A");
  expect(bootNumber("BootOrder-8be4df61-93ca-11d2-aa0d-00e098032b8c")).toBeUndefined();
  expect(bootNumber("Boot000A-11111111-93ca-11d2-aa0d-00e098032b8c")).toBeUndefined();
  expect(
    [[6, 0, 0, 0, 1], [6, 0, 0, 0, 0], [6, 0], undefined].map((bytes) =>
      parseSecureBoot(bytes && Uint8Array.from(bytes)),
    ),
  ).toEqual([true, false, false, false]);
});

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
  expect(planOrder(nvram, "0003", [], "first")).toEqual(["0003", "0001", "0002", "0004"]);
  expect(planOrder(nvram, "0003", [], "after-network")).toEqual(["0001", "0002", "0003", "0004"]);
  expect(planOrder(nvram, "0003", [], "keep")).toEqual(nvram.order);
  expect(planOrder(nvram, "0009", ["0003"], "keep"), "in the place of the one that is gone").toEqual([
    "0001",
    "0002",
    "0009",
    "0004",
  ]);
  expect(planOrder(nvram, "0009", [], "keep"), "a new one").toEqual(["0001", "0002", "0003", "0004", "0009"]);
  expect(planOrder(list([foreign]), "0009", [], "after-network")).toEqual(["0009", "0001"]);
  expect(planOrder(list([], []), "0009", [], "keep")).toEqual(["0009"]);
});

test("why the firmware does not start the loader as it was asked to: no list, no entry, or not in its place", () => {
  const ours = entry("0003");
  expect(judgeEntry(undefined, place, "first")).toMatch(/cannot be read/u);
  expect(judgeEntry(list([foreign]), place, "first")).toMatch(/no entry for this node/u);
  expect(judgeEntry(list([foreign, ours]), place, "first")).toMatch(/begins with "debian"$/u);
  expect(judgeEntry(list([foreign, ours]), place, "keep")).toBeNull();
});

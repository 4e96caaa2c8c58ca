/** The firmware's variables as bytes. */
import { expect, test } from "vitest";
import { bootNumber, parseEntry, parseIds } from "../../../src/formats/boot-variables.ts";
import { parseSecureBoot } from "../../../src/formats/efivars.ts";

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

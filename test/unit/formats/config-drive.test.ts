/** A config drive in each form in which controllers hand it over, and what is refused. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeDrive, driveLimit } from "../../../src/formats/config-drive.ts";

const image = new Uint8Array(70_000);
image.set([0x43, 0x44, 0x30, 0x30, 0x31], 32_769);

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

test.each([
  ["plain", image],
  ["packed", gzipSync(image)],
  ["packed, as text", text(base64(gzipSync(image)))],
  ["packed, as text in lines", text(`${base64(gzipSync(image)).replaceAll(/(.{20})/gu, "$1\r\n")}\n`)],
  ["as text", text(base64(image))],
])("an image %s is the image", (_, handed) => {
  const decoded = decodeDrive(handed);
  expect(decoded.kind).toBe("image");
  expect(decoded.kind === "image" && Buffer.compare(decoded.bytes, image)).toBe(0);
});

test("an address is one, with what stands around it", () => {
  const address = "https://swift.example.net/v1/drive?temp_url_sig=x";
  expect(decodeDrive(text(` ${address}\n`))).toEqual({ kind: "address", address });
});

test.each([
  ["nothing", new Uint8Array(), "it is empty"],
  ["blanks", text(" \n"), "it is empty"],
  ["letters that are no base64", text("abc"), "neither base64 nor an address"],
  ["an end in the midst", text("ab==abcd"), "neither base64 nor an address"],
  ["a packed file that is cut off", gzipSync(image).subarray(0, 60), "damaged"],
  ["a bomb", gzipSync(new Uint8Array(driveLimit + 1)), "larger than 64 MiB when it is unpacked"],
  ["a bomb as text", text(base64(gzipSync(new Uint8Array(driveLimit + 1)))), "larger than 64 MiB when it is unpacked"],
])("%s is refused", (_, handed, problem) => {
  const decoded = decodeDrive(handed);
  expect(decoded).toMatchObject({ kind: "refused", problem: expect.stringContaining(problem) as string });
});

/** A config drive as a controller hands it over: an image, packed by gzip, as text in base64, or both; or the address of such a file. */
import { gunzipSync } from "node:zlib";
import { MiB } from "../base/sizes.ts";

/** Bytes of an image: the largest that is made for a config drive (Nova's, as vfat). */
export const driveLimit = 64 * MiB;

/** Bytes of a file with it: base64 in lines takes less than half as much again. */
export const handedLimit = 96 * MiB;

export type DecodedDrive =
  | { readonly kind: "image"; readonly bytes: Uint8Array }
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "refused"; readonly problem: string };

const longestAddress = 4096;

function refused(problem: string): DecodedDrive {
  return { kind: "refused", problem };
}

/** Letters of base64 and what stands between its lines. */
function isTextOfBase64(bytes: Uint8Array): boolean {
  return bytes.every(
    (byte) =>
      (byte >= 0x41 && byte <= 0x5a) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      (byte >= 0x2f && byte <= 0x39) ||
      [0x2b, 0x3d, 0x0a, 0x0d, 0x20, 0x09].includes(byte),
  );
}

/** Undefined for letters in an order that base64 does not have. */
function decodeBase64(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes).toString("latin1").replaceAll(/\s+/gu, "");
  const body = text.replace(/={1,2}$/u, "");
  return text.length % 4 === 0 && !body.includes("=") ? Buffer.from(body, "base64") : undefined;
}

function unpack(bytes: Uint8Array): DecodedDrive {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { kind: "image", bytes };
  try {
    return { kind: "image", bytes: gunzipSync(bytes, { maxOutputLength: driveLimit }) };
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    if (isLarge) return refused(`it is larger than ${driveLimit / MiB} MiB when it is unpacked`);
    return refused("it is packed by gzip and damaged");
  }
}

/** Undoes base64, then gzip. Whether the image is one is not judged. */
export function decodeDrive(handed: Uint8Array): DecodedDrive {
  const start = Buffer.from(handed.subarray(0, longestAddress)).toString("latin1").trim();
  if (/^https?:\/\/\S+$/iu.test(start) && handed.length <= longestAddress) return { kind: "address", address: start };
  const isText = handed.length > 0 && isTextOfBase64(handed);
  const bytes = isText ? decodeBase64(handed) : handed;
  if (bytes === undefined) return refused("it is text, and neither base64 nor an address");
  const decoded = unpack(bytes);
  if (decoded.kind !== "image") return decoded;
  if (decoded.bytes.length === 0) return refused("it is empty");
  return decoded.bytes.length > driveLimit ? refused(`it is larger than ${driveLimit / MiB} MiB`) : decoded;
}

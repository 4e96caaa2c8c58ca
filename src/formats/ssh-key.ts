/** Public keys of ssh as lines of authorized_keys (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"): which text is one, and which a file has. */

export interface SshKey {
  readonly type: string;
  /** The key in base64. */
  readonly body: string;
  /** Type, key and comment, without a newline. */
  readonly line: string;
}

/** Characters of the longest text that can be a key: one of RSA with 16384 bits, the most that OpenSSH takes, has 2800. */
const longestKey = 8192;
/** Bits of an RSA key below which OpenSSH refuses it. */
const fewestBits = 1024;
const curve = 32;

/** The fields of a key, each with its length in front (RFC 4251, 5); undefined if the bytes are not wholly that. */
function readFields(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const length = view.getUint32(at);
    at += 4;
    if (length > bytes.length - at) return undefined;
    fields.push(bytes.subarray(at, at + length));
    at += length;
  }
  return fields;
}

function textOf(field: Uint8Array | undefined): string {
  return field === undefined ? "" : Buffer.from(field).toString("latin1");
}

function bitsOf(field: Uint8Array | undefined): number {
  const digits = Buffer.from(field ?? [])
    .toString("hex")
    .replace(/^0+/u, "");
  return digits === "" ? 0 : Number.parseInt(digits.charAt(0), 16).toString(2).length + (digits.length - 1) * 4;
}

type Fields = readonly Uint8Array[];
const ecdsa =
  (count: number) =>
  (fields: Fields, type: string): boolean =>
    fields.length === count && /nistp\d+/u.exec(type)?.[0] === textOf(fields[1]) && (fields[2]?.length ?? 0) > curve;
const ed25519 =
  (count: number) =>
  (fields: Fields): boolean =>
    fields.length === count && fields[1]?.length === curve;

/** For each type that OpenSSH knows, whether the fields are those of such a key (RFC 4253, RFC 5656, RFC 8709, OpenSSH's PROTOCOL.u2f). */
const shapes: ReadonlyMap<string, (fields: Fields, type: string) => boolean> = new Map([
  ["ssh-ed25519", ed25519(2)],
  ["sk-ssh-ed25519@openssh.com", ed25519(3)],
  ["ecdsa-sha2-nistp256", ecdsa(3)],
  ["ecdsa-sha2-nistp384", ecdsa(3)],
  ["ecdsa-sha2-nistp521", ecdsa(3)],
  ["sk-ecdsa-sha2-nistp256@openssh.com", ecdsa(4)],
  ["ssh-rsa", (fields) => fields.length === 3],
  ["ssh-dss", (fields) => fields.length === 5],
]);

/** What is wrong with a key of that type; undefined for nothing. */
function problemOf(type: string, body: string): string | undefined {
  const isKnown = shapes.get(type);
  if (isKnown === undefined) return "it does not begin with a type of key that OpenSSH knows";
  const bytes = Buffer.from(body, "base64");
  if (body === "" || bytes.toString("base64") !== body) return "what follows the type is not base64";
  const fields = readFields(bytes);
  if (fields === undefined || textOf(fields[0]) !== type || !isKnown(fields, type))
    return `what follows the type is no key of the type ${type}`;
  if (type === "ssh-rsa" && bitsOf(fields[2]) < fewestBits)
    return `it has ${bitsOf(fields[2])} bits, and OpenSSH takes none of RSA with less than ${fewestBits}`;
  return undefined;
}

/** Reads one key: type, base64, comment, and perhaps a newline at the end; options in front are refused, like control characters. */
export function parseSshKey(text: string): SshKey | { readonly problem: string } {
  if (text.length > longestKey) return { problem: `it has more than ${longestKey} characters` };
  const line = text.replace(/\r?\n$/u, "").trim();
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line)) return { problem: "it has a control character, such as a newline" };
  const [type = "", body = ""] = line.split(" ").filter((word) => word !== "");
  const problem = problemOf(type, body);
  return problem === undefined ? { type, body, line } : { problem };
}

/** True if a line of the file is for that key, whatever options and comment it has. */
function hasKey(lines: readonly (readonly string[])[], { type, body }: SshKey): boolean {
  return lines.some((words) => words.some((word, index) => word === type && words[index + 1] === body));
}

/** A text of authorized_keys with the keys that it lacks at its end; the lines that it has stay. */
export function withKeys(text: string, keys: readonly SshKey[]): string {
  const lines = text.split("\n").flatMap((line) => (/^\s*#/u.test(line) ? [] : [line.split(/\s+/u)]));
  const missing: string[] = [];
  for (const key of keys) {
    if (hasKey(lines, key)) continue;
    missing.push(`${key.line}\n`);
    lines.push(key.line.split(" "));
  }
  return `${text}${text === "" || text.endsWith("\n") || missing.length === 0 ? "" : "\n"}${missing.join("")}`;
}

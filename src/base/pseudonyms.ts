/** Names in place of what tells one machine from another: host names, serial numbers, hardware and network addresses. The same thing has the same name everywhere in what one of these was asked for. */

export type IdentityKind = "host" | "serial" | "mac" | "ip";

/** Something that is known to be such a thing, wherever it stands. */
export interface KnownIdentity {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** Six bytes or more in pairs of digits: Ethernet's, InfiniBand's, worldwide names. */
const macPattern = /(?<![\w:-])(?:[0-9a-f]{2}[:-]){5,31}[0-9a-f]{2}(?![\w:-])/giu;
/** The same without marks between its pairs: in the name of an interface, and behind a word for it. */
const bareMacPattern = /(?<=(?<![a-z0-9])(?:enx|wlx|wwx|mac[=:]|hwaddr[=:]))[0-9a-f]{12}(?![0-9a-z])/giu;
const ipv4Pattern = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/gu;
const ipv6Pattern = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/giu;
/** The host of an address, of an rsync daemon's module, and behind an @. */
const hostPatterns = [
  /(?<=\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:\*\*\*@)?)[a-z0-9][\w.-]*/giu,
  /(?<![\w.:/-])[a-z0-9][\w.-]{0,253}(?=::[a-z])/giu,
  /(?<=[\w*]@)[a-z0-9](?:[\w.-]{0,253}\w)?(?!\w)/giu,
];

/** Of no machine alone. */
function isCommonAddress(address: string): boolean {
  return /^(?:127\.|0\.0\.0\.0$|255\.)/u.test(address);
}

function isIpv4(text: string): boolean {
  return text.split(".").every((part) => Number(part) <= 255) && !isCommonAddress(text);
}

function isIpv6(text: string): boolean {
  const parts = text.split(":");
  const gaps = text.split("::").length - 1;
  if (text === "::" || text === "::1" || gaps > 1) return false;
  return gaps === 1 ? /[0-9a-f]/iu.test(text) : parts.length === 8 && parts.every((part) => part !== "");
}

/** Says nothing of one machine: what vendors and distributions write where they have nothing. */
const common = /^(?:localhost(?:\.localdomain)?|none|unknown|default|string|default string|n\/a|0+|x+|\(none\))$/iu;

/** What is too short or too common would be found where it is not meant. */
function isTelling({ kind, value }: KnownIdentity): boolean {
  if (common.test(value) || /^(?:not|to be) /iu.test(value)) return false;
  return value.length >= (kind === "host" ? 2 : 6);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

/** The longest first: one may be a part of another. */
function patternOf(known: readonly KnownIdentity[]): RegExp | undefined {
  const values = [...new Set(known.map(({ value }) => value.toLowerCase()))];
  if (values.length === 0) return undefined;
  // udev makes one underscore of blanks, in the names of disks.
  const sorted = values
    .toSorted((one, other) => other.length - one.length)
    .map((value) => escapePattern(value).replaceAll(/[ _]+/gu, "[ _]{1,64}"));
  return new RegExp(`(?<![a-z0-9])(?:${sorted.join("|")})(?![a-z0-9])`, "giu");
}

/** The same text for all forms of one thing. */
function toKey(kind: IdentityKind, value: string): string {
  const small = value.toLowerCase();
  if (kind === "serial") return small.replaceAll(/[ _]+/gu, " ");
  return kind === "mac" ? (small.replaceAll(/[:-]/gu, "").match(/../gu) ?? []).join(":") : small;
}

/** A function that puts the names into a text; it remembers those that it has given. */
export function createPseudonyms(known: readonly KnownIdentity[]): (text: string) => string {
  const given = new Map<string, string>();
  const counts = new Map<IdentityKind, number>();
  const nameOf = (kind: IdentityKind, value: string): string => {
    const key = `${kind} ${toKey(kind, value)}`;
    const count = (counts.get(kind) ?? 0) + (given.has(key) ? 0 : 1);
    const name = given.get(key) ?? `${kind}-${count}`;
    counts.set(kind, count);
    given.set(key, name);
    return name;
  };
  const telling = known.filter(isTelling);
  const kinds = new Map(telling.map(({ kind, value }) => [value.toLowerCase(), kind]));
  const pattern = patternOf(telling);
  const isName = (text: string): boolean => /^(?:host|serial|mac|ip)-\d+$/u.test(text);
  return (text) => {
    let shown =
      pattern === undefined
        ? text
        : text.replace(pattern, (found) => nameOf(kinds.get(found.toLowerCase()) ?? "serial", found));
    shown = shown
      // BOOTIF of a PXE loader has the hardware type in front.
      .replace(macPattern, (found) =>
        /^01-(?:..-){5}..$/u.test(found) ? `01-${nameOf("mac", found.slice(3))}` : nameOf("mac", found),
      )
      .replace(bareMacPattern, (found) => nameOf("mac", found))
      .replace(ipv4Pattern, (found) => (isIpv4(found) ? nameOf("ip", found) : found))
      .replace(ipv6Pattern, (found) => (isIpv6(found) ? nameOf("ip", found) : found));
    for (const hosts of hostPatterns)
      shown = shown.replace(hosts, (found) =>
        isName(found) || isCommonAddress(found) || common.test(found) ? found : nameOf("host", found),
      );
    return shown;
  };
}

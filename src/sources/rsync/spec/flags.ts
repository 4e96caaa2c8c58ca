/** Which rsync options a deploy config may set. Options that run programs, read other files or write elsewhere are left out. */

/** Flags of every deploy: hard links and numeric ids are kept, whatever the config says. */
export const fixedRsyncFlags = ["--hard-links", "--numeric-ids"] as const;
/** The flags of a config that names none: provision.json(5), "Document". */
export const defaultRsyncFlags = "-a -A -X";

const letters = "aAXHSzWxcrlptgoDUNOJEIu";
const words = new Set(
  (
    "archive acls xattrs hard-links sparse compress whole-file checksum one-file-system recursive links perms times group owner devices specials " +
    "numeric-ids inplace partial executability ignore-times size-only preallocate fsync omit-dir-times omit-link-times atimes crtimes"
  ).split(" "),
);
const withValue = new Set(
  "bwlimit timeout contimeout exclude include compress-level compress-choice checksum-choice modify-window max-size".split(
    " ",
  ),
);
/** Options that can be taken back with --no-. */
const negatable = new Set(
  "acls xattrs perms times group owner devices specials whole-file compress links omit-dir-times".split(" "),
);

function isAllowed(flag: string): boolean {
  if (/^-[A-Za-z]+$/u.test(flag)) return [...flag.slice(1)].every((letter) => letters.includes(letter));
  const match = /^--(?<word>[a-z-]+)(?:=(?<value>.+))?$/u.exec(flag);
  const { word = "", value } = match?.groups ?? {};
  if (value !== undefined) return withValue.has(word);
  return words.has(word) || (word.startsWith("no-") && negatable.has(word.slice(3)));
}

/** Splits the config's flags at blanks and names those that are not allowed. */
export function parseRsyncFlags(text: string): {
  readonly flags: readonly string[];
  readonly refused: readonly string[];
} {
  const flags = text.split(/\s+/u).filter((flag) => flag !== "");
  return { flags, refused: flags.filter((flag) => !isAllowed(flag)) };
}

/** Every option that a config may set, for a message. */
export const allowedRsyncFlags = [
  `-[${letters}]`,
  ...[...words].map((word) => `--${word}`),
  ...[...withValue].map((word) => `--${word}=VALUE`),
  ...[...negatable].map((word) => `--no-${word}`),
].join(" ");

/** Which rsync options a deploy config may set. Options that run programs, read other files or write elsewhere are left out. */
import { splitWords } from "../../../base/shell-words.ts";

/** Flags of every deploy: hard links and numeric ids are kept, whatever the config says. */
export const fixedRsyncFlags = ["--hard-links", "--numeric-ids"] as const;
/** The flags of a config that names none: provision.json(5), "Document". */
export const defaultRsyncFlags = ["-a", "-A", "-X"] as const;

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

/** Options of rsync for what it prints, which the program reads itself; "P" also keeps partial files, as every deploy does. */
const outputLetters = "vqhP";
const outputWords = new Set("verbose quiet human-readable progress stats".split(" "));

function isAllowed(flag: string): boolean {
  if (/^-[A-Za-z]+$/u.test(flag)) return [...flag.slice(1)].every((letter) => letters.includes(letter));
  const match = /^--(?<word>[a-z-]+)(?:=(?<value>[^\p{Cc}]+))?$/u.exec(flag);
  const { word = "", value } = match?.groups ?? {};
  if (value !== undefined) return withValue.has(word);
  return words.has(word) || (word.startsWith("no-") && negatable.has(word.slice(3)));
}

/** Those of the options, one word each, that a config may not set. */
export function refusedRsyncFlags(flags: readonly string[]): string[] {
  return flags.filter((flag) => !isAllowed(flag));
}

/** True for a word that is an option without the value that it takes. */
export function lacksValue(flag: string): boolean {
  return flag.startsWith("--") && withValue.has(flag.slice(2));
}

export interface RsyncFlags {
  /** One word each, a value after "="; also those that a config may not set. */
  readonly flags: readonly string[];
  /** Words that are left out, since they say what rsync prints. */
  readonly dropped: readonly string[];
  /** Whether rsync is to copy nothing. */
  readonly isDryRun: boolean;
}

interface Sorted {
  readonly flag?: string | undefined;
  readonly dropped?: string | undefined;
  readonly isDryRun?: boolean;
}

/** A word of several letters is sorted letter by letter. */
function sortFlag(flag: string): Sorted {
  if (flag === "--dry-run") return { isDryRun: true };
  if (outputWords.has(flag.slice(2)) && flag.startsWith("--")) return { dropped: flag };
  if (!/^-[A-Za-z]+$/u.test(flag)) return { flag };
  const pick = (isWanted: (letter: string) => boolean): string | undefined => {
    const picked = [...flag.slice(1)].filter(isWanted).join("");
    return picked === "" ? undefined : `-${picked}`;
  };
  const isOutput = (letter: string): boolean => outputLetters.includes(letter);
  return {
    flag: pick((letter) => letter !== "n" && !isOutput(letter)),
    dropped: pick(isOutput),
    isDryRun: flag.includes("n"),
  };
}

/** Splits the text of a config into options, as a shell would; undefined if a quote in it is not closed. */
export function parseRsyncFlags(text: string): RsyncFlags | undefined {
  const split = splitWords(text);
  if (split === undefined) return undefined;
  const joined: string[] = [];
  for (let index = 0; index < split.length; index += 1) {
    const [word = "", next] = split.slice(index, index + 2);
    const takesNext = lacksValue(word) && next !== undefined;
    joined.push(takesNext ? `${word}=${next}` : word);
    if (takesNext) index += 1;
  }
  const sorted = joined.map(sortFlag);
  return {
    flags: sorted.flatMap(({ flag }) => flag ?? []),
    dropped: sorted.flatMap(({ dropped }) => dropped ?? []),
    isDryRun: sorted.some(({ isDryRun }) => isDryRun === true),
  };
}

/** Every option that a config may set, for a message. */
export const allowedRsyncFlags = [
  `-[${letters}]`,
  ...[...words].map((word) => `--${word}`),
  ...[...withValue].map((word) => `--${word}=VALUE`),
  ...[...negatable].map((word) => `--no-${word}`),
].join(" ");

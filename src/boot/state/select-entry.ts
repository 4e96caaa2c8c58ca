/** Which entry a person means by ENTRY: a grub_id, a name of its image, its id, the beginning of one, or a word such as @next. */
import { BareonError } from "../../base/errors.ts";
import type { MatchedEntry } from "../menu/entries.ts";

/** An image's names belong to its own entry; an older kernel is named by number or id. */
function namesOf({ menu, kind, element }: MatchedEntry): readonly string[] {
  const image = kind === "image" && element !== null ? [element.image_name, element.image_uuid, element.os_id] : [];
  return [...image, ...(menu === null ? [] : [menu.id])].filter((name) => name !== "");
}

function describe(entry: MatchedEntry): string {
  const names = [...new Set(namesOf(entry))].join(", ");
  return `\n  ${entry.menu?.index ?? "-"}  ${names}`;
}

function unknown(entries: readonly MatchedEntry[], text: string): BareonError {
  return new BareonError(
    "entry",
    `No entry is called ${JSON.stringify(text)}. There are:${entries.map(describe).join("")}`,
  );
}

function ambiguous(matches: readonly MatchedEntry[], text: string): BareonError {
  return new BareonError("entry", `${JSON.stringify(text)} matches several entries:${matches.map(describe).join("")}`, {
    hint: "Give the number, or more of the name.",
  });
}

/** The places in the menu that the words @current, @default, ... stand for; null if there is no such entry. */
export interface EntryAliases {
  readonly current: number | null;
  readonly default: number;
  readonly next: number;
  readonly previous: number | null;
}

export const aliasWords = ["@current", "@default", "@next", "@previous", "@other"] as const;

/** `@other`: the only image that does not run; if none of them runs, the only one that is not the default. */
function chooseAlias(entries: readonly MatchedEntry[], word: string, aliases: EntryAliases): MatchedEntry {
  const at = (index: number | null): readonly MatchedEntry[] =>
    entries.filter(({ menu }) => menu !== null && menu.index === index);
  const own = at(aliases.current ?? aliases.default)[0]?.element?.os_id;
  const others = entries.filter(
    ({ menu, kind, element }) => menu !== null && kind === "image" && element?.os_id !== own,
  );
  const found: Readonly<Record<string, readonly MatchedEntry[]>> = {
    "@current": at(aliases.current),
    "@default": at(aliases.default),
    "@next": at(aliases.next),
    "@previous": at(aliases.previous),
    "@other": others,
  };
  const matches = Object.hasOwn(found, word) ? found[word] : undefined;
  if (matches === undefined)
    throw new BareonError("entry", `No entry is called ${word}.`, {
      hint: `The words with @ are ${aliasWords.join(", ")}.`,
    });
  const [match, ...more] = matches;
  if (match === undefined)
    throw new BareonError("entry", `There is no entry that is ${word} now.`, {
      hint: "bareon-boot status says what is.",
    });
  if (more.length > 0) throw ambiguous(matches, word);
  return match;
}

/**
 * The one entry that the text names. A number is a grub_id before it is anything else, a whole name goes before a prefix, and
 * a prefix that fits an image and its own older kernels means the image. Throws BareonError "entry".
 */
export function chooseEntry(entries: readonly MatchedEntry[], text: string, aliases: EntryAliases): MatchedEntry {
  if (text.startsWith("@")) return chooseAlias(entries, text, aliases);
  // 01 is a name.
  const numbered = /^(?:0|[1-9]\d*)$/u.test(text)
    ? entries.find(({ menu }) => menu?.index === Number(text))
    : undefined;
  if (numbered !== undefined) return numbered;
  const exact = entries.filter((entry) => namesOf(entry).includes(text));
  const prefixed = text === "" ? [] : entries.filter((entry) => namesOf(entry).some((name) => name.startsWith(text)));
  const images = prefixed.filter(({ kind }) => kind !== "kernel");
  for (const matches of [exact, images, prefixed]) {
    const [match, ...more] = matches;
    if (match !== undefined) {
      if (more.length > 0) throw ambiguous(matches, text);
      return match;
    }
  }
  throw unknown(entries, text);
}

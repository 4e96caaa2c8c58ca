/** Which entry a person means by ENTRY: a grub_id, a name of its image, its id, or the beginning of one. */
import { BareonError } from "../base/errors.ts";
import type { KnownEntry } from "./entries.ts";

/** An image's names belong to its own entry; an older kernel is named by number or id. */
function namesOf({ menu, kind, element }: KnownEntry): readonly string[] {
  const image = kind === "image" && element !== null ? [element.image_name, element.image_uuid, element.os_id] : [];
  return [...image, ...(menu === null ? [] : [menu.id])].filter((name) => name !== "");
}

function describe(entry: KnownEntry): string {
  const names = [...new Set(namesOf(entry))].join(", ");
  return `\n  ${entry.menu?.index ?? "-"}  ${names}`;
}

function unknown(entries: readonly KnownEntry[], text: string): BareonError {
  return new BareonError("entry", `No entry is called ${JSON.stringify(text)}. There are:${entries.map(describe).join("")}`);
}

function ambiguous(matches: readonly KnownEntry[], text: string): BareonError {
  return new BareonError("entry", `${JSON.stringify(text)} matches several entries:${matches.map(describe).join("")}`, {
    hint: "Give the number, or more of the name.",
  });
}

/**
 * The one entry that the text names. A number is a grub_id before it is anything else, a whole name goes before a prefix, and
 * a prefix that fits an image and its own older kernels means the image. Throws BareonError "entry".
 */
export function chooseEntry(entries: readonly KnownEntry[], text: string): KnownEntry {
  const numbered = /^\d+$/u.test(text) ? entries.find(({ menu }) => menu?.index === Number(text)) : undefined;
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

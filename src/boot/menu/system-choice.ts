/** Which of its kernels a system itself wants to boot, by the settings of its own boot loader. */
import { expandVariables } from "../../formats/environment-block.ts";
import type { LoaderEntry } from "./loader-entries.ts";
import type { SystemEntry, SystemMenu } from "./system-menu.ts";

export interface ChoiceFacts {
  /** GRUB_DEFAULT of /etc/default/grub. */
  readonly grubDefault: string | null;
  /** The system's own grub.cfg. */
  readonly menu: SystemMenu | null;
  /** The variables of its environment block. */
  readonly environment: ReadonlyMap<string, string>;
  /** In the order of its boot menu. */
  readonly loaderEntries: readonly LoaderEntry[];
  /** The pattern after `default` in loader.conf of systemd-boot. */
  readonly loaderDefault: string | null;
}

export type SystemChoice =
  /** The newest one, as every boot loader does it. */
  | { readonly kind: "newest" }
  | { readonly kind: "loader"; readonly entry: LoaderEntry }
  | { readonly kind: "menu"; readonly entry: SystemEntry }
  /** What it wants is no entry that it has. */
  | { readonly kind: "missing"; readonly wanted: string };

const newest: SystemChoice = { kind: "newest" };

/** What the menu's default is set to; a menu of loader entries takes it from the environment block. */
function wantedName({ grubDefault, menu, environment, loaderEntries }: ChoiceFacts): string | undefined {
  const saved = "${saved_entry}";
  const setting = menu?.default ?? (grubDefault === "saved" ? saved : grubDefault);
  const wanted = expandVariables(setting ?? (loaderEntries.length > 0 ? saved : ""), environment).trim();
  // The first entry is the newest kernel whenever the menu is made anew, so it is no choice.
  return wanted === "" || wanted === "0" || wanted.includes("$") ? undefined : wanted;
}

/** As fnmatch(3), for the two signs that people use. */
function matchesPattern(pattern: string, text: string): boolean {
  const [start = "", ...parts] = pattern.split("*");
  const fits = (part: string, at: number): boolean =>
    [...part].every((char, index) => at + index < text.length && (char === "?" || char === text[at + index]));
  if (!fits(start, 0)) return false;
  let at = start.length;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (isLast) at = Math.max(at, text.length - part.length);
    while (at + part.length <= text.length && !fits(part, at)) at += 1;
    if (at + part.length > text.length) return false;
    at += part.length;
  }
  return parts.length > 0 || at === text.length;
}

function chosenByLoader({ loaderEntries, loaderDefault }: ChoiceFacts): SystemChoice {
  if (loaderDefault === null) return newest;
  const pattern = loaderDefault.replace(/\.conf$/u, "");
  const entry = loaderEntries.find(({ id }) => matchesPattern(pattern, id));
  return entry === undefined ? newest : { kind: "loader", entry };
}

export function systemChoice(facts: ChoiceFacts): SystemChoice {
  const { menu, loaderEntries } = facts;
  const wanted = wantedName(facts);
  if (wanted === undefined) return chosenByLoader(facts);
  const entry =
    loaderEntries.find(({ id, title }) => id === wanted || `${id}.conf` === wanted || title === wanted) ??
    (/^\d{1,4}$/u.test(wanted) ? loaderEntries[Number(wanted)] : undefined);
  if (entry !== undefined) return { kind: "loader", entry };
  const found = menu?.find(wanted);
  if (found === "first") return newest;
  if (found !== undefined) return { kind: "menu", entry: found };
  return { kind: "missing", wanted };
}

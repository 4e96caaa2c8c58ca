/** Reads a grub.cfg that grub-mkconfig wrote: the files that its Linux entries load, so that boot/loader/proof.ts can prove them. bareon never writes such a menu. */
import { splitWords } from "./grub-script.ts";

export interface GeneratedEntry {
  readonly title: string;
  /** The filesystem that the entry looks for; null if it takes the one that GRUB itself is on. */
  readonly bootUuid: string | null;
  readonly kernel: string;
  readonly initrd: string | null;
  /** The value of root=. */
  readonly root: string;
}

interface Draft {
  readonly title: string;
  readonly lines: readonly string[][];
}

function splitEntries(text: string): Draft[] {
  const drafts: { title: string; lines: string[][] }[] = [];
  for (const line of text.split("\n")) {
    const words = splitWords(line.trim()) ?? [];
    if (words[0] === "menuentry") drafts.push({ title: words[1] ?? "", lines: [] });
    else drafts.at(-1)?.lines.push(words);
  }
  return drafts;
}

/** Every entry that loads a Linux kernel with a root, in order, including those of submenus. A memory test has no root. */
export function parseGeneratedMenu(text: string): GeneratedEntry[] {
  return splitEntries(text).flatMap(({ title, lines }) => {
    const find = (pattern: RegExp): readonly string[] | undefined =>
      lines.findLast(([name = ""]) => pattern.test(name));
    const [, kernel, ...words] = find(/^linux(?:16|efi)?$/u) ?? [];
    const root = words.findLast((word) => word.startsWith("root="))?.slice("root=".length);
    if (kernel === undefined || root === undefined) return [];
    return [
      {
        title,
        bootUuid: find(/^search$/u)?.at(-1) ?? null,
        kernel,
        initrd: find(/^initrd(?:16|efi)?$/u)?.at(-1) ?? null,
        root,
      },
    ];
  });
}
